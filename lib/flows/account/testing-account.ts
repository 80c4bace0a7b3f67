import { randomUUID } from 'node:crypto'
import { withSystem } from '@/lib/db/client'
import { findPerson, type Person } from '@/lib/db/people'
import { startSession, visitSession, type Visit } from '@/lib/db/sessions'
import { createTestDatabase } from '@/lib/db/testing'
import { openMailsTo } from '@/lib/db/testing-mails'
import { hashPassword } from '@/lib/platform/password'
import { createClock, flowsOn, testKeyring } from '../testing-flows'

export const goodPassword = 'fietsen in de regen'

/** Accounts on a database of their own, with a clock that stands still. */
export const startAccounts = async () => {
  const database = await createTestDatabase()
  const { db } = database
  const clock = createClock()
  const nowhere = { simplicateUrl: 'http://simplicate.invalid', minoxUrl: 'http://minox.invalid', hasLimits: false }
  const flows = flowsOn({ db, clock, ...nowhere })

  const getPerson = async (id: string): Promise<Person> => {
    const person = await withSystem(db, (tx) => findPerson(tx, id))
    if (person === null) throw new Error(`There is no person ${id}`)
    return person
  }
  return {
    database,
    flows,
    clock,
    getPerson,
    /** Somebody with a password and a confirmed address, unless said otherwise. */
    addPerson: async (
      given: Partial<Pick<Person, 'email' | 'emailVerified'>> & { password?: string | null } = {},
    ): Promise<Person> => {
      const { password = goodPassword, ...columns } = given
      const passwordHash = password === null ? null : await hashPassword(password)
      const email = `${randomUUID()}@breekijzer.nl`
      const { id } = await withSystem(db, (tx) =>
        tx.user.create({ data: { email, emailVerified: clock.now, passwordHash, name: 'Anna', ...columns } }),
      )
      return getPerson(id)
    },
    /** Signs somebody in, and answers with how that session is met by each request. */
    signIn: async (
      userId: string,
    ): Promise<{ token: string; sessionId: string; visit: () => Promise<Visit | null> }> => {
      const { token } = await withSystem(db, (tx) => startSession(tx, { userId, now: clock.now }))
      const visit = async () => (await visitSession(db, token, clock.now))?.visit ?? null
      return { token, visit, sessionId: (await visit())?.sessionId ?? '' }
    },
    mailsTo: (email: string) => openMailsTo(db, testKeyring, email),
  }
}

export type Accounts = Awaited<ReturnType<typeof startAccounts>>
