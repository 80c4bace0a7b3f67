import { createHash, randomBytes } from 'node:crypto'
import { withSystem, type Db } from './client'

const dayMs = 24 * 60 * 60 * 1000

/** How long a session lasts without being used. */
export const sessionLifetimeMs = 30 * dayMs

/** What the database keeps of a session's token: whoever reads the table cannot sign in with it. */
export const hashSessionToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** Signs a person in: the token goes into the cookie and is kept nowhere. Sessions of his that have ended are removed. */
export const createSession = (db: Db, userId: string, now: Date): Promise<{ token: string; expires: Date }> =>
  withSystem(db, async (tx) => {
    const token = randomBytes(32).toString('base64url')
    const expires = new Date(now.getTime() + sessionLifetimeMs)
    await tx.session.deleteMany({ where: { userId, expires: { lte: now } } })
    await tx.session.create({ data: { userId, expires, sessionToken: hashSessionToken(token) } })
    return { token, expires }
  })

/** Signs out: the session of this token is gone for every browser that has it. */
export const endSession = (db: Db, token: string): Promise<void> =>
  withSystem(db, async (tx) => {
    await tx.session.deleteMany({ where: { sessionToken: hashSessionToken(token) } })
  })
