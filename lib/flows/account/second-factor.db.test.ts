import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSystem } from '@/lib/db/client'
import { countRecoveryCodes } from '@/lib/db/recovery-codes'
import {
  disableSecondFactor,
  enableSecondFactor,
  offerSecondFactor,
  passSecondFactor,
  renewRecoveryCodes,
} from './second-factor'
import { goodPassword, startAccounts, type Accounts } from './testing-account'
import { codeAt } from './testing-codes'

let accounts: Accounts
beforeAll(async () => {
  accounts = await startAccounts()
})
afterAll(() => accounts.database.drop())

const halfMinuteMs = 30_000
const proof = { password: goodPassword }

const offer = async (userId: string): Promise<string> => {
  const made = await offerSecondFactor(accounts.flows, { userId, proof })
  if ('problem' in made) throw new Error(made.problem)
  return made.secret
}

/** Somebody with a second factor, in the session that turned it on. */
const addGuarded = async () => {
  const person = await accounts.addPerson()
  const session = await accounts.signIn(person.id)
  const secret = await offer(person.id)
  const asked = { userId: person.id, sessionId: session.sessionId, code: codeAt(secret, accounts.clock.now) }
  const enabled = await enableSecondFactor(accounts.flows, asked)
  if ('problem' in enabled) throw new Error(enabled.problem)
  return { person, session, secret, codes: enabled.codes }
}

const pass = async (userId: string, code: string) => {
  const session = await accounts.signIn(userId)
  const isRight = await passSecondFactor(accounts.flows, { userId, sessionId: session.sessionId, code })
  return { isRight, isOpen: (await session.visit())?.needsSecondFactor === false }
}
const [opened, refused] = [
  { isRight: true, isOpen: true },
  { isRight: false, isOpen: false },
]

describe('a second factor', () => {
  it('is on once a code shows that the app has the secret, and not before', async () => {
    const { id, email } = await accounts.addPerson()
    const { sessionId, visit } = await accounts.signIn(id)
    expect(await offerSecondFactor(accounts.flows, { userId: id, proof: { password: 'fout' } })).toEqual({
      problem: 'wrong-password',
    })
    const secret = await offer(id)
    const enable = (code: string) => enableSecondFactor(accounts.flows, { userId: id, sessionId, code })
    expect(await enable('000000')).toEqual({ problem: 'wrong-code' })
    expect((await accounts.getPerson(id)).totpEnabledAt).toBeNull()
    const enabled = await enable(codeAt(secret, accounts.clock.now))
    expect(enabled).toHaveProperty('codes')
    expect(await visit()).toMatchObject({ needsSecondFactor: false })
    expect(await accounts.mailsTo(email)).toMatchObject([{ kind: 'second-factor-on' }])
    expect(await enable(codeAt(secret, accounts.clock.now))).toEqual({ problem: 'second-factor-on' })
    expect(await offerSecondFactor(accounts.flows, { userId: id, proof })).toEqual({ problem: 'second-factor-on' })
  })

  it('has its secret sealed: the row holds no trace of it', async () => {
    const { person, secret } = await addGuarded()
    const rows = await withSystem(
      accounts.database.db,
      (tx) => tx.$queryRaw<{ row: string }[]>`SELECT u::text AS row FROM "User" AS u WHERE id = ${person.id}::uuid`,
    )
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(secret).toString('hex'))
  })

  it('is asked in every session, those that were there before it included', async () => {
    const person = await accounts.addPerson()
    const elsewhere = await accounts.signIn(person.id)
    expect(await elsewhere.visit()).toMatchObject({ needsSecondFactor: false })
    const here = await accounts.signIn(person.id)
    const code = codeAt(await offer(person.id), accounts.clock.now)
    await enableSecondFactor(accounts.flows, { userId: person.id, sessionId: here.sessionId, code })
    expect([await here.visit(), await elsewhere.visit()]).toMatchObject([
      { needsSecondFactor: false },
      { needsSecondFactor: true },
    ])
  })

  it('opens the session that showed a code, and no other', async () => {
    const { person, secret } = await addGuarded()
    const closed = await accounts.signIn(person.id)
    accounts.clock.advance(halfMinuteMs)
    expect(await pass(person.id, codeAt(secret, accounts.clock.now))).toEqual(opened)
    expect(await closed.visit()).toMatchObject({ needsSecondFactor: true })
  })

  it('takes each code once, and none from before the last one', async () => {
    const { person, secret } = await addGuarded()
    const { clock } = accounts
    // The code that turned it on.
    expect(await pass(person.id, codeAt(secret, clock.now))).toEqual(refused)
    const next = codeAt(secret, new Date(clock.now.getTime() + halfMinuteMs))
    expect(await pass(person.id, next)).toEqual(opened)
    expect(await pass(person.id, next)).toEqual(refused)
    clock.advance(halfMinuteMs)
    expect(await pass(person.id, codeAt(secret, new Date(clock.now.getTime() - halfMinuteMs)))).toEqual(refused)
    clock.advance(halfMinuteMs)
    expect(await pass(person.id, codeAt(secret, clock.now))).toEqual(opened)
  })

  it('takes one code once, when twenty sessions show it at the same moment', async () => {
    const { person, secret } = await addGuarded()
    accounts.clock.advance(halfMinuteMs)
    const code = codeAt(secret, accounts.clock.now)
    const results = await Promise.all(Array.from({ length: 20 }, () => pass(person.id, code)))
    expect(results.filter(({ isRight }) => isRight)).toHaveLength(1)
    expect(results.filter(({ isOpen }) => isOpen)).toHaveLength(1)
  })

  it('is not opened with the code of somebody else', async () => {
    const [one, other] = [await addGuarded(), await addGuarded()]
    accounts.clock.advance(halfMinuteMs)
    expect(await pass(one.person.id, codeAt(other.secret, accounts.clock.now))).toEqual(refused)
    expect(await pass(one.person.id, other.codes[0] ?? '')).toEqual(refused)
  })
})

