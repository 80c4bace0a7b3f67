import type { z } from 'zod'
import { ConnectorError } from '../errors'
import type { HttpAnswer, HttpDoor } from '../http'
import type { TokenSession } from './auth'
import { isMessage, parseJson, readMessages, readRefusal } from './refusals'
import type { MessageWire } from './schemas'
import { connectorId } from './settings'
import { encodeBody, encodeForm, type WireValue } from './wire'

export type MinoxCall = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Segments below `/api/1/tenant/{tenant}`; each is escaped. */
  path: readonly (string | number)[]
  query?: Record<string, string>
  body?: WireValue
  /** Sent instead of a body, as the one part of a form. */
  file?: { field: string; name: string; mimeType: string; text: string }
}

/** A list that never ends is a defect on one of the two sides; the longest real one is a year of lines. */
const mostPages = 5_000

/** Minox Online as far as HTTP goes: tokens, envelopes, paging, and the verdict on every refusal. */
export class MinoxClient {
  constructor(private readonly deps: { http: HttpDoor; session: TokenSession; baseUrl: URL; tenantRef: string }) {}

  /** The JSON value of a successful answer; null for an empty one. @throws ConnectorError */
  async call(call: MinoxCall): Promise<unknown> {
    return this.read(call, this.urlOf(call))
  }

  /** As `call`, but null when Minox says that there is no such record. */
  async find(call: MinoxCall): Promise<unknown> {
    try {
      return await this.call(call)
    } catch (error) {
      if (error instanceof ConnectorError && error.details.status === 404) return null
      throw error
    }
  }

  /** The bytes of a successful answer, of no more than `maxBytes`; null when Minox says that there is no such record. */
  async download(call: MinoxCall, maxBytes: number): Promise<Uint8Array | null> {
    const answer = await this.request(call, this.urlOf(call), maxBytes)
    if (answer.status === 404) return null
    this.refuseFailure(call, answer)
    return answer.bytes
  }

  /** Every item of a list, page after page. A list is `{links, collection}` or a bare array. */
  async list(call: Omit<MinoxCall, 'method'>): Promise<unknown[]> {
    const request: MinoxCall = { ...call, method: 'GET' }
    const items: unknown[] = []
    const visited = new Set<string>()
    let url: URL | null = this.urlOf(request)
    while (url) {
      if (visited.has(url.href) || visited.size === mostPages)
        throw this.unexpected(request, 'the pages of this list have no end')
      visited.add(url.href)
      const page = await this.read(request, url)
      items.push(...this.itemsOf(request, page))
      url = this.nextPage(request, url, page)
    }
    return items
  }

