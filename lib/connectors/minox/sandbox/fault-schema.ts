import { z } from 'zod'

/**
 * Trouble on the way, for the next `times` requests that match.
 * - `drop_before_commit`: the connection breaks before anything happens.
 * - `drop_after_commit`: it is done, and the answer never arrives.
 * - `status`: nothing is done; this status, with Retry-After when it is 429 or 503.
 * - `delay`: done, but late. `truncate`: done, half of the answer. `html`: nothing is done, a proxy's error page.
 */
export const faultSchema = z.strictObject({
  match: z.strictObject({ method: z.string().optional(), path: z.string().optional() }),
  mode: z.enum(['drop_before_commit', 'drop_after_commit', 'status', 'delay', 'truncate', 'html']),
  times: z.number().int().positive().default(1),
  status: z.number().int().min(400).max(599).default(500),
  delayMs: z.number().int().positive().max(120_000).default(1000),
  retryAfterSeconds: z.number().int().positive().default(7),
  body: z.string().optional(),
})

export type Fault = z.infer<typeof faultSchema>
