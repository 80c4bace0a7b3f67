import type { Cents } from '@/lib/domain/money'
import { isPeriodClosed, periodRange } from './calendar'
import type { SentLine } from './booking-shape'
import { error, euros, type Message } from './messages'
import type { AdministrationRow, BatchRow, LedgerAccountRow, VatRow } from './records'
import { isSalesBatch } from './receivables'

/** A line with the VAT that the books apply to it: as sent, or the ledger account's default. */
export type RuledLine = SentLine & { appliedVat: { row: VatRow; amountCents: Cents } | null }

export type BatchContext = { administration: AdministrationRow; batchId: string; descriptionMaxLength: number }

const largestInvoiceNumber = 2_147_483_647

const accountOf = (administration: AdministrationRow, id: string): LedgerAccountRow | undefined =>
  administration.ledgerAccounts.find((account) => String(account.id) === id)

/** What a reverse-charge code or a rate of nothing makes of a base amount; half a cent is rounded up. */
const vatOn = (row: VatRow, baseCents: Cents): Cents =>
  /verlegd|\bicp\b/i.test(row.type) ? 0 : Math.round((baseCents * Math.round(row.percentage * 100)) / 10_000)

const baseOf = (line: SentLine): Cents => line.debitCents + line.creditCents

/**
 * The VAT of every line. A batch that itself holds a line on a VAT account brings its own VAT, so that no default is
 * applied to it (guessed: otherwise the third booking style could not exist).
 */
export const applyVat = (administration: AdministrationRow, lines: readonly SentLine[]): RuledLine[] => {
  const vatAccounts = new Set(administration.vatCodes.map(({ accountId }) => accountId))
  const bringsOwn = lines.some((line) => line.accountType === 'ledger_account' && vatAccounts.has(line.accountId))
  return lines.map((line) => {
    const account = line.accountType === 'ledger_account' ? accountOf(administration, line.accountId) : undefined
    const id = line.vat?.id ?? (bringsOwn ? null : (account?.vatId ?? null))
    const row = administration.vatCodes.find((code) => code.id === id)
    return {
      ...line,
      appliedVat: row ? { row, amountCents: line.vat?.amountCents ?? vatOn(row, baseOf(line)) } : null,
    }
  })
}

/** Everything that is wrong with a batch by the rules of the sandbox, apart from its balance. */
export const checkBatch = (context: BatchContext, lines: readonly RuledLine[]): Message[] => [
  ...checkHeader(context, lines),
  ...lines.flatMap((line, index) => checkLine(context, line, `[${index}]`)),
]

const checkHeader = ({ administration }: BatchContext, lines: readonly RuledLine[]): Message[] => {
  const [first] = lines
  if (!first) return []
  const isMixed = lines.some(
    (line) =>
      line.journalId !== first.journalId ||
      line.fiscalYear !== first.fiscalYear ||
      line.period !== first.period ||
      line.currencyId !== first.currencyId,
  )
  if (isMixed)
    return [error('LINES_MIXED', '', 'Alle regels moeten hetzelfde dagboek, dezelfde periode en valuta hebben')]
  return [...checkJournal(administration, lines), ...checkPeriod(administration, first)]
}

const checkJournal = (administration: AdministrationRow, lines: readonly RuledLine[]): Message[] => {
  const id = lines[0]?.journalId ?? ''
  const journal = administration.journals.find((one) => one.id === id)
  if (!journal) return [error('JOURNAL_NOT_FOUND', '[0].journal.id', `Dagboek ${id} bestaat niet`)]
  if (journal.type !== 'verkopen' && lines.some(({ accountType }) => accountType === 'customer'))
    return [error('JOURNAL_TYPE', '[0].journal.id', `Dagboek ${id} is geen verkoopdagboek`)]
  return []
}

const checkPeriod = (administration: AdministrationRow, { fiscalYear, period }: RuledLine): Message[] => {
  const year = administration.fiscalYears.find((one) => one.fiscalYear === fiscalYear)
  if (!year) return [error('FISCAL_YEAR_NOT_FOUND', '[0].period.fiscal_year', `Boekjaar ${fiscalYear} bestaat niet`)]
  if (!periodRange(year, period))
    return [error('PERIOD_INVALID', '[0].period.id', `Periode ${period} bestaat niet in boekjaar ${fiscalYear}`)]
  if (isPeriodClosed(administration, fiscalYear, period))
    return [error('PERIOD_CLOSED', '[0].period.id', `Periode ${period} van ${fiscalYear} is afgesloten`)]
  return []
}

const checkLine = (context: BatchContext, line: RuledLine, at: string): Message[] => [
  ...checkAccount(context.administration, line, at),
  ...checkAmounts(line, at),
  ...checkVat(context.administration, line, at),
  ...checkDates(context.administration, line, at),
  ...checkInvoiceNumber(context, line, at),
  ...checkReferences(context, line, at),
]

const checkAccount = (administration: AdministrationRow, line: RuledLine, at: string): Message[] => {
  const field = `${at}.account.id`
  if (line.accountType === 'supplier')
    return [error('ACCOUNT_NOT_FOUND', field, `Crediteur ${line.accountId} bestaat niet`)]
  if (line.accountType === 'customer') {
    const customer = administration.customers.find(({ id }) => String(id) === line.accountId)
    if (!customer) return [error('ACCOUNT_NOT_FOUND', field, `Debiteur ${line.accountId} bestaat niet`)]
    return customer.blocked.active
      ? [error('CUSTOMER_BLOCKED', field, `Debiteur ${line.accountId} is geblokkeerd: ${customer.blocked.reason}`)]
      : []
  }
  const account = accountOf(administration, line.accountId)
  if (!account) return [error('ACCOUNT_NOT_FOUND', field, `Rekening ${line.accountId} bestaat niet`)]
  return account.blocked.active
    ? [error('ACCOUNT_BLOCKED', field, `Rekening ${line.accountId} is geblokkeerd: ${account.blocked.reason}`)]
    : []
}

