import { z } from 'zod'

/** The quirks of the real API that a test can switch, with what was seen most often as the default. */
export const sandboxSettings = z.strictObject({
  /** `mixed`: totals as numbers, quantities, prices and percentages as text, as clients of the real API report. */
  numbers: z.enum(['mixed', 'strings', 'numbers']).default('mixed'),
  /** Keys without a value are left out rather than null. */
  omitNulls: z.boolean().default(true),
  /** An empty list where an object is expected, PHP style. */
  emptyArrayForObject: z.boolean().default(false),
  /** `status` as the Swagger says (`Sent`) rather than the object that is really sent. */
  statusAsString: z.boolean().default(false),
  /** Empty dates as `0000-00-00` or `1970-01-01`. */
  zeroDates: z.boolean().default(false),
  booleans: z.enum(['mixed', 'strings', 'booleans']).default('mixed'),
  contactPersonArray: z.boolean().default(true),
  /** Error bodies as plain text instead of the JSON envelope, and `errors` as plain strings. */
  errorBodies: z.enum(['objects', 'strings', 'message', 'text', 'html']).default('objects'),
  maintenance: z.boolean().default(false),
  delayMs: z.number().int().min(0).max(120_000).default(0),
  requestsPerMinute: z.number().int().positive().nullable().default(60),
  /** Whether a 429 says how long to wait; the real API's habit is unknown. */
  sendRetryAfter: z.boolean().default(true),
  /** Whether a payment moves the invoice's `updated_at`; unknown of the real API. */
  paymentTouchesInvoice: z.boolean().default(true),
  accessTokenSeconds: z.number().int().positive().default(3600),
})

export type SandboxSettings = z.infer<typeof sandboxSettings>
