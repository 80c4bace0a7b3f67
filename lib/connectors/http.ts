import 'server-only'
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible'
import { ConnectorError } from './errors'
import { redact } from './redact'

/** Long enough for the slowest answer that clients of these vendors report (20 s), with room. */
const defaultTimeoutMs = 30_000
/** A page of 100 invoices with lines is under 1 MB; PDFs stay below this as well. */
const defaultMaxBytes = 25 * 1024 * 1024
/** When a 429 names no moment: the shortest pause that clients of Simplicate report to work. */
const fallbackRetryAfterMs = 10_000

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: URL
  headers?: Record<string, string>
  body?: string
  timeoutMs?: number
  maxBytes?: number
}

export type HttpAnswer = { status: number; headers: Headers; text: string }

/** One vendor call as counted and logged: never a header, never a body, the query only redacted. */
export type HttpCall = {
  connectorId: string
  accountRef: string
  method: string
  path: string
  status: number | null
  startedAt: Date
  durationMs: number
  waitedMs: number
}

export interface HttpDoor {
  /**
   * Sends one request and returns any answer below 500 other than 429.
   * @throws ConnectorError `rate-limit` with `retryAfterMs`; `unavailable` for no answer, a cut one, a redirect or a 5xx.
   */
  send(request: HttpRequest): Promise<HttpAnswer>
}

export type HttpDoorOptions = {
  connectorId: string
  accountRef: string
  /** Requests the account may make a minute; null leaves the pace to the vendor's own headers. */
  perMinute: number | null
  now: () => Date
  observe?: (call: HttpCall) => void
}
