import { z } from 'zod'

/** What is unknown of the real Minox can be switched, so that a test meets every possibility. */
export const sandboxSettings = z.strictObject({
  /** `strict` refuses unknown fields, numbers as text and rounding differences; `lenient` is a loose server. */
  mode: z.enum(['strict', 'lenient']).default('strict'),
  rateProfile: z.enum(['normal', 'torture', 'off']).default('normal'),
  /** Lines and open items on a page; real sizes are unknown. */
  pageSize: z.number().int().positive().default(500),
  customerPageSize: z.number().int().positive().default(200),
  /** How `links` names the next page; its shape is unknown. */
  nextLink: z.enum(['url', 'href', 'token']).default('url'),
  /** A list as a bare array instead of `{links, collection}`: then it has one page. */
  bareLists: z.boolean().default(false),
  /** Dates in answers as RFC 3339 (as documented) or as plain days. */
  plainDates: z.boolean().default(false),
  /** Amounts and ids in answers as text; seen in clients. */
  numbersAsText: z.boolean().default(false),
  /** `by_email` and `by_externalid` answer 404 instead of an empty list. */
  notFoundWhenNoCustomer: z.boolean().default(false),
  /** PATCH of a customer replaces lists (assumed) instead of merging them. */
  patchReplacesLists: z.boolean().default(true),
  reuseOfDeletedBatchId: z.boolean().default(true),
  /** An open item that is settled can no longer be read. */
  settledItemsVanish: z.boolean().default(false),
  errorBodies: z.enum(['messages', 'object', 'text', 'html']).default('messages'),
  descriptionMaxLength: z.number().int().positive().default(40),
  /** Of a debtor's name; the real length is unknown (?). */
  nameMaxLength: z.number().int().positive().default(120),
  /** How large the file with a booking may be, and of which types; neither is published. */
  fileMaxBytes: z
    .number()
    .int()
    .positive()
    .default(10 * 1024 * 1024),
  fileTypes: z.array(z.string()).default(['application/pdf', 'image/jpeg', 'image/png']),
  /** The file comes back as the base64 text that was sent, instead of as bytes. */
  filesAsBase64: z.boolean().default(false),
  accessTokenSeconds: z.number().int().positive().default(3600),
  /** Deliver webhooks at once; otherwise they wait for `/__sandbox/webhooks/flush`. */
  deliverWebhooks: z.boolean().default(false),
})

export type SandboxSettings = z.infer<typeof sandboxSettings>
