import type { HttpCall } from '@/lib/connectors/http'
import type { Counts, RunItemRow } from '@/lib/db/runs'
import type { StoredReason } from '@/lib/db/invoices'
import type { Reason } from '@/lib/sync/reasons'

/** What a run has done since it was last written down: counts to add, records to show. */
export type Tally = {
  counts: Partial<Counts>
  items: RunItemRow[]
}

export const newTally = (): Tally => ({ counts: {}, items: [] })

export const count = (tally: Tally, name: keyof Counts, by = 1): void => {
  if (by !== 0) tally.counts[name] = (tally.counts[name] ?? 0) + by
}

/** Counts one vendor call of a run, with the time it spent waiting for its turn. */
export const countCall = (tally: Tally, { waitedMs }: HttpCall): void => {
  count(tally, 'callCount')
  count(tally, 'waitMs', waitedMs)
}

/** Once what was gathered is written down it starts anew: it is written exactly once. */
export const emptyTally = (tally: Tally): void => {
  tally.counts = {}
  tally.items = []
}

/** A cause as the database keeps it. */
export const toStored = (reason: Reason): StoredReason => ({ code: reason.code, params: reason.params })
