const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** A slice of a run may take minutes while a vendor is slow, whatever the interval is. */
const leastSilenceMs = 15 * minuteMs
/** A run that takes longer than any first import is told of as well, whatever it is doing or waiting for. */
const longestRunMs = dayMs

/** What tells whether a combi keeps its time. */
export type SyncTimes = {
  /** Neither paused, nor removed, nor waiting for somebody to connect it again. */
  isActive: boolean
  intervalMinutes: number
  /** When it is due. Installing, resuming and reconnecting set it as the end of each run does, so it never lies before them. */
  nextSyncAt: Date
  /** The run that has not ended. */
  run: { startedAt: Date | null; heartbeatAt: Date; waitingUntil: Date | null } | null
}

/**
 * Since when a combi is waited for, or null while it keeps its time. It is late a whole interval after it was due, which
 * is two after the last time: what drives the runs stands still, and nobody is told by a run that does not take place.
 * Runs that take place and fail are no lateness, nor is a run that gives signs of life or waits for a rate limit.
 */
export const lateSince = ({ isActive, intervalMinutes, nextSyncAt, run }: SyncTimes, now: Date): Date | null => {
  const intervalMs = intervalMinutes * minuteMs
  if (!isActive || now.getTime() < nextSyncAt.getTime() + intervalMs) return null
  return run !== null && isAlive(run, intervalMs, now) ? null : nextSyncAt
}

/** One that was only asked for shows nothing: it may be waiting for a process that is not there. */
const isAlive = (run: NonNullable<SyncTimes['run']>, intervalMs: number, now: Date): boolean => {
  if (run.startedAt === null || now.getTime() - run.startedAt.getTime() >= longestRunMs) return false
  const signOfLifeMs = Math.max(run.heartbeatAt.getTime(), run.waitingUntil?.getTime() ?? 0)
  return now.getTime() - signOfLifeMs < Math.max(intervalMs, leastSilenceMs)
}
