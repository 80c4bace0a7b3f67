import type { Scope } from '@/lib/db/client'
import { adoptBooking, findEarlierBookings, holdForEarlier, type EarlierBooking } from '@/lib/db/earlier-bookings'
import { addInvoiceEvents, markDrift } from '@/lib/db/invoice-actions'
import type { Invoice } from '@/lib/domain/invoice'
import type { Reason } from '@/lib/sync/reasons'
import { answerDeadline } from './deadlines'
import type { RunWork } from './run-work'
import { count, toStored } from './tally'

/**
 * Invoices that are new to this combi and were booked by one that was removed: they are taken over as they stand in the
 * books. One that was written elsewhere, or of which nobody knows whether it arrived, asks a person: booking it again could
 * be booking it twice. @returns the ids in the source of those that must not be offered by themselves.
 */
export const adoptEarlier = async (
  work: RunWork,
  scope: Scope,
  added: ReadonlyMap<string, { id: string; invoice: Invoice }>,
): Promise<Set<string>> => {
  const earlier = await findEarlierBookings(scope, work.combi, [...added.keys()])
  const now = work.flows.now()
  const adopted: string[] = []
  const held: string[] = []
  for (const [ref, booking] of earlier) {
    const found = added.get(ref)
    if (found === undefined) continue
    if (isOfTheseBooks(work, found.invoice, booking)) {
      await adoptBooking(scope, found.id, booking)
      adopted.push(found.id)
    } else {
      await hold(work, scope, { ...found, booking })
      held.push(found.id)
    }
  }
  await markDrift(scope, adopted)
  await addInvoiceEvents(
    scope,
    [...adopted, ...held].map((invoiceId) => ({ invoiceId, at: now, actorId: null, kind: 'booked-before' })),
  )
  return new Set(earlier.keys())
}

const isOfTheseBooks = ({ combi }: RunWork, { companyProfileRef }: Invoice, booking: EarlierBooking): boolean =>
  booking.state === 'booked' &&
  booking.books.connectorId === combi.books.connectorId &&
  booking.books.accountRef === combi.books.accountRef &&
  combi.profiles.some(
    (profile) =>
      profile.companyProfileRef === companyProfileRef && profile.administrationRef === booking.administrationRef,
  )

const hold = async (
  work: RunWork,
  scope: Scope,
  { id, invoice, booking }: { id: string; invoice: Invoice; booking: EarlierBooking },
): Promise<void> => {
  const { flows, tally } = work
  const now = flows.now()
  const reason: Reason = {
    code: 'booked-before',
    params: { combi: booking.combiName, booksNumber: String(booking.booksNumber ?? '') },
  }
  await holdForEarlier(scope, id, { reason, deadline: answerDeadline(now) })
  count(tally, 'actionCount')
  tally.items.push({
    ...{ at: now, kind: 'invoice', ref: invoice.ref, invoiceId: id, label: invoice.number },
    ...{ debtorName: invoice.debtor.name, amountCents: invoice.grossCents, bookingDate: null, outcome: 'action' },
    reason: toStored(reason),
  })
}
