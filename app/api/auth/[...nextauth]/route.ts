import NextAuth from 'next-auth'
import { getAuthOptions } from '@/lib/auth/options'

// The settings are read per request: a build has no environment to read them from.
const handle = (request: Request, context: unknown): Promise<Response> =>
  (NextAuth(getAuthOptions()) as (request: Request, context: unknown) => Promise<Response>)(request, context)

export { handle as GET, handle as POST }
