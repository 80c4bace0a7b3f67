import {
  debtorAmounts,
  type BookedEntry,
  type BookedEntryLine,
  type BooksMessage,
  type SalesEntry,
  type SalesEntryLine,
} from '@/lib/domain/books'
import { formatCents, sumCents, type Cents } from '@/lib/domain/money'
import { cutText } from '@/lib/domain/text'
import { ConnectorError } from '../errors'
import { journalKind } from './chart'
import type { MessageWire, TransactionLineWire } from './schemas'
import { connectorId } from './settings'
import { WireAmount, type WireValue } from './wire'

/** Lines from 9000 on are the ones Minox adds by itself: contra and collective lines (help page on journals). */
const firstAutomaticLine = 9000

const side = (cents: Cents): { debit: WireAmount; credit: WireAmount } => ({
  debit: new WireAmount(cents < 0 ? -cents : 0),
  credit: new WireAmount(cents > 0 ? cents : 0),
})

const refuse = (reason: 'not-balanced' | 'vat-refused', message: string): ConnectorError =>
  new ConnectorError('invalid', `minox: ${message}`, { connectorId, reason })

/**
 * A sales entry as the lines of `PUT /transaction_line_batch/{uuid}` (fields: omniboost/go-minox `TransactionLinePut`).
 * Amounts are never negative: a credit invoice has its sides swapped.
 * @throws ConnectorError `invalid` when the entry does not add up; nothing has been sent then.
 */
export const toTransactionLines = (
  entry: SalesEntry,
  options: { paymentTermId: number | null; descriptionMaxLength: number },
): WireValue[] => {
  const countedCents = sumCents(entry.lines.flatMap(({ netCents, vatCents }) => [netCents, vatCents]))
  if (countedCents !== entry.grossCents)
    throw refuse(
      'not-balanced',
      `the lines add up to ${formatCents(countedCents)}, not to ${formatCents(entry.grossCents)}`,
    )

  const describe = (text: string) => cutText(text, options.descriptionMaxLength)
  const common = {
    journal: { id: entry.journalRef },
    period: { id: entry.period.period, fiscal_year: entry.period.fiscalYear },
    document_date: entry.bookingDate,
    invoice_number: entry.invoiceNumber,
  }
  const ledgerLine = (line: { account: string; cents: Cents; description: string }, vat?: WireValue): WireValue => ({
    account: { id: line.account, scheme: 'MINOX', type: 'ledger_account' },
    ...side(line.cents),
    ...common,
    description: describe(line.description) || describe(entry.description),
    vat,
  })

  return [
    ...debtorAmounts(entry).map((cents) => ({
      account: { id: entry.debtorId, scheme: 'MINOX', type: 'customer' },
      ...side(-cents),
      ...common,
      due_date: entry.dueOn,
      payment_term: options.paymentTermId === null ? undefined : { id: options.paymentTermId },
      description: describe(entry.description),
    })),
    ...entry.lines.map((line) =>
      ledgerLine(
        { account: line.ledgerAccount, cents: line.netCents, description: line.description },
        entry.style === 'vat-on-line' ? vatOf(line) : undefined,
      ),
    ),
    ...(entry.style === 'vat-as-own-line' ? vatLines(entry.lines) : []).map(([account, cents]) =>
      ledgerLine({ account, cents, description: entry.description }),
    ),
  ]
}

/** The amount's sign follows the side of its line: positive on a debit line too. */
const vatOf = ({ vatCode, vatCents, netCents }: SalesEntryLine): WireValue => {
  if (vatCode === null) {
    if (vatCents === 0) return undefined
    throw refuse('vat-refused', 'a line has VAT but no VAT code')
  }
  if (!/^\d{1,4}$/.test(vatCode)) throw refuse('vat-refused', 'a VAT code is no number of at most four digits')
  return { id: Number(vatCode), amount: new WireAmount(netCents < 0 ? 0 - vatCents : vatCents) }
}

/** VAT per ledger account, in the order in which the accounts first appear. */
const vatLines = (lines: readonly SalesEntryLine[]): [account: string, cents: Cents][] => {
  const totals = new Map<string, Cents>()
  for (const { vatCents, vatLedgerAccount } of lines) {
    if (vatCents === 0) continue
    if (vatLedgerAccount === null) throw refuse('vat-refused', 'a VAT code has no ledger account to book VAT on')
    totals.set(vatLedgerAccount, (totals.get(vatLedgerAccount) ?? 0) + vatCents)
  }
  return [...totals].filter(([, cents]) => cents !== 0)
}

/** A line as its net effect on the side of income: positive for credit. */
const creditCents = ({ credit = 0, debit = 0 }: TransactionLineWire): Cents => credit - debit

/** What a batch says it is, or null when it is not a readable sales entry (a receipt, a memo, a half-read batch). */
export const fromTransactionLines = (id: string, lines: readonly TransactionLineWire[]): BookedEntry | null => {
  const entered = lines.filter(({ journal }) => (journal?.line_number ?? 0) < firstAutomaticLine)
  const debtorLines = entered.filter(isDebtorLine)
  const [head] = debtorLines
  if (!head?.journal || head.invoice_number === undefined || head.document_date === undefined) return null
  if (head.period?.id === undefined || head.period.fiscal_year === undefined) return null
  const kind = journalKind(head.journal)
  if (kind !== 'sales' && kind !== 'unknown') return null
  if (debtorLines.some((line) => line.account.id !== head.account.id || line.invoice_number !== head.invoice_number))
    return null
  return {
    id,
    journalRef: head.journal.id,
    debtorId: head.account.id,
    invoiceNumber: head.invoice_number,
    bookingDate: head.document_date,
    period: { fiscalYear: head.period.fiscal_year, period: head.period.id },
    grossCents: 0 - sumCents(debtorLines.map(creditCents)),
    lines: entered.filter((line) => !isDebtorLine(line)).map(fromLedgerLine),
  }
}

export const isDebtorLine = ({ account }: TransactionLineWire): boolean => account.type === 'customer'

const fromLedgerLine = (line: TransactionLineWire): BookedEntryLine => {
  const netCents = creditCents(line)
  const { id, amount } = line.vat ?? {}
  const hasVat = id !== undefined && id !== 0
  return {
    ledgerAccount: line.account.id,
    netCents,
    vatCents: hasVat && amount !== undefined ? (netCents < 0 ? 0 - amount : amount) : null,
    vatCode: hasVat ? String(id) : null,
  }
}

export const toBooksMessage = ({ message_code: code, message, field }: MessageWire): BooksMessage => ({
  code: code ?? '',
  text: message ?? '',
  field: field ?? null,
})
