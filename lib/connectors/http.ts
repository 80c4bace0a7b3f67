import 'server-only'
import type { LookupFunction } from 'node:net'
import { setTimeout as sleepFor } from 'node:timers/promises'
import { fetch, Headers, type Response } from 'undici'
import { AddressRefused, agentFor } from './address-guard'
import { ConnectorError, type ConnectorErrorDetails } from './errors'
import { assertAllowedUrl, configuredUrl, originPattern } from './origin'
import { longestBlockMs, sharedPace, type RequestPace } from './pace'
import { redactUrl } from './redact'

/** Long enough for the slowest answer that clients of these vendors report (20 s), with room. */
const defaultTimeoutMs = 30_000
/** A page of 100 invoices with lines is under 1 MB; PDFs stay below this as well. */
const defaultMaxBytes = 25 * 1024 * 1024
/** When a 429 names no moment: the shortest pause that clients of Simplicate report to work. */
const fallbackRetryAfterMs = 10_000
/** `Retry-After: 0` would turn a refusal into a tight loop. */
const leastRetryAfterMs = 1_000
/** Shorter waits cost less than ending a step and starting another; longer ones must not hold a worker. */
const patienceMs = 2_000

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: URL
  headers?: Record<string, string>
  body?: string
  timeoutMs?: number
  maxBytes?: number
}

/** `text` is made of the bytes when it is asked for. */
export type HttpAnswer = { status: number; headers: Headers; bytes: Uint8Array; readonly text: string }

/** One vendor call as counted and logged: never a header, never a body, the query only redacted. */
export type HttpCall = {
  connectorId: string
  accountRef: string
  method: string
  path: string
  /** Null when no answer came. */
  status: number | null
  startedAt: Date
  durationMs: number
  waitedMs: number
}

export interface HttpDoor {
  /**
   * Sends one request and returns any answer below 500 other than 429.
   * @throws ConnectorError `rate-limit` with `retryAfterMs`; `unavailable` for no answer, a cut one, a redirect or a 5xx;
   * `unexpected` for an answer over `maxBytes`, a header that cannot be sent, an address outside `origin`, or a name that
   * leads to a machine that is not on the internet.
   */
  send(request: HttpRequest): Promise<HttpAnswer>
}

export type HttpDoorOptions = {
  connectorId: string
  accountRef: string
  /**
   * The vendor's address as the operator configured it, `{name}` standing for one host label:
   * `https://{subdomain}.simplicate.nl`, `http://127.0.0.1:4010/{subdomain}`. Requests go to this origin and nowhere
   * else, so a link in an answer cannot lead a token away, and plain http or this machine is reached only when the
   * operator wrote so.
   */
  origin: string
  /** Requests the account may make a minute; null leaves the pace to the vendor's own headers. */
  perMinute: number | null
  now: () => Date
  /** Called once for every request that went out, answered or not. */
  observe?: (call: HttpCall) => void
  /** Where the vendor finds out who calls: goes into the User-Agent. */
  contact?: string
  /** For tests, in which a name means what they say. */
  lookup?: LookupFunction
  /** For tests that must not wait. */
  sleep?: (ms: number) => Promise<unknown>
}

/**
 * The only way out to a vendor: one account, one origin, one pace that all doors of this account in the process share.
 * It never retries: whether a write may be repeated is not known here.
 */
export const createHttpDoor = (options: HttpDoorOptions): HttpDoor => {
  const { connectorId, accountRef, now, sleep = sleepFor } = options
  const allowed = originPattern(options.origin)
  const dispatcher = agentFor(configuredUrl(options.origin), options.lookup)
  const pace = sharedPace(JSON.stringify([connectorId, accountRef, options.origin]), options.perMinute)
  const userAgent = `combi-portaal${options.contact ? ` (+${options.contact})` : ''}`

  const fail = (kind: 'unavailable' | 'unexpected', message: string, details: FailureDetails = {}) =>
    new ConnectorError(kind, `${connectorId}: ${message}`, { connectorId, ...details })

  const waitForTurn = async (): Promise<number> => {
    const nowMs = now().getTime()
    const reservation = pace.reserve(nowMs, patienceMs)
    if (!reservation.granted) throw rateLimited(connectorId, reservation.waitMs)
    if (reservation.waitMs === 0) return 0
    await sleep(reservation.waitMs)
    // Somebody else's answer may have brought a longer pause meanwhile.
    const blockedMs = pace.blockedForMs(nowMs + reservation.waitMs)
    if (blockedMs > 0) throw rateLimited(connectorId, blockedMs)
    return reservation.waitMs
  }

  return {
    async send(request) {
      assertAllowedUrl(request.url, allowed, connectorId)
      const headers = toHeaders({ 'user-agent': userAgent, ...request.headers })
      if (!headers) throw fail('unexpected', 'a header holds characters that cannot be sent')
      const waitedMs = await waitForTurn()
      const startedAt = now()
      let status: number | null = null
      try {
        const response = await fetch(request.url, {
          method: request.method,
          headers,
          body: request.body,
          redirect: 'manual',
          cache: 'no-store',
          dispatcher,
          signal: AbortSignal.timeout(request.timeoutMs ?? defaultTimeoutMs),
        })
        status = response.status
        const retryAfterMs = obeyHeaders(response, pace, now())
        if (status === 429) {
          await response.body?.cancel()
          throw rateLimited(connectorId, retryAfterMs ?? fallbackRetryAfterMs, status)
        }
        if (status >= 500) {
          await response.body?.cancel()
          throw fail('unavailable', `answered ${String(status)}`, { status, ...(retryAfterMs ? { retryAfterMs } : {}) })
        }
        if (status >= 300 && status < 400) {
          await response.body?.cancel()
          throw fail('unavailable', `answered ${String(status)}, a redirect, which is never followed`, { status })
        }
        return toAnswer(response, await readBytes(response, request.maxBytes ?? defaultMaxBytes))
      } catch (error) {
        if (error instanceof ConnectorError) throw error
        if (error instanceof Error && error.cause instanceof AddressRefused)
          throw fail('unexpected', `refused to call ${request.url.host}, which ${error.cause.message}`)
        if (error instanceof AnswerTooLarge)
          throw fail('unexpected', error.message, { reason: 'too-large', ...(status === null ? {} : { status }) })
        throw fail('unavailable', describeFailure(error, status), { cause: withoutDetails(error) })
      } finally {
        options.observe?.({
          connectorId,
          accountRef,
          method: request.method,
          path: redactUrl(request.url),
          status,
          startedAt,
          durationMs: Math.max(0, now().getTime() - startedAt.getTime()),
          waitedMs,
        })
      }
    },
  }
}

