import type { SandboxSettings } from './settings'

type Profile = { limit: number; windowMs: number }

/** Twenty requests and then two minutes of silence is what an aggregator's users report; the normal one is a guess. */
const profiles: Record<SandboxSettings['rateProfile'], Profile | null> = {
  normal: { limit: 300, windowMs: 60_000 },
  torture: { limit: 20, windowMs: 120_000 },
  off: null,
}

export type RateAnswer = { isAllowed: boolean; headers: Record<string, string> }

/** A window per tenant; the three headers are onetoweb/minox's, the reset in epoch milliseconds. */
export class RateLimiter {
  private windows = new Map<string, { startedAtMs: number; count: number }>()

  constructor(private readonly machineMs: () => number) {}

  take(tenant: string, profileName: SandboxSettings['rateProfile']): RateAnswer {
    const profile = profiles[profileName]
    if (!profile) return { isAllowed: true, headers: {} }
    const nowMs = this.machineMs()
    const known = this.windows.get(tenant)
    const window = known && nowMs < known.startedAtMs + profile.windowMs ? known : { startedAtMs: nowMs, count: 0 }
    this.windows.set(tenant, window)
    const isAllowed = window.count < profile.limit
    if (isAllowed) window.count += 1
    const resetMs = window.startedAtMs + profile.windowMs
    return {
      isAllowed,
      headers: {
        'x-rate-limit-limit': String(profile.limit),
        'x-rate-limit-remaining': String(profile.limit - window.count),
        'x-rate-limit-reset': String(resetMs),
        ...(isAllowed ? {} : { 'retry-after': String(Math.ceil((resetMs - nowMs) / 1000)) }),
      },
    }
  }

  reset(): void {
    this.windows.clear()
  }
}
