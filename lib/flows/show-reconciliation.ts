import { withWorkspace } from '@/lib/db/client'
import { findReconciliation, type ReconciliationRecord } from '@/lib/db/reconciliations'
import {
  findHeldByRef,
  readMonth,
  readReconciliationCombi,
  type HeldRow,
  type VerifiedPosting,
} from '@/lib/db/views/reconciliation'
import { toLink } from '@/lib/db/views/source-link'
import { toReasonView } from '@/lib/db/views/stored-reason'
import { dayInAmsterdam, type Day } from '@/lib/domain/day'
import { sumCents } from '@/lib/domain/money'
import { bookedAmounts, totalShares, type BookedAmounts } from '@/lib/sync/booked-amounts'
import { addAmounts, entryOf, reconcile, type FreshReading, type HeldInvoice } from '@/lib/sync/reconcile'
import type { FlowContext } from './context'

export type ReconciliationQuestion = {
  workspaceId: string
  combiId: string
  /** The first day of a month; null for the current one. */
  month: Day | null
  /** Null for the first there is. */
  administrationRef: string | null
}

const toHeldInvoice = (row: HeldRow, posting: VerifiedPosting | undefined): HeldInvoice => ({
  ...row,
  entryId: posting?.sent.id ?? null,
  entry: posting === undefined ? null : bookedAmounts(posting.readBack, posting.sent),
})

type Postings = ReadonlyMap<string, VerifiedPosting>

/** The stored reading in the words of the reconciliation; null when the month was never read afresh. */
const toFresh = (
  { result }: ReconciliationRecord,
  postings: Postings,
  profileRefs: ReadonlySet<string>,
): FreshReading | null => {
  if (result === null) return null
  const sentBy = new Map([...postings.values()].map(({ sent }) => [sent.id, sent]))
  return {
    invoices: result.invoices.filter(({ companyProfileRef }) => profileRefs.has(companyProfileRef)),
    // One that another company sends by now has left this administration as well.
    movedRefs: new Set([
      ...result.movedRefs,
      ...result.invoices.flatMap(({ ref, companyProfileRef }) => (profileRefs.has(companyProfileRef) ? [] : ref)),
    ]),
    unreadable: result.unreadable,
    entries: new Map(
      result.entries.flatMap((entry): [string, BookedAmounts][] => {
        const sent = sentBy.get(entry.id)
        return sent === undefined ? [] : [[entry.id, bookedAmounts(entry, sent)]]
      }),
    ),
  }
}

const toReading = (record: ReconciliationRecord | null, now: Date) => ({
  state: record?.state ?? ('none' as const),
  readAt: record?.readAt?.toISOString() ?? null,
  readCount: record?.draft?.invoices.length ?? null,
  callCount: record?.callCount ?? 0,
  waitingUntil: record?.waitingUntil != null && record.waitingUntil > now ? record.waitingUntil.toISOString() : null,
  reason: toReasonView(record?.reasonCode ?? null, record?.reasonParams),
})

/**
 * Whether a month of an administration adds up, from the mirror and the entries as they were read back; with what was last
 * read afresh from both sides when it was. Null: the workspace has no such combi or administration.
 */
export const showReconciliation = (flows: Pick<FlowContext, 'db' | 'now'>, question: ReconciliationQuestion) =>
  withWorkspace(flows.db, question.workspaceId, async (scope) => {
    const now = flows.now()
    const combi = await readReconciliationCombi(scope, question.combiId)
    if (combi === null) return null
    const profile = combi.profiles.find(
      ({ administrationRef }) =>
        question.administrationRef === null || administrationRef === question.administrationRef,
    )
    if (profile === undefined) return null
    const currentMonth = `${dayInAmsterdam(now).slice(0, 7)}-01`
    const month = question.month ?? currentMonth
    const { administrationRef } = profile
    const place = { combiId: combi.id, administrationRef }
    const profileRefs = new Set(
      combi.profiles.filter((one) => one.administrationRef === administrationRef).map((one) => one.companyProfileRef),
    )
    const { held, bookedHere, postings } = await readMonth(
      scope,
      { ...place, companyProfileRefs: [...profileRefs] },
      month,
    )
    const record = await findReconciliation(scope, { ...place, month })
    const fresh = record && toFresh(record, postings, profileRefs)
    const invoices = held.map((row) => toHeldInvoice(row, postings.get(row.id)))
    const known = new Set(held.map(({ ref }) => ref))
    const unheld = (fresh?.invoices ?? []).map(({ ref }) => ref).filter((ref) => !known.has(ref))
    const found = reconcile({
      held: invoices,
      fresh,
      month,
      invoicesFrom: combi.invoicesFrom,
      heldElsewhere: await findHeldByRef(scope, combi.id, unheld),
    })
    const entries = invoices.flatMap((invoice) => entryOf(invoice, fresh) ?? [])
    const isHere = ({ bookingDate }: BookedAmounts) => bookingDate.slice(0, 7) === month.slice(0, 7)
    const fromElsewhere = bookedHere.flatMap((row) => entryOf(toHeldInvoice(row, postings.get(row.id)), fresh) ?? [])
    const linked = new Set(combi.profiles.map(({ companyProfileRef }) => companyProfileRef))
    const unlinked = (record?.result?.invoices ?? []).filter(({ companyProfileRef }) => !linked.has(companyProfileRef))
    const others = record?.result?.others ?? null
    return {
      combi: { id: combi.id, name: combi.name, vendors: combi.vendors },
      administrations: combi.profiles.map(({ administrationRef: ref, administrationName: name }) => ({ ref, name })),
      administrationRef,
      month: month.slice(0, 7),
      currentMonth: currentMonth.slice(0, 7),
      ...found,
      differences: found.differences.map((difference) => ({ ...difference, sourceUrl: toLink(difference.sourceUrl) })),
      accounts: totalShares(entries, 'ledgerAccount'),
      vatCodes: totalShares(entries, 'vatCode'),
      bookingMonth: {
        bookedGrossCents: addAmounts(entries).grossCents,
        laterGrossCents: addAmounts(entries.filter((entry) => !isHere(entry))).grossCents,
        earlierGrossCents: addAmounts(fromElsewhere.filter(isHere)).grossCents,
        others,
        totalGrossCents: sumCents([
          ...[...entries, ...fromElsewhere].filter(isHere).map(({ grossCents }) => grossCents),
          others?.grossCents ?? 0,
        ]),
      },
      unlinked: unlinked.map(({ number, debtorName, sourceUrl, grossCents }) => ({
        number,
        debtorName,
        sourceUrl: toLink(sourceUrl),
        grossCents,
      })),
      reading: toReading(record, now),
    }
  })
