import type { Reason } from './reasons'

/** Together a quarter of a day: a source makes its PDFs within minutes, and a vendor that is away longer is no news any more. */
const pausesMinutes = [15, 30, 60, 120] as const

/** What is said after an attempt that brought the file no further. */
export type MissedAttempt = {
  reason: Reason
  /** Whether the same again would end the same way. */
  isFinal: boolean
}

/**
 * When a file is tried again after `attempts` attempts, this one included; null: no more, until a person asks.
 */
export const nextFileAttempt = ({ isFinal }: MissedAttempt, attempts: number, now: Date): Date | null => {
  const minutes = isFinal ? undefined : pausesMinutes[attempts - 1]
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000)
}
