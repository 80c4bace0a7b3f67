import type { AlertCause, AlertParams } from '@/lib/domain/alert'
import { kindOf } from '@/lib/domain/alert'
import { daysBetween, type Day } from '@/lib/domain/day'
import { lateSince, type SyncTimes } from '@/lib/domain/lateness'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** What went wrong may go wrong again at once: that it is over is told when it has stayed away for so long. */
export const calmMs = 30 * minuteMs
/** What comes and goes all day is not told each time. */
export const quietMs = 6 * hourMs
/** Invoices get stuck for one cause after the other: what comes within the hour is told together. */
export const bundleMs = hourMs

/** A key is renewed by somebody at the vendor, who may be on holiday. */
const expiryNoticeDays = 14

/** Every run is tried five times; when two in a row fail, waiting for the next helps nobody. */
const failuresInARow = 2

/** How a combi stands, for whoever decides what people hear of it. */
export type Circumstances = {
  state: 'active' | 'paused' | 'reconnect' | 'removed'
  times: Omit<SyncTimes, 'isActive'>
  /** The sides that no longer let us in. */
  lostSides: readonly ('source' | 'books')[]
  keys: readonly { connector: string; expiresOn: Day }[]
  today: Day
  /** The last runs that ended, newest first; two are enough. */
  lastRuns: readonly { isFailed: boolean; code: string | null }[]
  /** Invoices that wait for a person, by cause. `isAction`: some of them in "Actie nodig". */
  held: readonly { code: string; count: number; isAction: boolean }[]
  /** Offered invoices that should have moved by now. */
  overdueCount: number
  /** Records of the source that do not parse. */
  unreadableCount: number
}

export type AlertState = {
  id: string
  cause: AlertCause
  params: AlertParams
  mailedAt: Date | null
  /** Whether there is anybody who was told. */
  isTold: boolean
  resolvedAt: Date | null
  /** When those who were told are told that it is over; null when nobody is, or when that was done. */
  recoveryDueAt: Date | null
}

export type AlertDecision =
  | { kind: 'open'; cause: AlertCause; params: AlertParams }
  // It goes on, with other particulars.
  | { kind: 'update'; id: string; params: AlertParams }
  // It came back before anybody was told that it was over.
  | { kind: 'reopen'; id: string; params: AlertParams }
  | { kind: 'resolve'; id: string; recoveryDueAt: Date | null }
  // Nobody wants to hear of a combi that was paused or removed.
  | { kind: 'close'; id: string }

/** What is going on, and what cannot be told because something else keeps it from showing. */
const findCauses = (combi: Circumstances, now: Date) => {
  const causes = new Map<AlertCause, AlertParams>()
  for (const side of combi.lostSides) causes.set(`reconnect-${side}`, {})
  const isLost = combi.lostSides.length > 0 || combi.state === 'reconnect'
  const dueAt = lateSince({ ...combi.times, isActive: !isLost }, now)
  if (dueAt !== null) causes.set('late', { since: dueAt.toISOString() })
  const [lastRun] = combi.lastRuns
  const isFailing = combi.lastRuns.length >= failuresInARow && combi.lastRuns.every(isRealFailure)
  if (!isLost && isFailing) causes.set('failing', { code: lastRun?.code ?? 'run-stopped' })
  const isStanding = isLost || dueAt !== null || isFailing
  if (!isStanding && combi.overdueCount > 0) causes.set('overdue', { count: combi.overdueCount })
  for (const { code, count, isAction } of combi.held)
    causes.set(`held:${code}`, { code, count, state: isAction ? 'action' : 'failed' })
  if (combi.unreadableCount > 0) causes.set('unreadable', { count: combi.unreadableCount })
  const [key] = combi.keys
    .filter(({ expiresOn }) => daysBetween(combi.today, expiresOn) <= expiryNoticeDays)
    .toSorted((one, other) => daysBetween(other.expiresOn, one.expiresOn))
  if (key !== undefined) causes.set('key-expires', { connector: key.connector, expiresOn: key.expiresOn })
  const isHidden = (cause: AlertCause): boolean =>
    ((cause === 'late' || cause === 'failing') && isLost) || (cause === 'overdue' && isStanding)
  return { causes, isHidden }
}

