import { NextResponse, type NextRequest } from 'next/server'
import { contentSecurityPolicy, nonceHeader } from '@/lib/platform/content-security-policy'
import { getEnv } from '@/lib/platform/env'

/** Two years, as browsers' preload lists ask. */
const strictTransport = 'max-age=63072000; includeSubDomains'

/** Gives every page a nonce of its own: only scripts and styles that carry it run, whatever else ends up on the page. */
export const proxy = (request: NextRequest): NextResponse => {
  const { appUrl, nodeEnv } = getEnv()
  const isHttps = appUrl.startsWith('https://')
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = contentSecurityPolicy(nonce, { isDevelopment: nodeEnv === 'development', isHttps })
  const headers = new Headers(request.headers)
  headers.set(nonceHeader, nonce)
  // Next.js reads the nonce for its own scripts from the request's policy.
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  if (isHttps) response.headers.set('Strict-Transport-Security', strictTransport)
  return response
}

export const config = {
  matcher: [
    {
      source: '/((?!api/|_next/static|_next/image|icon.svg).*)',
      // A prefetch brings no document, so there is nothing for a nonce to stand on.
      missing: [
        { type: 'header', key: 'next-router-prefetch' },
        { type: 'header', key: 'purpose', value: 'prefetch' },
      ],
    },
  ],
}
