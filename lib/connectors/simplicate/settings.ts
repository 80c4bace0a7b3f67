import { z } from 'zod'
import type { ConnectorSettings } from '../contract'

export const connectorId = 'simplicate'

/**
 * Where partners sign in. Simplicate gives these addresses and scopes to its partners only, so these are assumptions;
 * they stand here together, to be replaced by the real ones in one place.
 */
export const oauthPaths = { authorize: '/oauth/authorize', token: '/oauth/token', userinfo: '/oauth/userinfo' } as const

const optionalText = z.preprocess((value) => (value === '' ? undefined : value), z.string().optional())
const settingsSchema = z.object({
  SIMPLICATE_URL_TEMPLATE: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.string().includes('{subdomain}').default('https://{subdomain}.simplicate.nl'),
  ),
  SIMPLICATE_CLIENT_ID: optionalText,
  SIMPLICATE_CLIENT_SECRET: optionalText,
})

export type SimplicateSettings = {
  urlTemplate: string
  /** Null without a partner agreement: then a customer connects with an API key of his own. */
  client: { id: string; secret: string } | null
}

/** The operator's settings for Simplicate. @throws ZodError naming the variable that is wrong. */
export const parseSimplicateSettings = (settings: ConnectorSettings): SimplicateSettings => {
  const {
    SIMPLICATE_URL_TEMPLATE: urlTemplate,
    SIMPLICATE_CLIENT_ID: id,
    SIMPLICATE_CLIENT_SECRET: secret,
  } = settingsSchema.parse(settings)
  return { urlTemplate: urlTemplate.replace(/\/+$/, ''), client: id && secret ? { id, secret } : null }
}