/** A combi that was connected again a moment ago is due from then on: until then nobody waited for it. */
const sinceConnected = (combi: Circumstances, alerts: readonly AlertState[], now: Date): Circumstances => {
  const connectedMs = alerts
    .filter(({ cause }) => kindOf(cause) === 'reconnect')
    .map(({ resolvedAt }) => (resolvedAt ?? now).getTime())
  const nextSyncAt = new Date(Math.max(combi.times.nextSyncAt.getTime(), ...connectedMs))
  return { ...combi, times: { ...combi.times, nextSyncAt } }
}

/** A sign-in that no longer works is told as such, and its run counts for nothing here. */
const isRealFailure = ({ isFailed, code }: { isFailed: boolean; code: string | null }): boolean =>
  isFailed && code !== 'reconnect-source' && code !== 'reconnect-books'

const isSame = (one: AlertParams, other: AlertParams): boolean => {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}

/**
 * What becomes of a combi's alerts now. There is one open alert a cause; one that ends and comes back within the calm goes
 * on as the same. What cannot be seen at the moment is neither opened nor ended.
 */
export const decideAlerts = (combi: Circumstances, alerts: readonly AlertState[], now: Date): AlertDecision[] => {
  const alive = alerts.filter(({ resolvedAt, recoveryDueAt }) => resolvedAt === null || recoveryDueAt !== null)
  if (combi.state === 'paused' || combi.state === 'removed') return alive.map(({ id }) => ({ kind: 'close', id }))
  const { causes, isHidden } = findCauses(sinceConnected(combi, alerts, now), now)
  const begun = [...causes].flatMap(([cause, params]): AlertDecision[] => {
    const open = alive.find((alert) => alert.cause === cause && alert.resolvedAt === null)
    if (open !== undefined) return isSame(open.params, params) ? [] : [{ kind: 'update', id: open.id, params }]
    const recovering = alive.find((alert) => alert.cause === cause)
    return [recovering === undefined ? { kind: 'open', cause, params } : { kind: 'reopen', id: recovering.id, params }]
  })
  const ended = alive
    .filter(({ cause, resolvedAt }) => resolvedAt === null && !causes.has(cause) && !isHidden(cause))
    .map(({ id, isTold }): AlertDecision => ({
      ...{ kind: 'resolve', id },
      recoveryDueAt: isTold ? new Date(now.getTime() + calmMs) : null,
    }))
  return [...begun, ...ended]
}

export type AlertNews = { tell: string[]; recovered: string[] }

/**
 * Which alerts people are told of now, and of which that they are over: each once, the same cause no more often than the
 * quiet allows, and what waits for a person together. `isBusy`: a run is under way, which may find more of those.
 */
export const planAlertNews = (
  alerts: readonly AlertState[],
  { isBusy, now }: { isBusy: boolean; now: Date },
): AlertNews => {
  const lastMailed = (isAlike: (alert: AlertState) => boolean): number =>
    Math.max(...alerts.filter(isAlike).map(({ mailedAt }) => mailedAt?.getTime() ?? Number.NEGATIVE_INFINITY))
  const isTime = ({ cause }: AlertState): boolean => {
    const isQuiet = now.getTime() - lastMailed((other) => other.cause === cause) < quietMs
    if (kindOf(cause) !== 'action-needed') return !isQuiet
    return (
      !isQuiet && !isBusy && now.getTime() - lastMailed((other) => kindOf(other.cause) === 'action-needed') >= bundleMs
    )
  }
  return {
    tell: alerts
      .filter((alert) => alert.resolvedAt === null && alert.mailedAt === null && isTime(alert))
      .map(({ id }) => id),
    recovered: alerts
      .filter(
        ({ resolvedAt, recoveryDueAt }) =>
          resolvedAt !== null && recoveryDueAt !== null && recoveryDueAt.getTime() <= now.getTime(),
      )
      .map(({ id }) => id),
  }
}
