import { z } from 'zod'

/** What goes wrong on purpose, for the next `times` requests that match. */
export const faultSchema = z.strictObject({
  match: z.strictObject({ method: z.string().optional(), path: z.string().optional() }).default({}),
  /**
   * `drop_after_commit`: the request is carried out, the connection is cut before an answer. `drop`: cut before anything
   * happens. `status`: answered with `status`, nothing happens. `delay`: carried out, answered after `delayMs`.
   * `truncate`: carried out, half of the answer arrives. `html`: carried out, a page arrives instead of JSON.
   */
  mode: z.enum(['drop_after_commit', 'drop', 'status', 'delay', 'truncate', 'html']),
  status: z.number().int().min(200).max(599).optional(),
  body: z.string().optional(),
  contentType: z.string().optional(),
  retryAfterSeconds: z.number().int().min(0).optional(),
  delayMs: z.number().int().min(0).max(120_000).default(1000),
  times: z.number().int().positive().default(1),
})

export type Fault = z.infer<typeof faultSchema>

export class Faults {
  private waiting: Fault[] = []

  add(fault: z.input<typeof faultSchema>): void {
    this.waiting.push(faultSchema.parse(fault))
  }

  clear(): void {
    this.waiting = []
  }

  /** The fault for this request, used up by one. `match.path` is a part of the path after the environment's prefix. */
  take({ method, path }: { method: string; path: string }): Fault | null {
    const fault = this.waiting.find(
      ({ match }) =>
        (match.method === undefined || match.method.toUpperCase() === method) &&
        (match.path === undefined || path.includes(match.path)),
    )
    if (!fault) return null
    fault.times -= 1
    if (fault.times === 0) this.waiting = this.waiting.filter((other) => other !== fault)
    return fault
  }
}