const checkAmounts = ({ debitCents, creditCents }: RuledLine, at: string): Message[] => {
  const isOneSided = debitCents >= 0 && creditCents >= 0 && debitCents > 0 !== creditCents > 0
  return isOneSided
    ? []
    : [error('AMOUNT_INVALID', `${at}.debit`, 'Precies een van debet en credit moet groter dan nul zijn')]
}

const checkVat = (administration: AdministrationRow, line: RuledLine, at: string): Message[] => {
  if (!line.vat) return []
  const sent = administration.vatCodes.find(({ id }) => id === line.vat?.id)
  if (!sent) return [error('VAT_NOT_FOUND', `${at}.vat.id`, `Btw-code ${line.vat.id} bestaat niet`)]
  const account = accountOf(administration, line.accountId)
  if (account && !account.allowFreeVatInput && account.vatId !== sent.id)
    return [error('VAT_NOT_ALLOWED', `${at}.vat.id`, `Rekening ${account.id} staat geen andere btw-code toe`)]
  const { amountCents } = line.vat
  if (amountCents !== null && Math.abs(amountCents - vatOn(sent, baseOf(line))) > 1)
    return [error('VAT_AMOUNT', `${at}.vat.amount`, `Btw-bedrag past niet bij ${sent.percentage} % van de regel`)]
  return []
}

const checkDates = (administration: AdministrationRow, line: RuledLine, at: string): Message[] => {
  const year = administration.fiscalYears.find(({ fiscalYear }) => fiscalYear === line.fiscalYear)
  const range = year && periodRange(year, line.period)
  if (range && (line.documentDate < range.startDate || line.documentDate > range.endDate))
    return [
      error(
        'DATE_OUTSIDE_PERIOD',
        `${at}.document_date`,
        `Datum ${line.documentDate} valt buiten periode ${line.period} van ${line.fiscalYear}`,
      ),
    ]
  if (line.dueDate !== null && line.debitCents > 0 && line.dueDate < line.documentDate)
    return [error('DUE_DATE_INVALID', `${at}.due_date`, 'Vervaldatum ligt voor de factuurdatum')]
  return []
}

const checkInvoiceNumber = ({ administration, batchId }: BatchContext, line: RuledLine, at: string): Message[] => {
  const field = `${at}.invoice_number`
  const number = line.invoiceNumber
  if (number === null)
    return line.accountType === 'customer' ? [error('INVOICE_NUMBER_INVALID', field, 'Factuurnummer ontbreekt')] : []
  if (number <= 0 || number > largestInvoiceNumber)
    return [error('INVOICE_NUMBER_INVALID', field, 'Factuurnummer mag alleen cijfers bevatten')]
  if (line.accountType !== 'customer') return []
  const isTaken = administration.batches.some(
    (batch) =>
      batch.id !== batchId &&
      isSalesBatch(administration, batch) &&
      batch.lines.some(
        (other) =>
          other.accountType === 'customer' && other.accountId === line.accountId && other.invoiceNumber === number,
      ),
  )
  return isTaken
    ? [error('INVOICE_NUMBER_EXISTS', field, `Factuurnummer ${number} bestaat al voor debiteur ${line.accountId}`)]
    : []
}

const checkReferences = (
  { administration, descriptionMaxLength }: BatchContext,
  line: RuledLine,
  at: string,
): Message[] => {
  const messages: Message[] = []
  if (line.description.length > descriptionMaxLength)
    messages.push(
      error('DESCRIPTION_TOO_LONG', `${at}.description`, `Omschrijving is langer dan ${descriptionMaxLength} tekens`),
    )
  if (/\p{Cc}/u.test(line.description))
    messages.push(
      error('DESCRIPTION_INVALID', `${at}.description`, 'Omschrijving bevat tekens die niet zijn toegestaan'),
    )
  if (line.paymentTermId !== null && !administration.paymentTerms.some(({ id }) => id === line.paymentTermId))
    messages.push(error('PAYMENT_TERM_NOT_FOUND', `${at}.payment_term.id`, 'Betalingsconditie bestaat niet'))
  if (line.costCenterId !== null && !administration.costCenters.some(({ id }) => id === line.costCenterId))
    messages.push(error('COST_CENTER_NOT_FOUND', `${at}.cost_center.id`, 'Kostenplaats bestaat niet'))
  return messages
}

/** Debit minus credit with the VAT on top of each line's own side; zero when the batch balances. */
export const differenceOf = (lines: readonly RuledLine[]): Cents =>
  lines.reduce((total, line) => {
    const vatCents = line.appliedVat?.amountCents ?? 0
    const side = line.debitCents > 0 ? 1 : -1
    return total + line.debitCents - line.creditCents + side * vatCents
  }, 0)

export const notBalanced = (differenceCents: Cents): Message =>
  error('NOT_BALANCED', '', `Boeking is niet in balans (verschil ${euros(Math.abs(differenceCents))})`)

/** What is known of a batch that may not be changed any more, or null. */
export const lockOf = (administration: AdministrationRow, batch: BatchRow, isSettled: boolean): Message | null => {
  if (isSettled) return error('BATCH_LOCKED', '', 'Boeking is (deels) betaald')
  if (isPeriodClosed(administration, batch.fiscalYear, batch.period))
    return error('PERIOD_CLOSED', '[0].period.id', `Periode ${batch.period} van ${batch.fiscalYear} is afgesloten`)
  return null
}
