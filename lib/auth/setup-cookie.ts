import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** As long as somebody may take to find the password of Minox. */
export const setupLifetimeMs = 7 * 24 * 60 * 60 * 1000

const secretBytes = 32

/** A new combi, or a new sign-in for one that is there: somebody may be at both. */
export type SetupPurpose = 'install' | 'renew'

const names = { install: 'koppelen', renew: 'verbinden' } as const

/**
 * Where a browser keeps which way through the wizard is its own. Over https its name keeps any other host, a sister domain
 * included, from putting one there: whoever went on in a stranger's way would connect his accounts for that stranger.
 */
export const setupCookie = (appUrl: string, purpose: SetupPurpose = 'install') => {
  const secure = appUrl.startsWith('https://')
  return {
    name: `${secure ? '__Host-' : ''}${names[purpose]}`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: setupLifetimeMs / 1000 },
  } as const
}

/** The secret of a new way through the wizard. */
export const newSetupSecret = (): string => randomBytes(secretBytes).toString('base64url')

// A key of its own, so that what is signed here can never pass for anything that another part signs.
const keyFrom = (nextauthSecret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', nextauthSecret, '', 'cookie of the connect wizard', 32))

const signatureOf = (secret: string, nextauthSecret: string): string =>
  createHmac('sha256', keyFrom(nextauthSecret)).update(secret).digest('base64url')

/** The secret with our signature, as the cookie holds it. */
export const signSetupSecret = (secret: string, nextauthSecret: string): string =>
  `${secret}.${signatureOf(secret, nextauthSecret)}`

/** The secret in a cookie that we signed; null for anything else, which then never reaches the database. */
export const openSetupCookie = (value: string | undefined, nextauthSecret: string): string | null => {
  const [secret = '', signature = '', ...rest] = value?.split('.') ?? []
  const expected = Buffer.from(signatureOf(secret, nextauthSecret))
  const given = Buffer.from(signature)
  const isOurs = rest.length === 0 && given.length === expected.length && timingSafeEqual(given, expected)
  return isOurs && secret !== '' ? secret : null
}
