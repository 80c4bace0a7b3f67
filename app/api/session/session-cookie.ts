import { cookies } from 'next/headers'
import { sessionCookie } from '@/lib/auth/options'
import type { NewSession } from '@/lib/db/sessions'
import { getEnv } from '@/lib/platform/env'

/** Gives the browser its session. */
export const setSessionCookie = async ({ token, expires }: NewSession): Promise<void> => {
  const { name, options } = sessionCookie(getEnv().appUrl)
  ;(await cookies()).set(name, token, { ...options, expires })
}

/** The token of the session that the browser came with. */
export const readSessionCookie = async (): Promise<string | undefined> =>
  (await cookies()).get(sessionCookie(getEnv().appUrl).name)?.value

/** Takes the session's token out of the browser. */
export const clearSessionCookie = async (): Promise<void> => {
  const { name, options } = sessionCookie(getEnv().appUrl)
  ;(await cookies()).set(name, '', { ...options, maxAge: 0 })
}

/** Where somebody goes who has just signed in: past the question for the second factor, if there is one. */
export const afterSignIn = (next: string, { needsSecondFactor }: { needsSecondFactor: boolean }): string =>
  needsSecondFactor ? `/inloggen/code?${new URLSearchParams({ next }).toString()}` : next
