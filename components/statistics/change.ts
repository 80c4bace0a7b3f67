/** How a figure stands to the one it is compared with. */
export type Change =
  /** Nothing to compare with, or nothing to compare. */
  | { kind: 'unknown' }
  | { kind: 'same' }
  /** From nothing to something: no percentage says how much that is. */
  | { kind: 'from-nothing' }
  | { kind: 'more' | 'less'; basisPoints: number }

/** The change from `before` to `now`, as a part of `before`. */
export const changeOf = (now: number | null, before: number | null): Change => {
  if (now === null || before === null) return { kind: 'unknown' }
  if (now === before) return { kind: 'same' }
  if (before === 0) return { kind: 'from-nothing' }
  const basisPoints = Math.round((Math.abs(now - before) / Math.abs(before)) * 100) * 100
  return { kind: now > before ? 'more' : 'less', basisPoints }
}
