import type { BookedEntry, Period, SalesEntry, SalesEntryLine } from '@/lib/domain/books'
import type { Day } from '@/lib/domain/day'
import { sumCents, type Cents } from '@/lib/domain/money'
import { compareEntry } from './compare-entry'
import { comparePlans, type OfferedPlan } from './offered-plan'

/** How the entry that is wrong leaves the books: it is gone already, is removed, or is set off by its opposite. */
export type Reversal = { kind: 'none' } | { kind: 'remove' } | { kind: 'credit'; credit: SalesEntry }

/**
 * `same`: what would be booked now is what stands there. `gone`: neither the source nor the books have it any more.
 * `unreadable`: the amounts that stand there do not add up to their total, so their opposite cannot be made.
 */
export type CorrectionProposal =
  | { kind: 'same' }
  | { kind: 'gone' }
  | { kind: 'unreadable' }
  | { kind: 'correct'; reversal: Reversal; plan: OfferedPlan | null }

export type CorrectionFacts = {
  /** The entry as it was sent. */
  sent: SalesEntry
  /** The entry as the books hold it now; null when they hold none. */
  standing: BookedEntry | null
  /** Whether any money was received on it or passed on for it. */
  isPaid: boolean
  isPeriodOpen: boolean
  /** What the invoice becomes under its own number and date; null when it is not to be booked again. */
  now: OfferedPlan | null
}

/** What the two entries of a credit need: ids and numbers that nothing else has, and the day that a person confirms. */
export type CreditTerms = {
  creditId: string
  creditNumber: number
  planNumber: number
  date: Day
  period: Period
  describe: (description: string) => string
}

/** Whether the wrong entry can simply be taken out: afterwards nobody must wonder where money or a filed return went. */
export const canRemove = ({ isPaid, isPeriodOpen }: Pick<CorrectionFacts, 'isPaid' | 'isPeriodOpen'>): boolean =>
  !isPaid && isPeriodOpen

/**
 * How the books are put right when an invoice and its entry went apart: remove and book again while nothing hangs on the
 * entry, else its opposite and a new entry beside it, in an open period.
 */
export const planCorrection = (facts: CorrectionFacts, terms: CreditTerms): CorrectionProposal => {
  const { standing, sent, now } = facts
  if (standing === null)
    return now === null ? { kind: 'gone' } : { kind: 'correct', reversal: { kind: 'none' }, plan: now }
  if (now !== null && isSame(facts, now)) return { kind: 'same' }
  if (canRemove(facts)) return { kind: 'correct', reversal: { kind: 'remove' }, plan: now }
  const booked = asBooked(sent, standing)
  if (booked === null) return { kind: 'unreadable' }
  return {
    kind: 'correct',
    reversal: { kind: 'credit', credit: oppositeOf(booked, terms) },
    plan: now === null ? null : inOpenPeriod(now, terms),
  }
}

const isSame = ({ sent, standing }: CorrectionFacts, now: OfferedPlan): boolean =>
  compareEntry(sent, standing) === null &&
  now.debtor.booksDebtorId === sent.debtorId &&
  comparePlans({ entry: sent, debtor: now.debtor }, now) === null

const netAndVat = (lines: readonly SalesEntryLine[]): Cents =>
  sumCents(lines.flatMap(({ netCents, vatCents }) => [netCents, vatCents]))

/**
 * The entry that stands in the books in the shape in which one is sent; somebody may have changed it there. Null when its
 * amounts do not add up to its total.
 */
export const asBooked = (sent: SalesEntry, standing: BookedEntry): SalesEntry | null => {
  if (compareEntry(sent, standing) === null) return sent
  const lines = standing.lines.map(({ ledgerAccount, netCents, vatCents, vatCode }): SalesEntryLine => ({
    ...{ ledgerAccount, netCents, vatCode, description: sent.description },
    vatCents: vatCents ?? 0,
    vatLedgerAccount: sent.lines.find((line) => line.vatCode === vatCode)?.vatLedgerAccount ?? null,
  }))
  if (netAndVat(lines) !== standing.grossCents) return null
  const { journalRef, debtorId, invoiceNumber, bookingDate, period, grossCents } = standing
  return { ...sent, journalRef, debtorId, invoiceNumber, bookingDate, period, grossCents, lines }
}

/** The entry that undoes another: the same accounts, codes and debtor, every amount the other way round. */
export const oppositeOf = (
  entry: SalesEntry,
  { creditId, creditNumber, date, period, describe }: Omit<CreditTerms, 'planNumber'>,
): SalesEntry => ({
  ...entry,
  ...{ id: creditId, invoiceNumber: creditNumber, bookingDate: date, dueOn: date, period },
  description: describe(entry.description),
  grossCents: 0 - entry.grossCents,
  lines: entry.lines.map((line) => ({ ...line, netCents: 0 - line.netCents, vatCents: 0 - line.vatCents })),
})

const inOpenPeriod = (plan: OfferedPlan, { planNumber, date, period }: CreditTerms): OfferedPlan => ({
  ...plan,
  entry: {
    ...plan.entry,
    ...{ invoiceNumber: planNumber, bookingDate: date, period },
    dueOn: plan.entry.dueOn < date ? date : plan.entry.dueOn,
  },
})
