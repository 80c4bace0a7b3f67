import { Refusal } from './refusal'

/** PostgreSQL keeps no such character in a text, and nobody types one. */
const nul = '\0'

/** The text itself. @throws Refusal `invalid-characters` for a text with a NUL character, which no column can hold. */
export const requirePlain = (text: string): string => {
  if (text.includes(nul)) throw new Refusal('invalid-characters')
  return text
}

/** What an address asks for. @throws Refusal `invalid-characters` as above. */
export const searchIn = ({
  nextUrl: { searchParams },
}: {
  nextUrl: { searchParams: URLSearchParams }
}): URLSearchParams => {
  for (const pair of searchParams) pair.forEach(requirePlain)
  return searchParams
}
