import { getTranslations } from 'next-intl/server'
import { Refusal, toRefusalCode } from './refusal'

/** The sentence about a refusal, in the reader's language. */
export const refusalText = async ({ code, retryAfterMs }: Refusal): Promise<string> => {
  const t = await getTranslations('errors')
  return t(code, { minutes: Math.max(1, Math.ceil((retryAfterMs ?? 0) / 60_000)) })
}

/** The sentence about a refusal that a form came back with in its address; null for none. */
export const refusalTextOf = async (text: string | undefined): Promise<string | null> =>
  text === undefined ? null : refusalText(new Refusal(toRefusalCode(text)))
