/**
 * What a failed vendor call means for us, decided where the vendor is known and nowhere else.
 * - `auth`: the grant or key no longer works; a person must reconnect.
 * - `rate-limit`: the vendor asks us to wait; never counted as a failure.
 * - `unavailable`: no answer, a 5xx or a cut connection; whether a write arrived is unknown.
 * - `invalid`: the vendor refuses this record; trying again changes nothing.
 * - `conflict`: the record is there but may not be changed (paid, closed period).
 * - `unexpected`: an answer that fits none of the above; a defect on one of the two sides.
 */
export type ConnectorErrorKind = 'auth' | 'rate-limit' | 'unavailable' | 'invalid' | 'conflict' | 'unexpected'

/** Why the books or the source refused a record, in words that have a cure on screen. */
export type RefusalReason =
  | 'period-closed'
  | 'fiscal-year-unknown'
  | 'invoice-number-exists'
  | 'account-blocked'
  | 'account-unknown'
  | 'debtor-blocked'
  /** The debtor in the books is not there any more. */
  | 'debtor-unknown'
  | 'vat-refused'
  | 'not-balanced'
  | 'entry-paid'
  | 'no-rights'
  // Of a file: there is no entry to put it with, it is too large, or of a kind that is not taken.
  | 'entry-unknown'
  | 'too-large'
  | 'type-refused'
  | 'other'

export type ConnectorErrorDetails = {
  connectorId: string
  status?: number
  retryAfterMs?: number
  reason?: RefusalReason
  /** The vendor's own words, redacted: shown to the person verbatim, read by no code. */
  vendorText?: string
  cause?: unknown
}

/** The only error that leaves a connector. Nobody upstream reads its message; the kind is the verdict. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError'
  readonly kind: ConnectorErrorKind
  readonly details: ConnectorErrorDetails

  /**
   * By name: a page and a route are bundled apart, each with a copy of this class, while the connections that throw it are
   * shared by the whole process. A refusal that is not recognised would pass for a defect.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'ConnectorError'
  }

  constructor(kind: ConnectorErrorKind, message: string, details: ConnectorErrorDetails) {
    super(message, { cause: details.cause })
    this.kind = kind
    this.details = details
  }

  /** Whether the same call may succeed later without anybody doing anything. */
  get isRetryable(): boolean {
    return this.kind === 'rate-limit' || this.kind === 'unavailable'
  }
}

/** The error as a ConnectorError, or `unexpected` when it is any other: a defect must not pass for a vendor's refusal. */
export const toConnectorError = (error: unknown, connectorId: string): ConnectorError =>
  error instanceof ConnectorError
    ? error
    : new ConnectorError('unexpected', error instanceof Error ? error.message : String(error), {
        connectorId,
        cause: error,
      })
