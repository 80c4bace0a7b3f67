import { z } from 'zod'

const params = z.record(z.string(), z.union([z.string(), z.number()]))

export type ReasonView = { code: string; params: Record<string, string | number> }

/** The cause on a row, or null. Parameters that no sentence can use are left out: a screen shows what it can. */
export const toReasonView = (code: string | null, stored: unknown): ReasonView | null => {
  if (code === null) return null
  const parsed = params.safeParse(stored)
  return { code, params: parsed.success ? parsed.data : {} }
}
