import type { Rejected } from '@/lib/connectors/contract'
import type { RejectedRow } from '@/lib/db/rejected-records'
import type { RunWork } from './run-work'
import { count } from './tally'

/** Records that do not parse, as they are kept. One without a readable id is known by its reason alone. */
export const toRejectedRows = (entity: RejectedRow['entity'], rejected: readonly Rejected[]): RejectedRow[] => [
  // One statement may not touch a row twice, so the same record met twice on a page is kept once.
  ...new Map(
    rejected.map(({ ref, label, reason }) => [
      ref ?? `? ${reason}`,
      { entity, ref: ref ?? `? ${reason}`, label, reason },
    ]),
  ).values(),
]

/** Shows unreadable records in the run that first met them. */
export const showRejected = ({ tally, flows }: RunWork, rows: readonly RejectedRow[]): void => {
  count(tally, 'rejectedCount', rows.length)
  for (const { ref, label, reason } of rows)
    tally.items.push({
      at: flows.now(),
      kind: 'record',
      ref,
      invoiceId: null,
      label: label ?? ref,
      debtorName: null,
      amountCents: null,
      bookingDate: null,
      outcome: 'rejected',
      reason: { code: 'record-unreadable', params: { text: reason } },
    })
}
