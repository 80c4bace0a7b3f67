import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSystem } from '@/lib/db/client'
import { createPersonToken } from '@/lib/db/person-tokens'
import { tokenIn } from '@/lib/db/testing-mails'
import { verifyPassword } from '@/lib/platform/password'
import { changePassword, choosePassword, findPasswordLink, requestPassword } from './passwords'
import { enableSecondFactor, offerSecondFactor } from './second-factor'
import { goodPassword, startAccounts, type Accounts } from './testing-account'
import { codeAt } from './testing-codes'

let accounts: Accounts
beforeAll(async () => {
  accounts = await startAccounts()
})
afterAll(() => accounts.database.drop())

const hourMs = 60 * 60 * 1000
const another = 'lopen langs de dijk'
const device = 'Chrome · Windows'

const requestLink = async (email: string): Promise<string> => {
  await requestPassword(accounts.flows, email)
  return tokenIn((await accounts.mailsTo(email)).at(-1))
}
const knows = async (userId: string, password: string) =>
  verifyPassword((await accounts.getPerson(userId)).passwordHash, password)

describe('a forgotten password', () => {
  it('is replaced with the link that is mailed; every session ends and the link’s own begins', async () => {
    const { id, email } = await accounts.addPerson()
    const [one, other] = [await accounts.signIn(id), await accounts.signIn(id)]
    const token = await requestLink(email)
    const chosen = await choosePassword(accounts.flows, { token, password: another, device })
    expect(chosen).toMatchObject({ needsSecondFactor: false })
    expect(await knows(id, another)).toBe(true)
    expect([await one.visit(), await other.visit()]).toEqual([null, null])
    expect((await accounts.mailsTo(email)).map(({ kind }) => kind)).toEqual(['choose-password', 'password-changed'])
  })

  it('is mailed about to the address of an account whatever its capitals, and to no other', async () => {
    const { email } = await accounts.addPerson()
    await requestPassword(accounts.flows, email.toUpperCase())
    expect(await accounts.mailsTo(email)).toHaveLength(1)
    await requestPassword(accounts.flows, 'niemand@breekijzer.nl')
    expect(await accounts.mailsTo('niemand@breekijzer.nl')).toEqual([])
  })

  it('keeps its link when the new one is too easy to guess, and loses it once it was used', async () => {
    const { email } = await accounts.addPerson()
    const token = await requestLink(email)
    const choose = (password: string) => choosePassword(accounts.flows, { token, password, device })
    expect(await choose('kort')).toEqual({ problem: 'password-too-short' })
    expect(await choose('wachtwoord123')).toEqual({ problem: 'password-too-common' })
    expect(await findPasswordLink(accounts.flows, token)).toMatchObject({ email })
    expect(await choose(another)).toHaveProperty('session')
    expect(await choose(goodPassword)).toEqual({ problem: 'link-invalid' })
    expect(await findPasswordLink(accounts.flows, token)).toBeNull()
  })

  it('is chosen once, however often the button is pressed at the same moment', async () => {
    const { email } = await accounts.addPerson()
    const token = await requestLink(email)
    const results = await Promise.all(
      Array.from({ length: 5 }, () => choosePassword(accounts.flows, { token, password: another, device })),
    )
    expect(results.filter((result) => 'session' in result)).toHaveLength(1)
  })

  it('has a link that works for an hour, and not beside a newer one that was used', async () => {
    const { email } = await accounts.addPerson()
    const [old, newer] = [await requestLink(email), await requestLink(email)]
    expect(await choosePassword(accounts.flows, { token: newer, password: another, device })).toHaveProperty('session')
    expect(await findPasswordLink(accounts.flows, old)).toBeNull()
    const last = await requestLink(email)
    accounts.clock.advance(hourMs)
    expect(await findPasswordLink(accounts.flows, last)).toBeNull()
  })

  it('gives no way around the second factor', async () => {
    const { id, email } = await accounts.addPerson()
    const session = await accounts.signIn(id)
    const offer = await offerSecondFactor(accounts.flows, { userId: id, proof: { password: goodPassword } })
    if ('problem' in offer) throw new Error(offer.problem)
    const code = codeAt(offer.secret, accounts.clock.now)
    await enableSecondFactor(accounts.flows, { userId: id, sessionId: session.sessionId, code })
    const token = await requestLink(email)
    const chosen = await choosePassword(accounts.flows, { token, password: another, device })
    expect(chosen).toMatchObject({ needsSecondFactor: true })
    expect((await accounts.getPerson(id)).totpEnabledAt).not.toBeNull()
  })
})

describe('an account that was made with an address nobody had confirmed', () => {
  it('is its owner’s once he follows the link that was mailed to him: whoever sat in it is out', async () => {
    const { id, email } = await accounts.addPerson({ emailVerified: null, password: 'van de indringer!' })
    const intruder = await accounts.signIn(id)
    const offer = await offerSecondFactor(accounts.flows, { userId: id, proof: { password: 'van de indringer!' } })
    if ('problem' in offer) throw new Error(offer.problem)
    const code = codeAt(offer.secret, accounts.clock.now)
    await enableSecondFactor(accounts.flows, { userId: id, sessionId: intruder.sessionId, code })
    // As the welcome mail of the wizard does.
    const { now } = accounts.clock
    const token = await withSystem(accounts.database.db, (tx) =>
      createPersonToken({ tx }, { userId: id, purpose: 'choose_password', lifetimeMs: hourMs, now }),
    )
    const chosen = await choosePassword(accounts.flows, { token, password: another, device })
    // The intruder's second factor would have kept the owner out.
    expect(chosen).toMatchObject({ needsSecondFactor: false })
    expect(await intruder.visit()).toBeNull()
    expect(await knows(id, 'van de indringer!')).toBe(false)
    const owner = await accounts.getPerson(id)
    expect([owner.emailVerified, owner.totpEnabledAt, owner.email]).toEqual([now, null, email])
  })
})

describe('changing a password', () => {
  it('asks the present one, ends the other sessions and is mailed about', async () => {
    const { id, email } = await accounts.addPerson()
    const [here, there] = [await accounts.signIn(id), await accounts.signIn(id)]
    const change = (current: string, password: string) =>
      changePassword(accounts.flows, { userId: id, sessionId: here.sessionId, current, password })
    expect(await change('iets heel anders', another)).toBe('wrong-password')
    expect(await change(goodPassword, email)).toBe('password-too-personal')
    expect(await there.visit()).not.toBeNull()
    expect(await accounts.mailsTo(email)).toEqual([])
    expect(await change(goodPassword, another)).toBeNull()
    expect(await knows(id, another)).toBe(true)
    expect([await here.visit(), await there.visit()]).toMatchObject([{ userId: id }, null])
    expect(await accounts.mailsTo(email)).toMatchObject([{ kind: 'password-changed' }])
  })

  it('is not possible for somebody who has none: a link to his address chooses the first one', async () => {
    const { id } = await accounts.addPerson({ password: null })
    const { sessionId } = await accounts.signIn(id)
    const change = { userId: id, sessionId, current: '', password: another }
    expect(await changePassword(accounts.flows, change)).toBe('proof-missing')
  })
})
