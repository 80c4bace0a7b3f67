import { createHash, randomBytes } from 'node:crypto'
import type { Prisma } from '@/prisma/generated/client'
import { withSystem, type Db } from './client'

type Tx = Prisma.TransactionClient

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** How long a session lasts without being used. */
export const sessionLifetimeMs = 30 * dayMs
/** When a session was last used is written down no more often than this: each page would be a write. */
const seenEveryMs = 10 * minuteMs

/** What the database keeps of a session's token: whoever reads the table cannot sign in with it. */
export const hashSessionToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** What goes into the cookie. */
export type NewSession = { token: string; expires: Date }

/** Signs a person in: the token goes into the cookie and is kept nowhere. Sessions of his that have ended are removed. */
export const startSession = async (
  tx: Tx,
  { userId, device = null, now }: { userId: string; device?: string | null; now: Date },
): Promise<NewSession> => {
  const token = randomBytes(32).toString('base64url')
  const expires = new Date(now.getTime() + sessionLifetimeMs)
  await addSession(tx, { token, userId, expires, device, now })
  return { token, expires }
}

/** The same under a token of somebody else's making. */
export const addSession = async (
  tx: Tx,
  { token, now, ...session }: NewSession & { userId: string; device: string | null; now: Date },
): Promise<void> => {
  await tx.session.deleteMany({ where: { userId: session.userId, expires: { lte: now } } })
  const data = { ...session, sessionToken: hashSessionToken(token), createdAt: now, lastSeenAt: now }
  await tx.session.create({ data, select: { id: true } })
}

/** `startSession` in a transaction of its own. */
export const createSession = (db: Db, userId: string, now: Date): Promise<NewSession> =>
  withSystem(db, (tx) => startSession(tx, { userId, now }))

/** A session with its person, as each request meets it. */
export type Visit = {
  sessionId: string
  userId: string
  email: string
  name: string | null
  /** Whether the person has a second factor that this session has not shown: then it opens nothing. */
  needsSecondFactor: boolean
}

/** Whose session this is, and until when; writes down that it is being used. */
export const visitSession = (db: Db, token: string, now: Date): Promise<{ visit: Visit; expires: Date } | null> =>
  withSystem(db, async (tx) => {
    const found = await tx.session.findUnique({
      where: { sessionToken: hashSessionToken(token) },
      select: {
        ...{ id: true, expires: true, secondFactorAt: true, lastSeenAt: true },
        user: { select: { id: true, email: true, name: true, totpEnabledAt: true } },
      },
    })
    if (found === null) return null
    const { id, expires, user, secondFactorAt, lastSeenAt } = found
    const isSeenLately = lastSeenAt !== null && now.getTime() - lastSeenAt.getTime() < seenEveryMs
    // Not `update`: the session may be ended by another request at this very moment.
    if (!isSeenLately) await tx.session.updateMany({ where: { id }, data: { lastSeenAt: now } })
    const needsSecondFactor = user.totpEnabledAt !== null && secondFactorAt === null
    return {
      expires,
      visit: { sessionId: id, userId: user.id, email: user.email, name: user.name, needsSecondFactor },
    }
  })

/** This session has shown the second factor of its person. */
export const passSecondFactorCheck = async (tx: Tx, { sessionId, now }: { sessionId: string; now: Date }) => {
  await tx.session.updateMany({ where: { id: sessionId }, data: { secondFactorAt: now } })
}

/** A session as its owner recognises it. */
export type SessionView = { id: string; device: string | null; createdAt: Date; lastSeenAt: Date | null }

/** The sessions of a person that still open something, the one used last first. */
export const listSessions = (tx: Tx, { userId, now }: { userId: string; now: Date }): Promise<SessionView[]> =>
  tx.session.findMany({
    where: { userId, expires: { gt: now } },
    select: { id: true, device: true, createdAt: true, lastSeenAt: true },
    orderBy: [{ lastSeenAt: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
  })

/** Signs out: the session of this token is gone for every browser that has it. */
export const endSession = (db: Db, token: string): Promise<void> =>
  withSystem(db, async (tx) => {
    await tx.session.deleteMany({ where: { sessionToken: hashSessionToken(token) } })
  })

/** Ends one session of this person. False: he has no such one. */
export const endSessionOf = async (tx: Tx, { userId, id }: { userId: string; id: string }): Promise<boolean> =>
  (await tx.session.deleteMany({ where: { userId, id } })).count === 1

/** Ends all sessions of this person but one, or all of them. @returns how many. */
export const endOtherSessions = async (
  tx: Tx,
  { userId, exceptId }: { userId: string; exceptId: string | null },
): Promise<number> =>
  (await tx.session.deleteMany({ where: { userId, ...(exceptId !== null && { NOT: { id: exceptId } }) } })).count
