import { cutText, storableValue } from '@/lib/domain/text'
import type { ConnectorErrorKind, RefusalReason } from '../errors'
import { messageWire, type MessageWire } from './schemas'

/** A refusal as far as the answer tells: the verdict for us, and Minox's own words for the person. */
export type Refusal = { kind: ConnectorErrorKind; reason: RefusalReason; text: string }

type Rule = { reason: RefusalReason; field?: RegExp; text?: RegExp }

/**
 * How Minox's words are understood. Its error codes are not published, so that only the status, the field and the text
 * are left; a text seen in practice is added here as a line. The first line that fits decides; `field` and `text` must
 * both fit where both are given.
 */
const rules: readonly Rule[] = [
  { reason: 'period-closed', text: /periode\b.*\b(?:afgesloten|gesloten|geblokkeerd|definitief)|afgesloten periode/i },
  {
    reason: 'period-closed',
    text: /boekjaar\b.*\b(?:afgesloten|gesloten|geblokkeerd|definitief)|afgesloten boekjaar/i,
  },
  { reason: 'fiscal-year-unknown', text: /boekjaar\b.*\b(?:bestaat niet|onbekend|niet gevonden)|onbekend boekjaar/i },
  { reason: 'fiscal-year-unknown', field: /period\.fiscal_year$/i },
  {
    reason: 'invoice-number-exists',
    text: /factuurnummer\b.*\b(?:bestaat al|reeds|al gebruikt|dubbel)|dubbel factuurnummer/i,
  },
  { reason: 'entry-paid', text: /\b(?:deels\W+)?(?:betaald|betaling|afgeletterd|verwerkt in een betaling)\b/i },
  { reason: 'debtor-blocked', text: /(?:debiteur|klant|relatie)\b.*\bgeblokkeerd/i },
  { reason: 'debtor-unknown', text: /(?:debiteur|klant|relatie)\b.*\b(?:bestaat niet|onbekend|niet gevonden)/i },
  { reason: 'account-blocked', text: /(?:rekening|grootboek\w*)\b.*\bgeblokkeerd/i },
  { reason: 'vat-refused', field: /\bvat\b/i },
  { reason: 'vat-refused', text: /\bbtw\b/i },
  { reason: 'not-balanced', text: /niet in (?:balans|evenwicht)|debet en credit|sluit(?:en)? niet/i },
  { reason: 'account-unknown', field: /\baccount\.id$/i, text: /bestaat niet|onbekend|niet gevonden/i },
  { reason: 'account-unknown', text: /(?:rekening|grootboek\w*)\b.*\b(?:bestaat niet|onbekend|niet gevonden)/i },
]

/** Reasons that say the record may not be changed as it stands, rather than that it is wrong. */
const conflicts: ReadonlySet<RefusalReason> = new Set(['period-closed', 'entry-paid', 'invoice-number-exists'])

/** What the messages of an answer amount to; the first one that is recognised names the reason. */
export const readRefusal = (status: number, messages: readonly MessageWire[]): Refusal => {
  const text = messages.map(describeMessage).filter(Boolean).join(' · ')
  if (status === 401) return { kind: 'auth', reason: 'other', text }
  if (status === 403) return { kind: 'auth', reason: 'no-rights', text }
  const reason = messages.map(reasonOf).find((found) => found !== 'other') ?? 'other'
  if (status === 409 || conflicts.has(reason)) return { kind: 'conflict', reason, text }
  return { kind: status === 405 || status === 406 || status === 415 ? 'unexpected' : 'invalid', reason, text }
}

const reasonOf = ({ field = '', message = '' }: MessageWire): RefusalReason =>
  rules.find((rule) => (rule.field?.test(field) ?? true) && (rule.text?.test(message) ?? true))?.reason ?? 'other'

/** The text alone may not say which line is meant; `[2].account.id` does. */
const describeMessage = ({ message, message_code: code, field }: MessageWire): string => {
  const words = message ?? code ?? ''
  return field && words ? `${words} (${field})` : words
}

/** True for an element of `[{message_code, message_type, message}]`, which may come where lines were expected. */
export const isMessage = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !('account' in value) &&
  ('message' in value || 'message_code' in value)

/** Whether a message that came with a 2xx nevertheless says that the record was refused. */
export const isRefusing = (message: MessageWire): boolean => /^(?:error|fout|fatal)/i.test(message.message_type ?? '')

/**
 * The messages in the body of a refusal, whatever its shape: an array of messages (omniboost/go-minox), an object,
 * a bare JSON string (onetoweb/minox wraps a scalar), or plain text and HTML from something in front of the API.
 */
export const readMessages = (body: string): MessageWire[] => {
  const value = parseJson(body)
  if (value === undefined) return plain(/<[a-z!]/i.test(body) ? textOfHtml(body) : body)
  if (typeof value === 'string') return plain(value)
  if (Array.isArray(value)) return value.flatMap(messagesIn)
  return messagesIn(value)
}

const messagesIn = (value: unknown): MessageWire[] => {
  if (typeof value === 'string') return plain(value)
  if (typeof value !== 'object' || value === null) return []
  const nested = ['messages', 'errors'].flatMap((key) => {
    const list: unknown = (value as Record<string, unknown>)[key]
    return Array.isArray(list) ? list.flatMap(messagesIn) : []
  })
  if (nested.length > 0) return nested
  const parsed = messageWire.safeParse(value)
  if (parsed.success && (parsed.data.message ?? parsed.data.message_code)) return [parsed.data]
  const { error, error_description: description } = value as Record<string, unknown>
  return plain([error, description].filter((part) => typeof part === 'string').join(': '))
}

const longestText = 500

const plain = (text: string): MessageWire[] => {
  const message = cutText(text, longestText)
  return message ? [{ message }] : []
}

const textOfHtml = (html: string): string =>
  html.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ')

/** The JSON value of a text, or undefined when it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text, storableValue)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
