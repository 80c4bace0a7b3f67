import { createHash, randomBytes } from 'node:crypto'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import { createAuthOptions, sessionCookie, type AuthParts, type SignInWish } from './options'

/** What is asked of next-auth, in the words of its own addresses. */
type Question = {
  path: ['signin' | 'callback', 'email']
  query?: Record<string, string>
  body?: Record<string, string>
  cookies: Record<string, string>
}

/**
 * Asks next-auth something as its route would, and answers with the cookies that it sets. Its route is not open to the
 * world: what reaches it has passed our own check of the origin and our limits first. A library that wants a request and a
 * response gets the few members of them that it uses.
 */
const askNextAuth = async (parts: AuthParts, wish: SignInWish, question: Question): Promise<string[]> => {
  const { path, query = {}, body = {}, cookies } = question
  const setCookies: string[] = []
  const response = {
    status: () => response,
    getHeader: (name: string) => (name === 'Set-Cookie' ? setCookies : undefined),
    setHeader: (name: string, value: string | string[]) => {
      if (name === 'Set-Cookie') setCookies.splice(0, Infinity, ...[value].flat())
      return response
    },
    json: () => undefined,
    send: () => undefined,
    end: () => undefined,
  }
  const request = { method: 'POST', headers: {}, query: { ...query, nextauth: path }, body, cookies }
  const ask = NextAuth as (
    request: NextApiRequest,
    response: NextApiResponse,
    options: ReturnType<typeof createAuthOptions>,
  ) => Promise<void>
  await ask(
    request as unknown as NextApiRequest,
    response as unknown as NextApiResponse,
    createAuthOptions(parts, wish),
  )
  return setCookies
}

/** The pair that next-auth compares; it stands for the check of the origin that was made before. */
const csrfPair = ({ appUrl, secret }: AuthParts) => {
  const csrfToken = randomBytes(32).toString('hex')
  const hash = createHash('sha256').update(`${csrfToken}${secret}`).digest('hex')
  const prefix = sessionCookie(appUrl).options.secure ? '__Host-' : ''
  return { csrfToken, cookies: { [`${prefix}next-auth.csrf-token`]: `${csrfToken}|${hash}` } }
}

/** Has a link that signs in mailed to this address, if it has an account; nothing tells whether it has. */
export const requestSignInLink = async (
  parts: AuthParts,
  { email, next }: { email: string; next: string },
): Promise<void> => {
  const { csrfToken, cookies } = csrfPair(parts)
  await askNextAuth(parts, { next }, { path: ['signin', 'email'], body: { email, csrfToken }, cookies })
}

type FollowedLink = {
  token: string
  device: string | null
  /** The session that this browser has now, if any: it ends. */
  session: string | undefined
}

/** Uses a link up. @returns the header that sets the cookie of the new session, or null when the link no longer works. */
export const followSignInLink = async (
  parts: AuthParts,
  { token, device, session }: FollowedLink,
): Promise<string | null> => {
  const { name } = sessionCookie(parts.appUrl)
  const cookies = session === undefined ? {} : { [name]: session }
  const set = await askNextAuth(parts, { device }, { path: ['callback', 'email'], query: { token }, cookies })
  return set.find((cookie) => cookie.startsWith(`${name}=`)) ?? null
}
