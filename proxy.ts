import { NextResponse, type NextRequest } from 'next/server'
import { nonceHeader } from '@/lib/platform/content-security-policy'
import { getEnv } from '@/lib/platform/env'
import { pageHeaders } from '@/lib/platform/page-headers'

/** Gives every page a nonce of its own: only scripts and styles that carry it run, whatever else ends up on the page. */
export const proxy = (request: NextRequest): NextResponse => {
  const { appUrl, nodeEnv } = getEnv()
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const added = pageHeaders(request.nextUrl, {
    nonce,
    isDevelopment: nodeEnv === 'development',
    isHttps: appUrl.startsWith('https://'),
  })
  const headers = new Headers(request.headers)
  headers.set(nonceHeader, nonce)
  // Next.js reads the nonce for its own scripts from the request's policy.
  headers.set('Content-Security-Policy', added['Content-Security-Policy'])
  const response = NextResponse.next({ request: { headers } })
  for (const [name, value] of Object.entries(added)) response.headers.set(name, value)
  return response
}

// Prefetches are not left out: what a browser fetched ahead may be shown as the page itself.
export const config = { matcher: '/((?!api/|_next/static|_next/image|icon.svg).*)' }
