/** The request header by which pages learn the nonce of their answer. */
export const nonceHeader = 'x-nonce'

export type PolicyOptions = {
  /** React's development build reads source positions with `eval`, and Next's draws its tools with inline styles. */
  isDevelopment: boolean
  isHttps: boolean
}

/** What a page may load and run: our own files, and inline scripts and styles that carry this answer's nonce. */
export const contentSecurityPolicy = (nonce: string, { isDevelopment, isHttps }: PolicyOptions): string =>
  [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
