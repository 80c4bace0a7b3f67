/** Which entry in the books a link is to: the books' own words for it. */
export type EntryPlace = { administration: string; entry: string; number: string }

const words = ['administration', 'entry', 'number'] as const

/** The template with its words filled in, each as one part of an address. */
export const fillEntryUrl = (template: string, place: EntryPlace): string =>
  words.reduce((url, word) => url.replaceAll(`{${word}}`, encodeURIComponent(place[word])), template)

const originOf = (url: string): string | null => {
  if (!URL.canParse(url)) return null
  const { protocol, username, password, origin } = new URL(url)
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' ? origin : null
}

/**
 * Whether this can be the address of an entry: it tells entries apart, holds no other words, and leads to the same place
 * whatever is filled in.
 */
export const isEntryUrlTemplate = (template: string): boolean => {
  if (!/\{(?:entry|number)\}/.test(template)) return false
  if (/[{}]/.test(fillEntryUrl(template, { administration: '', entry: '', number: '' }))) return false
  const one = originOf(fillEntryUrl(template, { administration: '1', entry: '2', number: '3' }))
  return one !== null && one === originOf(fillEntryUrl(template, { administration: '7', entry: '8', number: '9' }))
}
