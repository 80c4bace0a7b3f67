import { PrismaAdapter } from '@auth/prisma-adapter'
import type { Adapter } from 'next-auth/adapters'
import { systemPrisma, type Db } from '@/lib/db/client'
import { hashSessionToken } from '@/lib/db/sessions'

/**
 * Sessions and people for next-auth, in our database. It runs before a workspace is known, and the table holds a hash of
 * each session's token: what next-auth asks for by token is asked for by hash.
 */
export const createAuthAdapter = (db: Db): Adapter => {
  const { getSessionAndUser, createSession, updateSession, deleteSession, ...adapter } = PrismaAdapter(
    systemPrisma(db),
  ) as Required<Adapter>
  return {
    ...adapter,
    async getSessionAndUser(sessionToken) {
      const found = await getSessionAndUser(hashSessionToken(sessionToken))
      return found && { ...found, session: { ...found.session, sessionToken } }
    },
    async createSession(session) {
      const created = await createSession({ ...session, sessionToken: hashSessionToken(session.sessionToken) })
      return { ...created, sessionToken: session.sessionToken }
    },
    async updateSession(session) {
      const updated = await updateSession({ ...session, sessionToken: hashSessionToken(session.sessionToken) })
      return updated && { ...updated, sessionToken: session.sessionToken }
    },
    async deleteSession(sessionToken) {
      await deleteSession(hashSessionToken(sessionToken))
    },
  }
}
