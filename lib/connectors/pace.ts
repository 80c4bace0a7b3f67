const windowMs = 60_000

/** A vendor's clock that is wrong must not silence an account for days; the longest window seen is two minutes. */
export const longestBlockMs = 60 * 60_000

/** A place in the queue, or how long to stay away when that is further off than the caller wants to wait. */
export type Reservation = { granted: true; waitMs: number } | { granted: false; waitMs: number }

/**
 * How fast one account may be called: at most `perMinute` requests in *any* sixty seconds, and none before the moment
 * the vendor named. A bucket that refills while it is emptied would let twice as many through in a minute, which a vendor
 * with a sliding window refuses. All times are epoch milliseconds of the caller's clock.
 */
export class RequestPace {
  private sentAtMs: number[] = []
  private blockedUntilMs = 0

  constructor(private readonly perMinute: number | null) {}

  /** Takes the next free place unless it lies more than `patienceMs` away; a refusal takes nothing. */
  reserve(nowMs: number, patienceMs: number): Reservation {
    // Stamps ahead of now by more than a wait stem from a clock that was set back.
    this.sentAtMs = this.sentAtMs.filter((at) => at > nowMs - windowMs && at <= nowMs + windowMs)
    const blocking = this.perMinute === null ? undefined : this.sentAtMs.at(-this.perMinute)
    const placeMs = Math.max(nowMs, this.blockedUntilMs, blocking === undefined ? 0 : blocking + windowMs)
    const waitMs = placeMs - nowMs
    if (waitMs > patienceMs) return { granted: false, waitMs }
    if (this.perMinute !== null) this.sentAtMs.push(placeMs)
    return { granted: true, waitMs }
  }

  /** Nothing goes out before `untilMs`. */
  block(untilMs: number, nowMs: number): void {
    this.blockedUntilMs = Math.max(this.blockedUntilMs, Math.min(untilMs, nowMs + longestBlockMs))
  }

  /** Milliseconds until the vendor wants to hear from us again; 0 when it may be called now. */
  blockedForMs(nowMs: number): number {
    return Math.max(0, this.blockedUntilMs - nowMs)
  }
}

const paces = new Map<string, RequestPace>()

/** The pace of an account, shared by everything in this process that calls it. */
export const sharedPace = (accountKey: string, perMinute: number | null): RequestPace => {
  const known = paces.get(accountKey)
  if (known) return known
  const pace = new RequestPace(perMinute)
  paces.set(accountKey, pace)
  return pace
}
