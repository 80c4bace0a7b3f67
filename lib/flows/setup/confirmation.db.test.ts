import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withSystem } from '@/lib/db/client'
import { startWorld, type World } from '../testing'
import { installConfirmed, readConfirmation, requestConfirmation, type SignedIn } from './confirmation'
import { mailsTo, onlyFirst, openBrowser, type Browser } from './testing-wizard'

let world: World
let browser: Browser
beforeEach(async () => {
  world = await startWorld()
  browser = await openBrowser(world)
  await browser.connectKey()
  await browser.consent('books')
  await browser.confirm({ administrations: onlyFirst, defaultRevenueAccount: '8090' })
})
afterEach(() => world.stop())

const email = 'nieuw@klant.example'
const inSystem = <T>(work: Parameters<typeof withSystem<T>>[1]) => withSystem(world.flows.db, work)
const ask = async (to = email) => requestConfirmation(world.flows, await browser.setup(), { email: to, locale: 'nl' })
/** The secret in the link of the newest mail to this address. */
const tokenTo = async (to = email): Promise<string> => {
  const mail = (await mailsTo(world, to)).at(-1)
  if (mail?.kind !== 'confirm-setup') throw new Error('There is no such mail')
  expect(mail.params).toMatchObject({ source: 'breekijzer', books: 'Breekijzer Groep' })
  return new URL(mail.params.link).searchParams.get('token') ?? ''
}
const open = (token: string, signedIn: SignedIn = null, workspaceId: string | null = null) =>
  installConfirmed(world.flows, token, { signedIn, workspaceId, locale: 'en', device: null })
const addOwner = (address: string) =>
  inSystem(async (tx) => {
    const user = await tx.user.create({ data: { email: address } })
    const workspace = await tx.workspace.create({
      data: { name: 'Eigen', memberships: { create: { userId: user.id, role: 'owner' } } },
    })
    return { userId: user.id, email: address, workspaceId: workspace.id }
  })

describe('with a key, which proves no address', () => {
  it('nothing is made before the link in the mail is opened; then the account is a confirmed one', async () => {
    await ask()
    expect(await inSystem(async (tx) => [await tx.user.count(), await tx.combi.count()])).toEqual([0, 0])
    const token = await tokenTo()
    expect(await readConfirmation(world.flows, token, null)).toMatchObject({
      ...{ email, state: 'ready', source: 'breekijzer', books: 'Breekijzer Groep' },
      summary: [{ companyProfile: 'Breekijzer B.V.', administration: 'Breekijzer B.V.' }],
    })
    expect(await open(token)).toMatchObject({
      kind: 'installed',
      first: { session: { token: expect.any(String) as string } },
    })
    const people = await inSystem((tx) => tx.user.findMany())
    expect(people).toMatchObject([{ email, emailVerified: world.clock.now, locale: 'en' }])
    expect((await mailsTo(world, email)).map(({ kind }) => kind)).toEqual(['confirm-setup', 'welcome'])
  })

  it('the link works once: opened again it says so, and signs nobody in', async () => {
    await ask()
    const token = await tokenTo()
    await open(token)
    expect(await open(token)).toMatchObject({ kind: 'installed', first: null })
    expect(await readConfirmation(world.flows, token, null)).toMatchObject({ state: 'installed' })
    expect(await inSystem((tx) => tx.session.count())).toBe(1)
  })

  it('a new mail makes the link of the one before worthless, and so does another account', async () => {
    await ask('eerst@klant.example')
    const first = await tokenTo('eerst@klant.example')
    await ask()
    expect(await readConfirmation(world.flows, first, null)).toBeNull()
    expect(await open(first)).toBeNull()
    const second = await tokenTo()
    await browser.connectKey()
    expect(await open(second)).toBeNull()
    expect(await open('verzonnen')).toBeNull()
    expect(await inSystem((tx) => tx.user.count())).toBe(0)
  })

  it('a link is as old as the way that it belongs to', async () => {
    await ask()
    const token = await tokenTo()
    world.clock.advance(7 * 24 * 60 * 60_000)
    expect(await readConfirmation(world.flows, token, null)).toBeNull()
    expect(await open(token)).toBeNull()
  })
})

describe('an address that has an account already', () => {
  it('gets the same mail as one that has none, and is not signed in by its link', async () => {
    const owner = await addOwner('Bekend@klant.example')
    await ask('bekend@klant.example')
    await ask()
    const kindsOf = async (to: string) => (await mailsTo(world, to)).map(({ kind }) => kind)
    expect(await kindsOf('bekend@klant.example')).toEqual(await kindsOf(email))
    await ask('bekend@klant.example')
    const token = await tokenTo('bekend@klant.example')
    expect(await readConfirmation(world.flows, token, null)).toMatchObject({ state: 'sign-in-first' })
    expect(await open(token)).toEqual({ kind: 'sign-in-first' })
    const other = await addOwner('ander@klant.example')
    expect(await open(token, other, other.workspaceId)).toEqual({ kind: 'sign-in-first' })
    expect(await inSystem(async (tx) => [await tx.session.count(), await tx.combi.count()])).toEqual([0, 0])

    expect(await readConfirmation(world.flows, token, owner)).toMatchObject({ state: 'ready' })
    expect(await open(token, owner, other.workspaceId)).toEqual({ kind: 'forbidden' })
    expect(await open(token, owner, owner.workspaceId)).toMatchObject({
      kind: 'installed',
      first: { workspaceId: owner.workspaceId, session: null },
    })
  })

  it('is refused, not failed, when its owner names no workspace', async () => {
    const owner = await addOwner('bekend@klant.example')
    await ask(owner.email)
    expect(await open(await tokenTo(owner.email), owner)).toEqual({ kind: 'forbidden' })
    expect(await inSystem((tx) => tx.combi.count())).toBe(0)
  })
})