  /** The answer as this schema. @throws ConnectorError `unexpected` naming the fields that do not fit, never their values. */
  parse<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    const fields = parsed.error.issues.map(({ path }) => path.join('.') || '(whole)')
    throw new ConnectorError('unexpected', `minox: ${what} cannot be read: ${fields.slice(0, 5).join(', ')}`, {
      connectorId,
    })
  }

  /** The error for what Minox refused, with its own words and without our secrets. */
  refusal(what: string, status: number, messages: readonly MessageWire[]): ConnectorError {
    const { kind, reason, text } = readRefusal(status, messages)
    return new ConnectorError(kind, `minox: ${what} was refused (${status}, ${reason})`, {
      connectorId,
      status,
      reason,
      vendorText: this.deps.session.conceal(text),
    })
  }

  private urlOf({ path, query }: MinoxCall): URL {
    const segments = ['api', '1', 'tenant', this.deps.tenantRef, ...path].map((segment) =>
      encodeURIComponent(String(segment)),
    )
    const url = new URL(`/${segments.join('/')}`, this.deps.baseUrl)
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
    return url
  }

  private async request(call: MinoxCall, url: URL, maxBytes?: number): Promise<HttpAnswer> {
    const { session } = this.deps
    const secret = await session.current()
    const answer = await this.send(call, url, { accessToken: secret.accessToken, maxBytes })
    if (answer.status !== 401) return answer
    const { accessToken } = await session.renewed(secret)
    return this.send(call, url, { accessToken, maxBytes })
  }

  private refuseFailure(call: MinoxCall, { status, text }: HttpAnswer): void {
    if (status >= 400) throw this.refusal(nameOf(call), status, readMessages(text))
  }

  private async read(call: MinoxCall, url: URL): Promise<unknown> {
    const answer = await this.request(call, url)
    this.refuseFailure(call, answer)
    if (answer.text.trim() === '') return null
    const value = parseJson(answer.text)
    // Half a JSON text, or a maintenance page with status 200: whether a write arrived is unknown.
    if (value === undefined)
      throw new ConnectorError('unavailable', `minox: the answer to ${nameOf(call)} is no complete JSON`, {
        connectorId,
        status: answer.status,
      })
    return value
  }

  private send(
    call: MinoxCall,
    url: URL,
    { accessToken, maxBytes }: { accessToken: string; maxBytes: number | undefined },
  ): Promise<HttpAnswer> {
    const content = contentOf(call)
    return this.deps.http.send({
      method: call.method,
      url,
      headers: {
        accept: maxBytes === undefined ? 'application/json' : '*/*',
        authorization: `Bearer ${accessToken}`,
        ...(content === null ? {} : { 'content-type': content.type }),
      },
      ...(content === null ? {} : { body: content.body }),
      ...(maxBytes === undefined ? {} : { maxBytes }),
    })
  }

  private itemsOf(call: MinoxCall, page: unknown): unknown[] {
    if (page === null) return []
    const items: unknown = typeof page === 'object' && 'collection' in page ? (page.collection ?? []) : page
    // Taking an answer of another shape for an empty list would make every open item look settled.
    if (!Array.isArray(items)) throw this.unexpected(call, 'the answer is no list')
    if (items.length > 0 && items.every(isMessage))
      throw this.refusal(nameOf(call), 200, readMessages(JSON.stringify(items)))
    return items as unknown[]
  }

  private nextPage(call: MinoxCall, current: URL, page: unknown): URL | null {
    const next = nextLink(page)
    if (next === null) return null
    if (!/^(?:[a-z][a-z0-9+.-]*:|[/?])/i.test(next)) {
      // Not an address but a token; omniboost/go-minox has a query field `next` for it.
      const url = new URL(current)
      url.searchParams.set('next', next)
      return url
    }
    const url = URL.canParse(next, current) ? new URL(next, current) : null
    if (url?.hostname !== this.deps.baseUrl.hostname)
      throw this.unexpected(call, 'the next page of this list is at another address')
    // A server behind a proxy may name itself by the scheme and port it sees; the token goes to ours only.
    return new URL(url.pathname + url.search, this.deps.baseUrl)
  }

  private unexpected(call: MinoxCall, message: string): ConnectorError {
    return new ConnectorError('unexpected', `minox: ${nameOf(call)}: ${message}`, { connectorId })
  }
}

const contentOf = ({ body, file }: MinoxCall): { type: string; body: string } | null => {
  if (file !== undefined) return encodeForm(file)
  return body === undefined ? null : { type: 'application/json; charset=utf-8', body: encodeBody(body) }
}

/** `GET administration/receivable`: enough to find the place, without ids, numbers or e-mail addresses. */
const nameOf = ({ method, path }: MinoxCall): string =>
  `${method} ${path.filter((segment) => typeof segment === 'string' && /^[a-z_]+$/.test(segment)).join('/')}`

/** `links.next` as text, as `{href}`, or in a list of `{rel, href}`; null when this is the last page. */
const nextLink = (page: unknown): string | null => {
  if (typeof page !== 'object' || page === null || !('links' in page)) return null
  const { links } = page
  const next: unknown = Array.isArray(links)
    ? (links as unknown[]).find(
        (link) => typeof link === 'object' && link !== null && 'rel' in link && link.rel === 'next',
      )
    : typeof links === 'object' && links !== null && 'next' in links
      ? links.next
      : null
  const href: unknown = typeof next === 'object' && next !== null && 'href' in next ? next.href : next
  return typeof href === 'number' ? String(href) : typeof href === 'string' && href.trim() !== '' ? href.trim() : null
}
