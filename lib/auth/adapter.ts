import { PrismaAdapter } from '@auth/prisma-adapter'
import type { Adapter, AdapterUser } from 'next-auth/adapters'
import { systemPrisma, withSystem, type Db } from '@/lib/db/client'
import { confirmAddress, findPerson, findPersonByEmail, type Person } from '@/lib/db/people'
import { addSession, endSession, hashSessionToken, visitSession, type Visit } from '@/lib/db/sessions'
import { takeVerificationToken } from '@/lib/db/verification-tokens'

declare module 'next-auth/adapters' {
  interface AdapterUser {
    /** Only on the way from a session. */
    visit?: Visit
  }
}

const toUser = ({ id, email, emailVerified, name }: Person): AdapterUser => ({ id, email, emailVerified, name })

/**
 * Sessions and people for next-auth, in our database. It runs before a workspace is known, and the tables hold hashes of
 * tokens: what next-auth asks for by token is asked for by hash. It makes no accounts: the wizard and invitations do.
 * @param device what a session that begins now is recognised by.
 */
export const createAuthAdapter = (db: Db, device: string | null): Adapter => {
  const { updateSession, ...adapter } = PrismaAdapter(systemPrisma(db)) as Required<Adapter>
  return {
    ...adapter,
    createUser() {
      throw new Error('A link signs in to an account that exists; it makes none.')
    },
    async getUserByEmail(email) {
      const person = await withSystem(db, (tx) => findPersonByEmail(tx, email))
      return person && toUser(person)
    },
    /** next-auth updates a person in one case: he followed a link that was mailed to his address. */
    async updateUser({ id }) {
      return withSystem(db, async (tx) => {
        await confirmAddress(tx, { userId: id, now: new Date() })
        const person = await findPerson(tx, id)
        if (person === null) throw new Error('The account was removed while its owner signed in.')
        return toUser(person)
      })
    },
    /** The link holds the secret only, so that no address stands in it. */
    async useVerificationToken({ token }) {
      return withSystem(db, (tx) => takeVerificationToken(tx, token))
    },
    async getSessionAndUser(sessionToken) {
      const found = await visitSession(db, sessionToken, new Date())
      if (found === null) return null
      const { visit, expires } = found
      const { userId, email, name } = visit
      return {
        session: { sessionToken, userId, expires },
        user: { id: userId, email, emailVerified: null, name, visit },
      }
    },
    async createSession({ sessionToken, userId, expires }) {
      await withSystem(db, (tx) => addSession(tx, { token: sessionToken, userId, expires, device, now: new Date() }))
      return { sessionToken, userId, expires }
    },
    async updateSession(session) {
      const updated = await updateSession({ ...session, sessionToken: hashSessionToken(session.sessionToken) })
      return updated && { ...updated, sessionToken: session.sessionToken }
    },
    async deleteSession(sessionToken) {
      await endSession(db, sessionToken)
    },
  }
}
