import Big from 'big.js'
import type { Day } from '@/lib/domain/day'
import { formatCents, type Cents } from '@/lib/domain/money'

/** An amount in a request: printed as a JSON number with exactly two decimals, which `JSON.stringify` cannot promise. */
export class WireAmount {
  constructor(readonly cents: Cents) {}
}

/** What a request body may hold; keys that are `undefined` are left out. */
export type WireValue =
  | WireAmount
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly WireValue[]
  | { readonly [key: string]: WireValue }

/** The JSON text of a request body, amounts written from cents without passing through a float. */
export const encodeBody = (value: WireValue): string => {
  if (value instanceof WireAmount) return formatCents(value.cents)
  if (isList(value)) return `[${value.map((item) => encodeBody(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined)
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${encodeBody(field)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

const isList = (value: WireValue): value is readonly WireValue[] => Array.isArray(value)

/** No base64 text holds a dash, so that this cannot stand in one. */
const boundary = '----combi-portaal'

/**
 * A form of one part, whose content is text (RFC 7578). Quotes and line breaks in a name would end it early: they are
 * escaped as browsers do.
 */
export const encodeForm = (file: {
  field: string
  name: string
  mimeType: string
  text: string
}): { type: string; body: string } => {
  const name = file.name.replace(/["\r\n]/g, encodeURIComponent)
  const head = [
    `--${boundary}`,
    `content-disposition: form-data; name="${file.field}"; filename="${name}"`,
    `content-type: ${file.mimeType}`,
  ]
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: `${head.join('\r\n')}\r\n\r\n${file.text}\r\n--${boundary}--\r\n`,
  }
}

/** A server that sums floats answers 121.00000000000001; anything coarser than this is not noise but another amount. */
const noiseDecimals = 6

/**
 * An amount from an answer in whole cents, or null when it is no amount or has a fraction of a cent:
 * rounding it here would hide that the books hold something else than we sent.
 */
export const parseWireCents = (value: number | string): Cents | null => {
  try {
    const cents = new Big(typeof value === 'string' ? value.trim() : value).round(noiseDecimals).times(100)
    const whole = Number(cents.toFixed(0))
    if (!cents.mod(1).eq(0) || !Number.isSafeInteger(whole)) return null
    return whole === 0 ? 0 : whole
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('[big.js]')) return null
    throw error
  }
}

const datePart = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/

/**
 * The day of an answer's date: `2026-03-12` or RFC 3339. Only the date part counts: Minox writes a day as
 * `2019-12-31T00:00:00.000Z` (omniboost/go-minox), and converting that to Dutch time would be guessing.
 */
export const parseWireDay = (value: string): Day | null => datePart.exec(value.trim())?.[1] ?? null
