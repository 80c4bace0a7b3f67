import { formatCents } from '@/lib/domain/money'
import type { DraftEntry } from './plan-booking'
import type { PlanField, Reason } from './reasons'

/** The debtor of a planned entry. `booksDebtorId` null: it is yet to be made. `isOurs`: the portal makes or made it. */
export type PlannedDebtor = { booksDebtorId: string | null; isOurs: boolean }

/** The entry that an invoice becomes, as a person was shown it before handing it over. */
export type OfferedPlan = { entry: DraftEntry; debtor: PlannedDebtor }

/** A debtor that was to be made and has been by now is the same one: only which one of the books' own it is can change. */
const debtorOf = ({ booksDebtorId, isOurs }: PlannedDebtor): string => (isOurs ? '' : (booksDebtorId ?? ''))

const facts: readonly [PlanField, (plan: OfferedPlan) => string][] = [
  ['total', ({ entry }) => formatCents(entry.grossCents)],
  ['debtor', ({ debtor }) => debtorOf(debtor)],
  ['date', ({ entry }) => entry.bookingDate],
  ['period', ({ entry: { period } }) => `${String(period.fiscalYear)}-${String(period.period)}`],
  ['number', ({ entry }) => String(entry.invoiceNumber)],
  ['account', ({ entry }) => entry.lines.map(({ ledgerAccount }) => ledgerAccount).join(', ')],
  ['vat', ({ entry }) => entry.lines.map(({ vatCode }) => vatCode ?? '0').join(', ')],
  [
    'amounts',
    ({ entry }) =>
      entry.lines.map(({ netCents, vatCents }) => `${formatCents(netCents)} + ${formatCents(vatCents)}`).join(', '),
  ],
]

/** All of an entry in an order of its own: the database keeps objects in another. */
const rest = ({ entry }: OfferedPlan): string =>
  JSON.stringify([
    ...[entry.style, entry.journalRef, entry.dueOn, entry.paymentTermDays, entry.description],
    ...entry.lines.map(({ vatLedgerAccount, description }) => [vatLedgerAccount, description]),
  ])

/** The first thing in which what would be booked now differs from what a person was shown; null when nothing does. */
export const comparePlans = (shown: OfferedPlan, now: OfferedPlan): Reason | null => {
  for (const [field, read] of facts) {
    const [was, is] = [read(shown), read(now)]
    if (was !== is) return { code: 'plan-changed', params: { field, was, now: is } }
  }
  return rest(shown) === rest(now) ? null : { code: 'plan-changed', params: { field: 'other', was: '', now: '' } }
}

/** What all of a plan comes to as text: equal for plans between which `comparePlans` finds no difference, and for no others. */
export const planText = (plan: OfferedPlan): string =>
  JSON.stringify([...facts.map(([, read]) => read(plan)), rest(plan)])
