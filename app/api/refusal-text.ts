import { getTranslations } from 'next-intl/server'
import { Refusal, toRefusalCode } from './refusal'

/** A sentence needs all that it names; a refusal that comes back in an address names nothing. */
const unsaid = {
  ...{ right: 'other', combi: '–', workspace: '–', vendor: 'other' },
  ...{ given: '–', expected: '–', missing: '–', count: 1, text: '–' },
}

/** The sentence about a refusal, in the reader's language. */
export const refusalText = async ({ code, retryAfterMs, params }: Refusal): Promise<string> => {
  const t = await getTranslations('errors')
  return t(code, { ...unsaid, ...params, minutes: Math.max(1, Math.ceil((retryAfterMs ?? 0) / 60_000)) })
}

/** The sentence about a refusal that a form came back with in its address; null for none. */
export const refusalTextOf = async (text: string | undefined): Promise<string | null> =>
  text === undefined ? null : refusalText(new Refusal(toRefusalCode(text)))
