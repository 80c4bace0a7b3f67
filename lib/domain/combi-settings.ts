import type { OfferingRule } from './offering-rule'
import type { SetupAnswers } from './setup'

/** What a combi can be told beyond the questions of the wizard. */
export type CombiOptions = {
  partialPayments: boolean
  descriptionTemplate: string
  /** Added to the digits of every invoice number. */
  numberOffset: number
  /** Which invoices go by themselves, when some do. */
  offeringRule: OfferingRule
  /** Whether the PDF of an invoice is put with its entry. */
  attachesPdf: boolean
}

/** All that can be changed about how a combi works. */
export type CombiSettings = { answers: SetupAnswers; options: CombiOptions }

/** How many invoices of a combi stand where; `waiting` are offered or held, and not booked yet. */
export type InvoicesStanding = { pending: number; waiting: number; booked: number }

export type Consequence =
  // Offered or held invoices that will be booked under the new setting.
  | { kind: 'waiting-follow'; count: number }
  // Entries in the books that stay as they are.
  | { kind: 'booked-stay'; count: number }
  // Earlier invoices are read, and wait for a person whatever the offering.
  | { kind: 'earlier-read' }
  // What was read already and is dated before the new start.
  | { kind: 'later-keeps' }
  // New invoices go by themselves, once a person agreed to what that takes now.
  | { kind: 'offering-asks'; count: number }
  // What was offered stays offered.
  | { kind: 'offered-stay'; count: number }
  | { kind: 'parts-told' }
  | { kind: 'parts-wait' }
  | { kind: 'numbers-stay' }
  // PDF's follow new bookings; what stands in the books gets one only when somebody asks.
  | { kind: 'files-follow' }
  // What was still to be put there is not any more.
  | { kind: 'files-end' }

const changesBookings = (before: CombiSettings, after: CombiSettings): boolean =>
  (['defaultRevenueAccount', 'salesJournal', 'bookingStyle', 'vatMode'] as const).some(
    (name) => before.answers[name] !== after.answers[name],
  ) ||
  isChanged(before.answers.administrations, after.answers.administrations) ||
  isChanged(before.answers.defaultRevenueAccounts, after.answers.defaultRevenueAccounts) ||
  before.options.descriptionTemplate !== after.options.descriptionTemplate ||
  before.options.numberOffset !== after.options.numberOffset

/** Whether other invoices go by themselves from now on than a person agreed to. */
const asksAnew = (before: CombiSettings, after: CombiSettings): boolean =>
  after.answers.offering === 'automatic' &&
  (before.answers.offering !== 'automatic' ||
    isChanged(before.answers.administrations, after.answers.administrations) ||
    JSON.stringify(before.options.offeringRule) !== JSON.stringify(after.options.offeringRule))

const isChanged = <Value>(before: Record<string, Value>, after: Record<string, Value>): boolean =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].some(
    (key) => (before[key] ?? '') !== (after[key] ?? ''),
  )

/** What a change of settings means for invoices that are there already, before it is made. Nothing changed: nothing. */
export const consequencesOf = (
  before: CombiSettings,
  after: CombiSettings,
  standing: InvoicesStanding,
): Consequence[] => {
  const { pending, waiting, booked } = standing
  const consequences: Consequence[] = []
  if (changesBookings(before, after))
    consequences.push({ kind: 'waiting-follow', count: waiting }, { kind: 'booked-stay', count: booked })
  if (after.options.numberOffset !== before.options.numberOffset) consequences.push({ kind: 'numbers-stay' })
  if (after.answers.invoicesFrom < before.answers.invoicesFrom) consequences.push({ kind: 'earlier-read' })
  if (after.answers.invoicesFrom > before.answers.invoicesFrom) consequences.push({ kind: 'later-keeps' })
  if (asksAnew(before, after)) consequences.push({ kind: 'offering-asks', count: pending })
  if (before.answers.offering === 'automatic' && after.answers.offering === 'manual')
    consequences.push({ kind: 'offered-stay', count: waiting })
  if (after.options.partialPayments !== before.options.partialPayments)
    consequences.push({ kind: after.options.partialPayments ? 'parts-told' : 'parts-wait' })
  if (after.options.attachesPdf !== before.options.attachesPdf)
    consequences.push({ kind: after.options.attachesPdf ? 'files-follow' : 'files-end' })
  return consequences
}
