import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSystem } from '@/lib/db/client'
import { keepTotpSecret, enableTotp } from '@/lib/db/second-factor'
import { createSession, visitSession } from '@/lib/db/sessions'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import { openMailsTo, tokenIn } from '@/lib/db/testing-mails'
import { testKeyring } from '@/lib/db/testing-rows'
import type { AuthParts } from './options'
import { followSignInLink, requestSignInLink } from './sign-in-link'

let database: TestDatabase
let parts: AuthParts
beforeAll(async () => {
  database = await createTestDatabase()
  const secret = 'een geheim van de proef, lang genoeg'
  parts = { db: database.db, keyring: testKeyring, appUrl: 'https://portaal.example', secret }
})
afterAll(() => database.drop())

const device = 'Firefox · Linux'

const addPerson = async (given: { emailVerified?: Date | null; passwordHash?: string } = {}) => {
  const email = `${randomUUID()}@breekijzer.nl`
  const data = { email, emailVerified: new Date('2026-01-01T00:00:00Z'), ...given }
  const { id } = await withSystem(database.db, (tx) => tx.user.create({ data }))
  return { id, email }
}
const getPerson = (id: string) => withSystem(database.db, (tx) => tx.user.findUniqueOrThrow({ where: { id } }))
const requestLink = async (email: string): Promise<string> => {
  await requestSignInLink(parts, { email, next: '/facturen' })
  return tokenIn((await openMailsTo(database.db, testKeyring, email)).at(-1))
}
const follow = (token: string, session?: string) => followSignInLink(parts, { token, device, session })
const visit = async (token: string) => (await visitSession(database.db, token, new Date()))?.visit ?? null
const tokenOf = (cookie: string | null) => decodeURIComponent(/=([^;]+)/.exec(cookie ?? '')?.[1] ?? '')

describe('a sign-in link', () => {
  it('is mailed to an account, leads to a page of ours and holds no address', async () => {
    const { email } = await addPerson()
    await requestLink(email)
    const [mail] = await openMailsTo(database.db, testKeyring, email)
    if (mail?.kind !== 'sign-in-link') throw new Error('There is no sign-in link')
    const { origin, pathname, searchParams } = new URL(mail.params.link)
    expect([origin, pathname]).toEqual(['https://portaal.example', '/inloggen/link'])
    expect([...searchParams.keys()]).toEqual(['token', 'next'])
    expect(searchParams.get('next')).toBe('/facturen')
  })

  it('is mailed to nobody without an account, nor to an address that merely looks like one', async () => {
    const { email } = await addPerson()
    for (const other of ['niemand@breekijzer.nl', email.replace('@', '_'), `x${email}`, `%${email.slice(1)}`]) {
      await requestSignInLink(parts, { email: other, next: '/' })
      expect(await openMailsTo(database.db, testKeyring, other)).toEqual([])
    }
    expect(await openMailsTo(database.db, testKeyring, email)).toEqual([])
  })

  it('signs in, in a cookie out of reach of scripts, and is recognised by its device', async () => {
    const { id, email } = await addPerson()
    const cookie = await follow(await requestLink(email))
    expect(cookie).toMatch(/^__Secure-next-auth\.session-token=[^;]+;.*HttpOnly/)
    expect(cookie).toMatch(/; Secure/)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(await visit(tokenOf(cookie))).toMatchObject({ userId: id, email, needsSecondFactor: false })
    const sessions = await withSystem(database.db, (tx) => tx.session.findMany({ where: { userId: id } }))
    expect(sessions).toMatchObject([{ device }])
  })

  it('works once, also for ten who follow it at the same moment, and takes older ones with it', async () => {
    const { email } = await addPerson()
    const [older, newer] = [await requestLink(email), await requestLink(email)]
    const cookies = await Promise.all(Array.from({ length: 10 }, () => follow(newer)))
    expect(cookies.filter((cookie) => cookie !== null)).toHaveLength(1)
    expect([await follow(newer), await follow(older), await follow('verzonnen')]).toEqual([null, null, null])
  })

  it('works for half an hour', async () => {
    const { email } = await addPerson()
    const token = await requestLink(email)
    const past = new Date(Date.now() - 1000)
    await withSystem(database.db, async (tx) => {
      const [link] = await tx.verificationToken.findMany({ where: { identifier: email } })
      expect(link?.expires.getTime()).toBeLessThanOrEqual(Date.now() + 30 * 60_000)
      await tx.verificationToken.updateMany({ where: { identifier: email }, data: { expires: past } })
    })
    expect(await follow(token)).toBeNull()
  })

  it('stands in the database as a hash, from which it cannot be made', async () => {
    const { email } = await addPerson()
    const token = await requestLink(email)
    const rows = await withSystem(database.db, (tx) => tx.verificationToken.findMany())
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('makes no account for an address whose account was removed since', async () => {
    const { id, email } = await addPerson()
    const token = await requestLink(email)
    await withSystem(database.db, (tx) => tx.user.delete({ where: { id } }))
    expect(await follow(token)).toBeNull()
    expect(await withSystem(database.db, (tx) => tx.user.count({ where: { email } }))).toBe(0)
  })

  it('works in a browser whose session of somebody else has ended, and ends one that has not', async () => {
    const [mine, other] = [await addPerson(), await addPerson()]
    expect(await follow(await requestLink(mine.email), 'een sessie die er niet meer is')).not.toBeNull()
    const { token } = await createSession(database.db, other.id, new Date())
    expect(await follow(await requestLink(mine.email), token)).not.toBeNull()
    expect(await visit(token)).toBeNull()
  })

  it('gives no way around the second factor', async () => {
    const { id, email } = await addPerson()
    await withSystem(database.db, async (tx) => {
      await keepTotpSecret(tx, testKeyring, { userId: id, secret: 'GEZDGNBV' })
      await enableTotp(tx, { userId: id, now: new Date() })
    })
    const cookie = await follow(await requestLink(email))
    expect(await visit(tokenOf(cookie))).toMatchObject({ userId: id, needsSecondFactor: true })
  })

  it('of an address that nobody had confirmed puts whoever sat in the account out, with his password', async () => {
    const { id, email } = await addPerson({ emailVerified: null, passwordHash: 'van de indringer' })
    const intruder = await createSession(database.db, id, new Date())
    const cookie = await follow(await requestLink(email))
    expect(await visit(intruder.token)).toBeNull()
    expect(await visit(tokenOf(cookie))).toMatchObject({ userId: id })
    expect(await getPerson(id)).toMatchObject({ passwordHash: null, emailVerified: expect.any(Date) as Date })
  })

  it('of an address that was confirmed leaves other sessions and the password alone', async () => {
    const { id, email } = await addPerson({ passwordHash: 'van hemzelf' })
    const elsewhere = await createSession(database.db, id, new Date())
    expect(await follow(await requestLink(email))).not.toBeNull()
    expect(await visit(elsewhere.token)).toMatchObject({ userId: id })
    expect(await getPerson(id)).toMatchObject({ passwordHash: 'van hemzelf' })
  })
})