type FailureDetails = Omit<ConnectorErrorDetails, 'connectorId'>

const rateLimited = (connectorId: string, retryAfterMs: number, status?: number) =>
  new ConnectorError('rate-limit', `${connectorId}: asks us to wait ${String(Math.ceil(retryAfterMs / 1000))} s`, {
    connectorId,
    retryAfterMs,
    ...(status === undefined ? {} : { status }),
  })

/** Null when a value holds a line break or the like; the platform's own error would quote the value, a key perhaps. */
const toHeaders = (values: Record<string, string>): Headers | null => {
  try {
    return new Headers(values)
  } catch {
    return null
  }
}

/**
 * Tells the pace what the vendor asked for, and returns the wait that a refusal of this answer entails.
 * `Retry-After` is seconds or an HTTP date (RFC 9110 § 10.2.3); `x-rate-limit-reset` is epoch milliseconds, as Minox sends it.
 */
const obeyHeaders = ({ status, headers }: Response, pace: RequestPace, now: Date): number | null => {
  const nowMs = now.getTime()
  const isRefusal = status === 429 || status >= 500
  const resetMs =
    headers.get('x-rate-limit-remaining')?.trim() === '0' ? Number(headers.get('x-rate-limit-reset')) : NaN
  const resetWaitMs = Number.isFinite(resetMs) && resetMs > nowMs ? resetMs - nowMs : null
  const asked = isRefusal ? parseRetryAfterMs(headers.get('retry-after'), now) : null
  const wanted = asked === null ? resetWaitMs : Math.max(asked, leastRetryAfterMs)
  const waitMs = wanted === null ? null : Math.min(wanted, longestBlockMs)
  if (waitMs !== null) pace.block(nowMs + waitMs, nowMs)
  else if (status === 429) pace.block(nowMs + fallbackRetryAfterMs, nowMs)
  return waitMs
}

const parseRetryAfterMs = (value: string | null, now: Date): number | null => {
  if (value === null) return null
  if (/^\s*\d{1,7}(?:\.\d+)?\s*$/.test(value)) return Math.ceil(Number(value) * 1000)
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}

class AnswerTooLarge extends Error {}

const readBytes = async (response: Response, maxBytes: number): Promise<Uint8Array> => {
  if (!response.body) return new Uint8Array()
  const read: Uint8Array[] = []
  let size = 0
  const chunks: AsyncIterable<Uint8Array> = response.body
  // Leaving the loop by throwing cancels the stream and with it the download.
  for await (const chunk of chunks) {
    size += chunk.byteLength
    if (size > maxBytes) throw new AnswerTooLarge(`the answer is larger than ${String(maxBytes)} bytes`)
    read.push(chunk)
  }
  const { buffer, byteOffset, byteLength } = Buffer.concat(read, size)
  return new Uint8Array(buffer, byteOffset, byteLength)
}

const toAnswer = ({ status, headers }: Response, bytes: Uint8Array): HttpAnswer => {
  let text: string | null = null
  return {
    status,
    headers,
    bytes,
    get text() {
      text ??= new TextDecoder().decode(bytes)
      return text
    },
  }
}

const describeFailure = (error: unknown, status: number | null): string => {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'gave no complete answer in time'
  return status === null ? `no answer (${failureCode(error)})` : `the answer was cut off (${failureCode(error)})`
}

/** The platform's name of what went wrong (`ECONNREFUSED`, `UND_ERR_SOCKET`), which holds no value of ours. */
const failureCode = (error: unknown): string => {
  const causes = [error instanceof Error ? error.cause : undefined, error]
  for (const cause of causes)
    if (cause instanceof Error) return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
  return 'unknown'
}

/** An error fit for a log: kind and code, without the message and properties that may quote what was sent. */
const withoutDetails = (error: unknown): Error => new Error(failureCode(error))
