import { z } from 'zod'
import { withWorkspace } from '@/lib/db/client'
import { listClosedPeriods } from '@/lib/db/closed-periods'
import { findCombi } from '@/lib/db/combis'
import { findUnbooked } from '@/lib/db/held-invoices'
import { addInvoiceEvents, setOffered } from '@/lib/db/invoice-actions'
import type { Period } from '@/lib/domain/books'
import type { Day } from '@/lib/domain/day'
import { firstOpenDay } from '@/lib/sync/open-day'
import { periodOf } from '@/lib/sync/period'
import type { FlowContext } from './context'
import { offerDeadline } from './deadlines'
import { remembered } from './remembered'

type Asked = { workspaceId: string; invoiceId: string }

/** `date`: the first day that is open as far as is known; null when the books have none. */
export type OpenDay = { combiId: string; closed: Period; date: Day | null; period: Period | null }

const closedParams = z.object({ period: z.int(), fiscalYear: z.int() })

/**
 * The day on which an invoice can be booked whose period is closed. The books tell which years and periods they have, not
 * which are closed: that is known from what they refused. Null: the workspace has no invoice that waits for this.
 * @throws ConnectorError when the books do not answer, ask to wait or want to be connected again.
 */
export const proposeOpenDay = async (
  flows: FlowContext,
  { workspaceId, invoiceId }: Asked,
): Promise<OpenDay | null> => {
  const found = await withWorkspace(flows.db, workspaceId, async (scope) => {
    const invoice = await findUnbooked(scope, invoiceId)
    const combi = invoice === null ? null : await findCombi(scope, invoice.combiId)
    const profile = combi?.profiles.find(({ companyProfileRef }) => companyProfileRef === invoice?.companyProfileRef)
    if (invoice === null || combi === null || profile === undefined) return null
    const { administrationRef } = profile
    const known = await listClosedPeriods(scope, { combiId: combi.id, administrationRef })
    return { invoice, combi, administrationRef, known }
  })
  const params = closedParams.safeParse(found?.invoice.reasonParams)
  if (found?.invoice.reasonCode !== 'period-closed' || !params.success) return null
  const { invoice, combi, administrationRef, known } = found
  const { id, connectorId, accountRef } = combi.books
  const administrations = await remembered(flows, `${id} administrations`, () =>
    flows.openBooks({ workspaceId, connectionId: id, connectorId, accountRef }, () => undefined).listAdministrations(),
  )
  const administration = administrations.find(({ ref }) => ref === administrationRef)
  const closed = params.data
  const date = administration === undefined ? null : firstOpenDay(administration, [...known, closed], invoice.bookedOn)
  const period = administration === undefined || date === null ? null : periodOf(administration, date)
  return { combiId: combi.id, closed, date, period }
}

/**
 * Hands an invoice over under the proposed day, and writes down that a person chose so because its own period is closed.
 * Null: nothing waits for this, or another day is proposed by now.
 * @throws ConnectorError as `proposeOpenDay`.
 */
export const takeOpenDay = async (
  flows: FlowContext,
  { workspaceId, userId, invoiceId, date }: Asked & { userId: string; date: Day },
): Promise<{ combiId: string } | null> => {
  const proposed = await proposeOpenDay(flows, { workspaceId, invoiceId })
  if (proposed?.date !== date) return null
  const { combiId, closed } = proposed
  const now = flows.now()
  return withWorkspace(flows.db, workspaceId, async (scope) => {
    const changed = await setOffered(scope, [invoiceId], {
      ...{ from: ['action'], bookingDate: date, now, deadline: offerDeadline(now) },
    })
    if (changed.length === 0) return null
    const params = { bookingDate: date, closedPeriod: closed.period, closedYear: closed.fiscalYear }
    await addInvoiceEvents(scope, [{ invoiceId, at: now, actorId: userId, kind: 'open-day-chosen', params }])
    return { combiId }
  })
}
