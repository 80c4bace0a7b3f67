import Big from 'big.js'
import type { BookingStyle, LedgerAccount, SalesEntry, SalesEntryLine, VatCode } from '@/lib/domain/books'
import { laterDay, type Day } from '@/lib/domain/day'
import { describeEntry } from '@/lib/domain/entry-description'
import type { Invoice, InvoiceLine } from '@/lib/domain/invoice'
import { sumCents } from '@/lib/domain/money'
import {
  chooseLedgerAccount,
  chooseVatCode,
  effectiveBasisPoints,
  originOfAccount,
  type AccountOrigin,
  type ChartIndex,
  type Choice,
  type Mapping,
  type VatMode,
} from './choose-account'
import { booksNumberOf } from './invoice-number'
import { periodOf } from './period'
import type { Reason } from './reasons'
import { askedOfCustomer, strictest, type CustomerVat } from './vat-number'
import { exactVatCents, roundToCents, spreadRounding } from './rounding'

export type BookingRules = {
  index: ChartIndex
  mapping: Mapping
  vatMode: VatMode
  bookingStyle: BookingStyle
  salesJournalRef: string
  /** What the entry is called, with the words in braces of lib/domain/entry-description. */
  descriptionTemplate: string
  /** Added to the digits of every number. */
  numberOffset: number
  /** Which other invoice holds a number in these books: two invoices may never share one. */
  holderOfNumber: (booksNumber: number) => string | null
}

/** `chosenNumber`: the number that it gets in the books whatever its own is. */
export type OfferedInvoice = { invoice: Invoice; bookingDate: Day | null; chosenNumber?: number | null }

/** An entry that only lacks what is known at the moment of writing: its id and the debtor's number in the books. */
export type DraftEntry = Omit<SalesEntry, 'id' | 'debtorId'>

/** Why a line of the entry goes to its account, and the revenue group that it comes from. */
export type LineOrigin = { account: AccountOrigin; revenueGroup: string | null }

/** `origins`: one for each line of the entry. `customerVat`: what its lines ask of the customer, who is not looked at here. */
export type BookingDecision =
  | { kind: 'book'; draft: DraftEntry; origins: LineOrigin[]; customerVat: CustomerVat; notes: Reason[] }
  | { kind: 'hold'; reason: Reason; notes: Reason[] }

type Amounts = { netCents: number; vatCents: number }

/** The lines' amounts, adjusted by lawful rounding to what the invoice states; or why they cannot be. */
const settleAmounts = (invoice: Invoice): Choice<Amounts[]> => {
  if (invoice.netCents + invoice.vatCents !== invoice.grossCents)
    return mismatch(invoice.grossCents, invoice.netCents + invoice.vatCents)
  const nets = spreadRounding(
    invoice.lines.map((line) => ({
      cents: line.netCents,
      exactCents: new Big(line.quantity).times(line.unitPrice).times(100),
    })),
    invoice.netCents,
  )
  if (nets === null) return mismatch(invoice.netCents, sumCents(invoice.lines.map((line) => line.netCents)))
  const vats = spreadRounding(
    invoice.lines.map((line, at) => ({
      cents: line.vatCents,
      exactCents:
        line.vatClass?.vatBasisPoints == null
          ? new Big(line.vatCents)
          : exactVatCents(nets[at] ?? line.netCents, line.vatClass.vatBasisPoints),
    })),
    invoice.vatCents,
  )
  if (vats === null) return mismatch(invoice.vatCents, sumCents(invoice.lines.map((line) => line.vatCents)))
  return { ok: true, value: nets.map((netCents, at) => ({ netCents, vatCents: vats[at] ?? 0 })), notes: [] }
}

const mismatch = (statedCents: number, countedCents: number): Choice<never> => ({
  ok: false,
  reason: { code: 'total-mismatch', params: { statedCents, countedCents } },
})

type PlannedLine = { line: SalesEntryLine; asked: CustomerVat }

const planLine = (line: InvoiceLine, amounts: Amounts, rules: BookingRules): Choice<PlannedLine> => {
  const account = chooseLedgerAccount(line, rules.index, rules.mapping)
  if (!account.ok) return account
  const vat = chooseVatCode(line, account.value, rules)
  if (!vat.ok) return vat
  // A whole cent away from the rate is no rounding: the code would say one thing and the amount another.
  const exactCents = exactVatCents(amounts.netCents, effectiveBasisPoints(vat.value))
  if (exactCents.minus(amounts.vatCents).abs().gte(1))
    return {
      ok: false,
      reason: {
        code: 'vat-rounding-differs',
        params: { vatCents: amounts.vatCents, ledgerVatCents: roundToCents(exactCents) },
      },
    }
  return {
    ok: true,
    value: {
      line: toEntryLine(line, amounts, { account: account.value, vatCode: vat.value }),
      asked: askedOfCustomer(line, vat.value),
    },
    notes: [...account.notes, ...vat.notes],
  }
}

const toEntryLine = (
  line: InvoiceLine,
  amounts: Amounts,
  chosen: { account: LedgerAccount; vatCode: VatCode | null },
): SalesEntryLine => ({
  ledgerAccount: chosen.account.number,
  ...amounts,
  vatCode: chosen.vatCode?.code ?? null,
  vatLedgerAccount: chosen.vatCode?.ledgerAccount ?? null,
  description: line.description,
})

