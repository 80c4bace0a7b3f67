/** Every way in which the API says no, with its HTTP status. The sentence for the person is in the message files. */
const statuses = {
  'invalid-request': 400,
  'invalid-characters': 400,
  unauthenticated: 401,
  'wrong-credentials': 401,
  forbidden: 403,
  'owner-only': 403,
  'wrong-origin': 403,
  'no-workspace': 403,
  'not-found': 404,
  'wrong-password': 403,
  'wrong-code': 403,
  'proof-missing': 409,
  'address-unconfirmed': 409,
  'last-owner': 409,
  'already-member': 409,
  'preview-changed': 409,
  'correction-changed': 409,
  'number-unusable': 422,
  'number-taken': 409,
  'correction-impossible': 409,
  'undo-not-booked': 409,
  'file-not-booked': 409,
  'undo-paid': 409,
  'undo-closed': 409,
  'undo-refused': 409,
  'combi-busy': 409,
  'second-factor-on': 409,
  'second-factor-off': 409,
  'link-invalid': 410,
  'combi-paused': 409,
  'combi-reconnect': 409,
  'sign-in-first': 409,
  'pair-taken': 409,
  'settings-changed': 409,
  'other-account': 409,
  'administrations-missing': 409,
  'write-in-doubt': 409,
  'name-differs': 422,
  'setup-incomplete': 409,
  'setup-busy': 409,
  'sign-in-ended': 409,
  'not-configured': 409,
  'setup-gone': 410,
  'too-large': 413,
  'domain-invalid': 422,
  'environment-unknown': 422,
  'key-refused': 422,
  'key-expired': 422,
  'rights-missing': 422,
  'password-too-short': 422,
  'password-too-common': 422,
  'password-too-personal': 422,
  'too-many-attempts': 429,
  'too-many-requests': 429,
  unexpected: 500,
  'vendor-unavailable': 503,
  'vendor-busy': 503,
  'undo-unanswered': 503,
} as const

export type RefusalCode = keyof typeof statuses

/** The code that the text is, or that of an unforeseen problem. */
export const toRefusalCode = (text: string): RefusalCode =>
  Object.hasOwn(statuses, text) ? (text as RefusalCode) : 'unexpected'

type RefusalDetails = { retryAfterMs?: number | null; params?: Readonly<Record<string, string>> }

/** Thrown anywhere in a route to answer with a refusal. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly retryAfterMs: number | null
  /** What the sentence needs to be told. */
  readonly params: Readonly<Record<string, string>>

  constructor(code: RefusalCode, { retryAfterMs = null, params = {} }: RefusalDetails = {}) {
    super(code)
    this.code = code
    this.retryAfterMs = retryAfterMs
    this.params = params
  }

  get status(): number {
    return statuses[this.code]
  }
}
