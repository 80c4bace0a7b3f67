import { cookies } from 'next/headers'
import { getEnv } from '@/lib/platform/env'

const yearS = 365 * 24 * 60 * 60

/** Keeps in this browser what somebody chose about how he looks. */
export const keepChoice = async (name: string, value: string): Promise<void> => {
  const secure = getEnv().appUrl.startsWith('https://')
  ;(await cookies()).set(name, value, { path: '/', sameSite: 'lax', maxAge: yearS, secure, httpOnly: true })
}
