import type { z } from 'zod'
import { cutText } from '@/lib/domain/text'
import { redact } from '../redact'
import { ConnectorError, type ConnectorErrorKind, type RefusalReason } from '../errors'
import type { HttpAnswer, HttpDoor } from '../http'
import type { Authorizer, Signature } from './auth'
import { parseJson } from './json'
import { toList } from './schemas'
import { connectorId } from './settings'
import { pageSize } from './watermark'

/** Query of a list, in Simplicate's own notation: `q[updated_at][ge]`, `sort`, `limit`, `offset`. */
export type Query = Readonly<Record<string, string | number>>

/** Ids in one `q[id][in]`: fifty of them stay well below the 8 kB that servers take as an address. */
const idsPerCall = 50

type Method = 'GET' | 'POST'
type SignedAnswer = { answer: HttpAnswer; signature: Signature }
/** `maxBytes`: the answer is a file. */
type Content = { query?: Query; body?: object; maxBytes?: number }

/** Simplicate's API v2 as far as HTTP goes: signing, envelopes, and the verdict on every refusal. */
export class SimplicateClient {
  constructor(private readonly deps: { http: HttpDoor; authorizer: Authorizer; base: string }) {}

  /** One page of a list. https://developer.simplicate.com/docs/api/v2/filtering */
  async list(path: string, query: Query): Promise<unknown[]> {
    const answered = await this.call('GET', path, { query })
    // Nothing at all is not an empty list: taking it for one would pass for "nothing new".
    const data = typeof answered === 'object' && answered !== null ? toList(answered) : null
    if (Array.isArray(data)) return data as unknown[]
    // Documented as a single object for some lists; taking another shape for an empty list would lose records.
    if (typeof data === 'object' && data !== null) return [data]
    throw this.unexpected('GET', path, 'the answer is no list')
  }

  /** The records with these values in a field, fifty a call. */
  async listIn(path: string, field: string, values: readonly string[]): Promise<unknown[]> {
    const distinct = [...new Set(values)]
    const records: unknown[] = []
    for (let from = 0; from < distinct.length; from += idsPerCall) {
      const chunk = distinct.slice(from, from + idsPerCall)
      records.push(...(await this.listAll(path, { [`q[${field}][in]`]: chunk.join(','), sort: 'id' })))
    }
    return records
  }

  /** All pages of a list that is short by nature or by its filter. */
  async listAll(path: string, query: Query): Promise<unknown[]> {
    const records: unknown[] = []
    const met = new Set<unknown>()
    for (let offset = 0; ; offset += pageSize) {
      const page = await this.list(path, { ...query, limit: pageSize, offset })
      // A record that is added meanwhile moves others to the next page: a payment met twice must not count twice.
      const fresh = page.filter((record) => !met.has(idOf(record)))
      for (const record of fresh) met.add(idOf(record))
      records.push(...fresh)
      if (page.length < pageSize) return records
      if (fresh.length === 0) throw this.unexpected('GET', path, 'the list does not end')
    }
  }

  /**
   * A file as it is, of no more than `maxBytes`; null when there is no such file.
   * https://developer.simplicate.com `GET /documents/download/{id}` answers the file itself (Swagger: `type: file`).
   */
  async download(path: string, maxBytes: number): Promise<Uint8Array | null> {
    const sent = await this.send('GET', path, { maxBytes })
    if (sent.answer.status === 404) return null
    if (sent.answer.status >= 400) throw this.refused('GET', path, sent)
    return sent.answer.bytes
  }

  /** A create: Simplicate answers 200 with the new id under `data`. */
  post(path: string, body: object): Promise<unknown> {
    return this.call('POST', path, { body })
  }

