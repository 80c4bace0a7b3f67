import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { localeCookie, timeZone, toLocale } from './locales'
import { messages } from './messages'

export default getRequestConfig(async () => {
  const locale = toLocale((await cookies()).get(localeCookie)?.value)
  // The moment of the request, so that the browser's first drawing says the same `today` as the server's.
  return { locale, messages: messages[locale], timeZone, now: new Date() }
})
