/** Every way in which the API says no, with its HTTP status. The sentence for the person is in the message files. */
const statuses = {
  'invalid-request': 400,
  unauthenticated: 401,
  'wrong-credentials': 401,
  forbidden: 403,
  'wrong-origin': 403,
  'no-workspace': 403,
  'not-found': 404,
  'combi-paused': 409,
  'combi-reconnect': 409,
  'too-large': 413,
  'too-many-attempts': 429,
  unexpected: 500,
} as const

export type RefusalCode = keyof typeof statuses

/** The code that the text is, or that of an unforeseen problem. */
export const toRefusalCode = (text: string): RefusalCode =>
  Object.hasOwn(statuses, text) ? (text as RefusalCode) : 'unexpected'

/** Thrown anywhere in a route to answer with a refusal. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly retryAfterMs: number | null

  constructor(code: RefusalCode, { retryAfterMs = null }: { retryAfterMs?: number | null } = {}) {
    super(code)
    this.code = code
    this.retryAfterMs = retryAfterMs
  }

  get status(): number {
    return statuses[this.code]
  }
}
