import { z } from 'zod'
import { mostFileBytes } from '@/lib/domain/document'
import type { ConnectorSettings } from '../contract'

export const connectorId = 'minox'

/**
 * Least privilege for the product: charts, debtors, sales entries with their PDF, open items, and the webhook that hints
 * at a payment. Names as listed by onetoweb/minox (docs/scopes.rst); which one guards `/receivable` is not published.
 */
const defaultScopes = [
  'administration:read',
  'ledger_account:read',
  'vat:read',
  'journal:read',
  'payment_term:read',
  'cost_center:read',
  'customer:read',
  'customer:write',
  'transaction:read',
  'transaction:write',
  'document:write',
  'webhook:read',
  'webhook:write',
].join(' ')

const optionalText = z.preprocess((value) => (value === '' ? undefined : value), z.string().optional())
const settingsSchema = z.object({
  MINOX_BASE_URL: z.preprocess((value) => (value === '' ? undefined : value), z.url().default('https://app.minox.nl')),
  MINOX_CLIENT_ID: optionalText,
  MINOX_CLIENT_SECRET: optionalText,
  MINOX_SCOPES: z.preprocess((value) => (value === '' ? undefined : value), z.string().default(defaultScopes)),
  // The length Minox allows is not published; 40 is what other Dutch packages of its age take.
  MINOX_DESCRIPTION_MAX_LENGTH: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number().int().min(1).default(40),
  ),
  // Not published either; longer than any name in a trade register that we saw.
  MINOX_NAME_MAX_LENGTH: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number().int().min(1).default(120),
  ),
  // How large a file may be is not published either.
  MINOX_FILE_MAX_BYTES: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number().int().min(1).max(mostFileBytes).default(mostFileBytes),
  ),
})

export type MinoxSettings = {
  baseUrl: URL
  /** Null when the operator registered no application with Minox: then nobody can sign in. */
  client: { id: string; secret: string } | null
  scopes: string
  descriptionMaxLength: number
  nameMaxLength: number
  fileMaxBytes: number
}

/** The operator's settings for Minox. @throws ZodError naming the variable that is wrong. */
export const parseMinoxSettings = (settings: ConnectorSettings): MinoxSettings => {
  const parsed = settingsSchema.parse(settings)
  const { MINOX_CLIENT_ID: id, MINOX_CLIENT_SECRET: secret } = parsed
  return {
    baseUrl: new URL(parsed.MINOX_BASE_URL),
    client: id && secret ? { id, secret } : null,
    scopes: parsed.MINOX_SCOPES,
    descriptionMaxLength: parsed.MINOX_DESCRIPTION_MAX_LENGTH,
    nameMaxLength: parsed.MINOX_NAME_MAX_LENGTH,
    fileMaxBytes: parsed.MINOX_FILE_MAX_BYTES,
  }
}