  /** The record as this schema. @throws ConnectorError `unexpected` naming the fields that do not fit, never their values. */
  parse<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    const fields = parsed.error.issues.map(({ path }) => path.join('.') || '(whole)')
    throw new ConnectorError('unexpected', `simplicate: ${what} cannot be read: ${fields.slice(0, 5).join(', ')}`, {
      connectorId,
    })
  }

  private async call(method: Method, path: string, content: Content): Promise<unknown> {
    const sent = await this.send(method, path, content)
    if (sent.answer.status >= 400) throw this.refused(method, path, sent)
    return this.dataOf(method, path, sent)
  }

  private async send(method: Method, path: string, { query = {}, body, maxBytes }: Content): Promise<SignedAnswer> {
    const { authorizer, base } = this.deps
    const url = new URL(`${base}/api/v2${path}`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
    const send = async (signature: Signature): Promise<SignedAnswer> => ({
      signature,
      answer: await this.deps.http.send({
        method,
        url,
        headers: {
          ...signature,
          accept: maxBytes === undefined ? 'application/json' : '*/*',
          'content-type': 'application/json',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(maxBytes === undefined ? {} : { maxBytes }),
      }),
    })
    const first = await send(await authorizer.sign())
    if (first.answer.status !== 401 || !(await authorizer.renew(first.signature))) return first
    return send(await authorizer.sign())
  }

  private dataOf(method: Method, path: string, sent: SignedAnswer): unknown {
    const { answer } = sent
    const envelope = parseJson(answer.text)
    // Half a JSON text, or a maintenance page with status 200: whether a write arrived is unknown.
    if (typeof envelope !== 'object' || envelope === null || !('data' in envelope))
      throw new ConnectorError('unavailable', `simplicate: the answer to ${method} ${nameOf(path)} is no envelope`, {
        connectorId,
        status: answer.status,
      })
    if (isNothing(envelope.data) && readErrors(answer.text).length > 0) throw this.refused(method, path, sent)
    return envelope.data
  }

  private refused(method: Method, path: string, sent: SignedAnswer): ConnectorError {
    const { status } = sent.answer
    const { kind, reason } = verdictOf(method, status)
    return new ConnectorError(
      kind,
      `simplicate: ${method} ${nameOf(path)} was refused (${String(status)}, ${reason})`,
      { connectorId, status, reason, vendorText: toVendorText(sent) },
    )
  }

  private unexpected(method: Method, path: string, message: string): ConnectorError {
    return new ConnectorError('unexpected', `simplicate: ${method} ${nameOf(path)}: ${message}`, { connectorId })
  }
}

/**
 * 401 is a wrong or expired key; 403 a module that the key's maker may not see. A record that is written can be refused;
 * a question cannot: an unknown route, field or operator is a 400, and a defect on our side.
 */
const verdictOf = (method: Method, status: number): { kind: ConnectorErrorKind; reason: RefusalReason } => {
  if (status === 401) return { kind: 'auth', reason: 'other' }
  if (status === 403) return { kind: 'invalid', reason: 'no-rights' }
  const isAboutRecord = method === 'POST' && ![405, 406, 415].includes(status)
  return { kind: isAboutRecord ? 'invalid' : 'unexpected', reason: 'other' }
}

/** The record itself when it shows no id: it is then like no other. */
const idOf = (record: unknown): unknown =>
  typeof record === 'object' && record !== null && 'id' in record ? record.id : record

const isNothing = (data: unknown): boolean => data === null || (Array.isArray(data) && data.length === 0)

/** The place without ids. */
const nameOf = (path: string): string =>
  path
    .split('/')
    .filter((part) => !part.includes(':'))
    .join('/')

/** The longest text worth showing to a person. */
const mostVendorText = 300

/** The vendor's own words, without the key or token that we sent: an error may quote it. */
const toVendorText = ({ answer: { text }, signature }: SignedAnswer): string => {
  const secrets = Object.values(signature).flatMap((value) => [value, value.replace(/^Bearer /, '')])
  const words = readErrors(text).join(' · ')
  return cutText(redact(secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, '•••'), words)), mostVendorText)
}

/** The words of a refusal: `errors` as texts or objects, a bare `{message}`, plain text, or a page of HTML. */
const readErrors = (text: string): string[] => {
  const body = parseJson(text)
  if (body === undefined)
    return [
      text
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ]
  return wordsIn(body)
}

const wordsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(wordsIn)
  if (typeof value !== 'object' || value === null) return []
  if ('errors' in value && value.errors !== null) return wordsIn(value.errors)
  for (const name of ['translated_message', 'message', 'error_message'] as const) {
    const words = name in value ? (value as Record<string, unknown>)[name] : null
    if (typeof words === 'string' && words !== '') return [words]
  }
  return []
}
