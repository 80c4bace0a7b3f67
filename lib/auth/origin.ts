export type RequestSource = {
  /** The Origin header. Every browser sends it with a request that writes. */
  origin: string | null
  secFetchSite: string | null
  host: string | null
  /** The portal's own address. */
  appUrl: string
}

const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).host : null)

/**
 * Whether a request that writes may be believed to come from a page of ours: the cookie alone does not tell, since the
 * browser adds it to requests that other sites make. A client that is no browser sends neither header and is held by
 * the session alone. The host header is accepted beside the configured address because somebody who opens the portal
 * under another of its names has his cookie under that name too.
 */
export const isOwnOrigin = ({ origin, secFetchSite, host, appUrl }: RequestSource): boolean => {
  // A form on a page that tells nobody its address hides its origin too; the browser still says where it stands.
  if (origin === 'null') return secFetchSite === 'same-origin'
  if (origin !== null) return hostOf(origin) !== null && [hostOf(appUrl), host].includes(hostOf(origin))
  return secFetchSite === null || secFetchSite === 'same-origin' || secFetchSite === 'none'
}
