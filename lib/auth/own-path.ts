/** Where a person starts who asked for nothing in particular. */
export const startPath = '/combis'

const ownBase = 'http://own.invalid'

/** The path if it is one of this site's, else the start: an address in a link must not lead to another site. */
export const toOwnPath = (path: string | null | undefined): string => {
  if (!path?.startsWith('/') || !URL.canParse(path, ownBase)) return startPath
  const { origin, pathname, search } = new URL(path, ownBase)
  // `//other.site` and `/\other.site` are addresses of another host to a browser, and `/.//other.site` becomes the first.
  return origin === ownBase && !pathname.startsWith('//') ? `${pathname}${search}` : startPath
}
