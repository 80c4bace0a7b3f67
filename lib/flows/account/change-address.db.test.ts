import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tokenIn } from '@/lib/db/testing-mails'
import { confirmAddressChange, findAddressChange, requestAddressChange, type AddressSide } from './change-address'
import { goodPassword, startAccounts, type Accounts } from './testing-account'

let accounts: Accounts
beforeAll(async () => {
  accounts = await startAccounts()
})
afterAll(() => accounts.database.drop())

const dayMs = 24 * 60 * 60 * 1000
const proof = { password: goodPassword }

/** Somebody who asked for a change, with both links. */
const requestChange = async () => {
  const person = await accounts.addPerson()
  const newEmail = `nieuw-${randomUUID()}@breekijzer.nl`
  expect(await requestAddressChange(accounts.flows, { userId: person.id, newEmail, proof })).toBeNull()
  const links = {
    old: tokenIn((await accounts.mailsTo(person.email)).at(-1)),
    new: tokenIn((await accounts.mailsTo(newEmail)).at(-1)),
  }
  const confirm = (side: AddressSide, sessionId: string | null = null) =>
    confirmAddressChange(accounts.flows, { token: links[side], side, sessionId })
  const emailNow = async () => (await accounts.getPerson(person.id)).email
  return { person, newEmail, links, confirm, emailNow }
}

describe('a change of address', () => {
  it.each([
    ['old', 'new'],
    ['new', 'old'],
  ] as const)('happens once both addresses confirmed it: first the %s, then the %s', async (first, second) => {
    const { person, newEmail, confirm, emailNow } = await requestChange()
    const [here, there] = [await accounts.signIn(person.id), await accounts.signIn(person.id)]
    expect(await confirm(first)).toBe('half')
    expect([await emailNow(), (await there.visit())?.userId]).toEqual([person.email, person.id])
    expect(await confirm(second, here.sessionId)).toBe('changed')
    expect(await emailNow()).toBe(newEmail)
    expect([(await here.visit())?.userId, await there.visit()]).toEqual([person.id, null])
    expect((await accounts.mailsTo(person.email)).at(-1)).toEqual({ kind: 'address-changed', params: { newEmail } })
  })

  it('happens once when both links are followed at the same moment', async () => {
    const { newEmail, confirm, emailNow } = await requestChange()
    const results = await Promise.all([confirm('old'), confirm('new'), confirm('old'), confirm('new')])
    expect(results.toSorted()).toEqual(['changed', 'half', 'link-invalid', 'link-invalid'])
    expect(await emailNow()).toBe(newEmail)
  })

  it('does not happen with one of the links twice, nor with links of two different changes', async () => {
    const { person, links, confirm, emailNow } = await requestChange()
    expect(await confirm('old')).toBe('half')
    expect(await confirm('old')).toBe('link-invalid')
    const swapped = { token: links.old, side: 'new', sessionId: null } as const
    expect(await confirmAddressChange(accounts.flows, swapped)).toBe('link-invalid')
    const otherEmail = `anders-${randomUUID()}@breekijzer.nl`
    await requestAddressChange(accounts.flows, { userId: person.id, newEmail: otherEmail, proof })
    expect(await confirm('new')).toBe('link-invalid')
    const token = tokenIn((await accounts.mailsTo(otherEmail)).at(-1))
    expect(await confirmAddressChange(accounts.flows, { token, side: 'new', sessionId: null })).toBe('half')
    expect(await emailNow()).toBe(person.email)
  })

  it('tells what it is about before it is confirmed, for two days', async () => {
    const { person, newEmail, links } = await requestChange()
    const find = () => findAddressChange(accounts.flows, { token: links.new, side: 'new' })
    expect(await find()).toEqual({ oldEmail: person.email, newEmail })
    accounts.clock.advance(2 * dayMs)
    expect(await find()).toBeNull()
  })

  it('to an address that has an account is answered alike, mailed to its present owner only, and never happens', async () => {
    const [person, other] = [await accounts.addPerson(), await accounts.addPerson()]
    const newEmail = other.email.toUpperCase()
    expect(await requestAddressChange(accounts.flows, { userId: person.id, newEmail, proof })).toBeNull()
    expect([await accounts.mailsTo(other.email), await accounts.mailsTo(newEmail)]).toEqual([[], []])
    const token = tokenIn((await accounts.mailsTo(person.email)).at(-1))
    expect(await confirmAddressChange(accounts.flows, { token, side: 'old', sessionId: null })).toBe('half')
    expect((await accounts.getPerson(person.id)).email).toBe(person.email)
  })

  it('does not happen when the new address got an account in the meantime', async () => {
    const { person, newEmail, confirm, emailNow } = await requestChange()
    expect(await confirm('old')).toBe('half')
    await accounts.addPerson({ email: newEmail })
    expect(await confirm('new')).toBe('link-invalid')
    expect(await emailNow()).toBe(person.email)
  })

  it('asks the password, and an address that was confirmed', async () => {
    const person = await accounts.addPerson({ emailVerified: null })
    const asked = { userId: person.id, newEmail: 'nieuw@breekijzer.nl', proof: { password: 'fout' } }
    expect(await requestAddressChange(accounts.flows, asked)).toBe('wrong-password')
    expect(await requestAddressChange(accounts.flows, { ...asked, proof: null })).toBe('proof-missing')
    expect(await requestAddressChange(accounts.flows, { ...asked, proof })).toBe('address-unconfirmed')
    expect(await accounts.mailsTo('nieuw@breekijzer.nl')).toEqual([])
  })
})
