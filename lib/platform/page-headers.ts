import { contentSecurityPolicy, type PolicyOptions } from './content-security-policy'

/** Two years, as browsers' preload lists ask. */
const strictTransport = 'max-age=63072000; includeSubDomains'

type Address = Pick<URL, 'pathname' | 'searchParams'>

/** The pages that anybody may find through a search engine; all others are somebody's own. */
const findablePages = new Set(['/', '/koppelen/simplicate-minox'])

/** Whether an address holds a secret: a link from a mail, or a vendor's answer to us. */
const isSecret = ({ pathname, searchParams }: Address): boolean =>
  searchParams.has('token') || pathname.startsWith('/koppelen/simplicate-minox/terug/')

/** The headers of a page that depend on which page it is, and on how the portal is reached. */
export const pageHeaders = (
  address: Address,
  { nonce, ...options }: PolicyOptions & { nonce: string },
): Record<string, string> & { 'Content-Security-Policy': string } => ({
  'Content-Security-Policy': contentSecurityPolicy(nonce, options),
  // Not even our own server is told of it with what the page asks for.
  ...(isSecret(address) && { 'Referrer-Policy': 'no-referrer' }),
  ...(!findablePages.has(address.pathname) && { 'X-Robots-Tag': 'noindex, nofollow' }),
  ...(options.isHttps && { 'Strict-Transport-Security': strictTransport }),
})
