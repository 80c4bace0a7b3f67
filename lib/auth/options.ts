import type { NextAuthOptions } from 'next-auth'
import { getDb } from '@/lib/db/client'
import { sessionLifetimeMs } from '@/lib/db/sessions'
import { getEnv } from '@/lib/platform/env'
import { createAuthAdapter } from './adapter'

declare module 'next-auth' {
  interface Session {
    user: { id: string; email: string; name: string | null }
  }
}

const secondMs = 1000
const dayS = 24 * 60 * 60

/** Where the session's token lives in the browser. `Secure` and its prefix as soon as the portal is reached over https. */
export const sessionCookie = (appUrl: string) => {
  const secure = appUrl.startsWith('https://')
  return {
    name: `${secure ? '__Secure-' : ''}next-auth.session-token`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  } as const
}

/**
 * The set-up of next-auth. There are no providers: its password provider cannot keep sessions in the database, so signing
 * in is a route of ours that makes the session; next-auth reads it, renews it and ends it.
 */
export const getAuthOptions = (): NextAuthOptions => {
  const { appUrl, nextauthSecret } = getEnv()
  const cookie = sessionCookie(appUrl)
  return {
    adapter: createAuthAdapter(getDb()),
    providers: [],
    secret: nextauthSecret,
    session: { strategy: 'database', maxAge: sessionLifetimeMs / secondMs, updateAge: dayS },
    useSecureCookies: cookie.options.secure,
    cookies: { sessionToken: cookie },
    pages: { signIn: '/inloggen' },
    callbacks: {
      session: ({ session, user }) => ({
        ...session,
        user: { id: user.id, email: user.email, name: user.name ?? null },
      }),
    },
  }
}
