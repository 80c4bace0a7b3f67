import type { NextAuthOptions } from 'next-auth'
import EmailProvider from 'next-auth/providers/email'
import { getDb, withSystem, type Db } from '@/lib/db/client'
import { queueMail } from '@/lib/db/mails'
import { findPersonByEmail } from '@/lib/db/people'
import { sessionLifetimeMs, type Visit } from '@/lib/db/sessions'
import { removeOldVerificationTokens } from '@/lib/db/verification-tokens'
import type { Keyring } from '@/lib/platform/crypto'
import { getEnv } from '@/lib/platform/env'
import { getKeyring } from '@/lib/platform/keyring'
import { getLog } from '@/lib/platform/log'
import { createAuthAdapter } from './adapter'

declare module 'next-auth' {
  interface Session {
    visit: Visit
  }
}

const secondMs = 1000
const dayS = 24 * 60 * 60
/** How long a sign-in link works. */
const linkLifetimeS = 30 * 60

/** Where the session's token lives in the browser. `Secure` and its prefix as soon as the portal is reached over https. */
export const sessionCookie = (appUrl: string) => {
  const secure = appUrl.startsWith('https://')
  return {
    name: `${secure ? '__Secure-' : ''}next-auth.session-token`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  } as const
}

/** What next-auth works with here. */
export type AuthParts = { db: Db; keyring: Keyring; appUrl: string; secret: string }

export const getAuthParts = (): AuthParts => {
  const { appUrl, nextauthSecret: secret } = getEnv()
  return { db: getDb(), keyring: getKeyring(), appUrl, secret }
}

/** What a sign-in that is under way wants kept: the device of the session, and the page to go to afterwards. */
export type SignInWish = { device?: string | null; next?: string }

/**
 * Puts the mail with the link in line, for an address that has an account. The link leads to a page of ours with a button:
 * programs that look through mail open every link in it, and would use it up.
 */
const mailLink = async ({ db, keyring, appUrl }: AuthParts, link: { email: string; token: string; next: string }) =>
  withSystem(db, async (tx) => {
    const now = new Date()
    await removeOldVerificationTokens(tx, now)
    const person = await findPersonByEmail(tx, link.email)
    if (person === null) return
    const search = new URLSearchParams({ token: link.token, next: link.next })
    const params = { link: `${appUrl}/inloggen/link?${search.toString()}` }
    const mail = { recipient: person.email, locale: person.locale, content: { kind: 'sign-in-link' as const, params } }
    await queueMail(tx, keyring, { mail, now })
  })

/**
 * The set-up of next-auth: sessions in the database, and signing in by e-mail link. Its password provider cannot keep
 * sessions in the database, so that is a route of ours that makes the session; next-auth reads it, renews it and ends it.
 */
export const createAuthOptions = (
  parts: AuthParts,
  { device = null, next = '/' }: SignInWish = {},
): NextAuthOptions => {
  const cookie = sessionCookie(parts.appUrl)
  return {
    adapter: createAuthAdapter(parts.db, device),
    providers: [
      EmailProvider({
        maxAge: linkLifetimeS,
        // The request was parsed before: the address is as people are looked up by it.
        normalizeIdentifier: (email) => email,
        sendVerificationRequest: ({ identifier: email, token }) => mailLink(parts, { email, token, next }),
      }),
    ],
    secret: parts.secret,
    session: { strategy: 'database', maxAge: sessionLifetimeMs / secondMs, updateAge: dayS },
    useSecureCookies: cookie.options.secure,
    cookies: { sessionToken: cookie },
    pages: { signIn: '/inloggen' },
    // Its own would write past our log, which keeps secrets out. It warns of an address that we have no need to tell it.
    logger: {
      error: (code, metadata) => {
        getLog().error({ code, metadata }, 'next-auth failed')
      },
      warn: (code) => {
        getLog().debug({ code }, 'next-auth warns')
      },
    },
    callbacks: {
      // Somebody whose account was removed since the link was mailed has his address for an id.
      signIn: ({ user, email }) => email?.verificationRequest === true || user.id !== user.email,
      session: ({ session, user: { visit } }) => {
        if (visit === undefined) throw new Error('The adapter tells with each session whose it is.')
        return { ...session, visit }
      },
    },
  }
}

/** The set-up on the environment. It is read per request: a build has none to read. */
export const getAuthOptions = (): NextAuthOptions => createAuthOptions(getAuthParts())