describe('recovery codes', () => {
  it('are ten, open a session once each, however they are typed, and are kept as hashes', async () => {
    const { person, codes } = await addGuarded()
    expect(new Set(codes).size).toBe(10)
    const [first = '', second = ''] = codes
    expect(first).toMatch(/^(?:[a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/)
    expect(await pass(person.id, first)).toEqual(opened)
    expect(await pass(person.id, first)).toEqual(refused)
    expect(await pass(person.id, ` ${second.toUpperCase().replaceAll('-', ' ')} `)).toEqual(opened)
    const count = () => withSystem(accounts.database.db, (tx) => countRecoveryCodes(tx, person.id))
    expect(await count()).toBe(8)
    const rows = await withSystem(accounts.database.db, (tx) => tx.recoveryCode.findMany())
    for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code)
  })

  it('are made anew for whoever shows his password; the old ones no longer work', async () => {
    const { person, codes } = await addGuarded()
    const asked = { userId: person.id, proof: { password: 'fout' } }
    expect(await renewRecoveryCodes(accounts.flows, asked)).toEqual({ problem: 'wrong-password' })
    const renewed = await renewRecoveryCodes(accounts.flows, { ...asked, proof })
    if ('problem' in renewed) throw new Error(renewed.problem)
    expect(await pass(person.id, codes[0] ?? '')).toEqual(refused)
    expect(await pass(person.id, renewed.codes[0] ?? '')).toEqual(opened)
  })
})

describe('turning a second factor off', () => {
  it('takes the password or a code, and is mailed about; sessions then need none', async () => {
    const { person, secret } = await addGuarded()
    const asked = { userId: person.id }
    expect(await disableSecondFactor(accounts.flows, { ...asked, proof: { password: 'fout' } })).toBe('wrong-password')
    expect(await disableSecondFactor(accounts.flows, { ...asked, proof: { code: '000000' } })).toBe('wrong-code')
    expect(await disableSecondFactor(accounts.flows, { ...asked, proof: null })).toBe('proof-missing')
    expect((await accounts.getPerson(person.id)).totpEnabledAt).not.toBeNull()
    accounts.clock.advance(halfMinuteMs)
    const code = codeAt(secret, accounts.clock.now)
    expect(await disableSecondFactor(accounts.flows, { ...asked, proof: { code } })).toBeNull()
    expect((await accounts.getPerson(person.id)).totpEnabledAt).toBeNull()
    expect((await accounts.mailsTo(person.email)).map(({ kind }) => kind)).toEqual([
      'second-factor-on',
      'second-factor-off',
    ])
    expect(await (await accounts.signIn(person.id)).visit()).toMatchObject({ needsSecondFactor: false })
  })
})