/** With this style the books compute the VAT themselves, so it is first checked that they will reach the source's amount. */
const checkLedgerVat = (invoice: Invoice, lines: readonly SalesEntryLine[], index: ChartIndex): Reason | null => {
  const ledgerVatCents = sumCents(
    lines.map((line) => {
      const code = line.vatCode === null ? null : index.vatCodes.get(line.vatCode)
      return roundToCents(exactVatCents(line.netCents, effectiveBasisPoints(code)))
    }),
  )
  return ledgerVatCents === invoice.vatCents
    ? null
    : { code: 'vat-rounding-differs', params: { vatCents: invoice.vatCents, ledgerVatCents } }
}

type PlannedLines = { lines: SalesEntryLine[]; origins: LineOrigin[]; customerVat: CustomerVat }

const planLines = (invoice: Invoice, rules: BookingRules): Choice<PlannedLines> => {
  const amounts = settleAmounts(invoice)
  if (!amounts.ok) return amounts
  const lines: SalesEntryLine[] = []
  const origins: LineOrigin[] = []
  const asked: CustomerVat[] = []
  const notes: Reason[] = []
  for (const [at, line] of invoice.lines.entries()) {
    const lineAmounts = amounts.value[at] ?? { netCents: line.netCents, vatCents: line.vatCents }
    // A line of text without an amount says nothing to the books, and they take no line of zero.
    if (lineAmounts.netCents === 0 && lineAmounts.vatCents === 0) continue
    const planned = planLine(line, lineAmounts, rules)
    if (!planned.ok) return planned
    lines.push(planned.value.line)
    asked.push(planned.value.asked)
    origins.push({
      account: originOfAccount(line, rules.index, rules.mapping),
      revenueGroup: line.revenueGroup?.label ?? null,
    })
    notes.push(...planned.notes)
  }
  if (rules.bookingStyle === 'vat-from-ledger') {
    const reason = checkLedgerVat(invoice, lines, rules.index)
    if (reason !== null) return { ok: false, reason }
  }
  return { ok: true, value: { lines, origins, customerVat: strictest(asked) }, notes: withoutRepeats(notes) }
}

const withoutRepeats = (notes: readonly Reason[]): Reason[] => [
  ...new Map(notes.map((note) => [JSON.stringify(note), note])).values(),
]

const planHeader = (
  { invoice, bookingDate, chosenNumber = null }: OfferedInvoice,
  rules: BookingRules,
): Choice<Omit<DraftEntry, 'lines' | 'style'>> => {
  const chart = rules.index.chart
  const journal = chart.journals.find(({ ref, kind }) => ref === rules.salesJournalRef && kind === 'sales')
  if (journal === undefined)
    return { ok: false, reason: { code: 'journal-missing', params: { journal: rules.salesJournalRef } } }
  const booksNumber = chosenNumber ?? booksNumberOf(invoice.number, rules.numberOffset)
  if (booksNumber === null)
    return { ok: false, reason: { code: 'number-not-usable', params: { number: invoice.number } } }
  const holder = rules.holderOfNumber(booksNumber)
  if (holder !== null)
    return {
      ok: false,
      reason: { code: 'number-collision', params: { number: invoice.number, booksNumber, other: holder } },
    }
  const date = bookingDate ?? invoice.issuedOn
  const period = periodOf(chart.administration, date)
  if (period === null) return { ok: false, reason: { code: 'fiscal-year-unknown', params: { bookingDate: date } } }
  return {
    ok: true,
    notes: [],
    value: {
      journalRef: journal.ref,
      invoiceNumber: booksNumber,
      bookingDate: date,
      // A due date before the entry's date is refused; with a later booking date the term has simply passed.
      dueOn: laterDay(invoice.dueOn, date),
      period,
      paymentTermDays: chart.paymentTermDays.includes(invoice.paymentTermDays) ? invoice.paymentTermDays : null,
      description: describeEntry(rules.descriptionTemplate, invoice),
      grossCents: invoice.grossCents,
    },
  }
}

/** Nothing on it is an amount. Lines that cancel each other out do count: an advance that is settled is a real entry. */
const isEmpty = ({ grossCents, lines }: Invoice): boolean =>
  grossCents === 0 && lines.every(({ netCents, vatCents }) => netCents === 0 && vatCents === 0)

/**
 * Decides what an offered invoice becomes in the books: a complete entry, or the one thing that stands in its way.
 * The source's amounts are carried over to the cent; nothing is recomputed, only checked to add up.
 */
export const planBooking = (offered: OfferedInvoice, rules: BookingRules): BookingDecision => {
  if (isEmpty(offered.invoice)) return { kind: 'hold', reason: { code: 'zero-total', params: {} }, notes: [] }
  const header = planHeader(offered, rules)
  if (!header.ok) return { kind: 'hold', reason: header.reason, notes: [] }
  const planned = planLines(offered.invoice, rules)
  if (!planned.ok) return { kind: 'hold', reason: planned.reason, notes: [] }
  const { lines, ...rest } = planned.value
  return { kind: 'book', draft: { ...header.value, style: rules.bookingStyle, lines }, ...rest, notes: planned.notes }
}
