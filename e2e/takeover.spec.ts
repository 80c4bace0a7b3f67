import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { APIRequestContext } from '@playwright/test'
import { z } from 'zod'
import { expect, test as base } from './fixtures'
import { countMails, linkMailedTo } from './mails'
import { addVisitor, possessionsOf, signInAs } from './people'
import { openWizard, simplicateUser, type Wizard } from './wizard-requests'

const test = base.extend<{ openBrowser: (...cookies: string[]) => Promise<Wizard> }>({
  /** Another browser, with nothing in it but these cookies. */
  openBrowser: async ({ playwright, stack }, use) => {
    const opened: APIRequestContext[] = []
    const { hostname: domain } = new URL(stack.appUrl)
    const rest = { domain, path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' as const }
    await use(async (...given) => {
      const cookies = given.map((cookie) => {
        const [name = '', value = ''] = cookie.split(/=(.*)/)
        return { name, value, ...rest }
      })
      const storageState = { origins: [], cookies }
      const request = await playwright.request.newContext({ baseURL: stack.appUrl, storageState })
      opened.push(request)
      return openWizard(request, stack)
    })
    for (const request of opened) await request.dispose()
  },
})

test.describe('whose address has an account', () => {
  test('is not signed in by the wizard, however often it installs; its owner signs in, and installs', async ({
    openBrowser,
    stack,
  }) => {
    const owner = await signInAs(stack.databaseUrl, simplicateUser)
    const before = await possessionsOf(stack.databaseUrl, simplicateUser)
    const browser = await openBrowser()
    await browser.beReady()
    expect(await browser.account()).toEqual({ member: null, newAccountEmail: null, mustSignIn: true })
    for (const email of [undefined, undefined, 'iemand@boos.example'])
      expect(await browser.install({ email })).toEqual({ status: 409, code: 'sign-in-first' })
    expect(await browser.isSignedIn()).toBe(false)
    expect(await possessionsOf(stack.databaseUrl, simplicateUser)).toEqual(before)

    const own = await openBrowser(owner.cookie)
    await own.beReady()
    const { member } = await own.account()
    expect(await own.install({ workspaceId: member?.workspaces[0]?.id ?? '' })).toEqual({ status: 200, code: null })
    const copy = await openBrowser(`koppelen=${await own.cookie()}`)
    expect(await copy.isSignedIn()).toBe(false)
  })

  test('gets no combi in his workspace from somebody who names it', async ({ openBrowser, stack }) => {
    const owner = await signInAs(stack.databaseUrl, simplicateUser)
    const own = await openBrowser(owner.cookie)
    await own.beReady()
    const { member } = await own.account()
    const workspaceId = member?.workspaces[0]?.id ?? ''
    const before = await possessionsOf(stack.databaseUrl, simplicateUser)
    const nobody = await openBrowser()
    await nobody.beReady()
    expect(await nobody.install({ workspaceId })).toEqual({ status: 401, code: 'unauthenticated' })
    const stranger = await openBrowser((await addVisitor(stack.databaseUrl, 'owner')).cookie)
    await stranger.beReady()
    expect(await stranger.install({ workspaceId })).toEqual({ status: 403, code: 'forbidden' })
    expect(await possessionsOf(stack.databaseUrl, simplicateUser)).toEqual(before)
  })
})

test.describe('an address that nobody vouches for', () => {
  test('of somebody with an account changes nothing until its owner confirms', async ({ openBrowser, stack }) => {
    const owner = await addVisitor(stack.databaseUrl, 'owner')
    const before = await possessionsOf(stack.databaseUrl, owner.email)
    const attacker = await openBrowser()
    await attacker.beReady({ address: null, isProven: false })
    expect(await attacker.install({ email: owner.email })).toEqual({ status: 200, code: null })
    expect(await attacker.isSignedIn()).toBe(false)
    const token = new URL(await linkMailedTo(stack, owner.email, { kind: 'confirm-setup' })).searchParams.get('token')
    const follow = async ({ request }: Wizard, workspaceId?: string) =>
      (await request.post('/api/setup/confirmation', { data: { token, workspaceId } })).status()
    const stranger = await openBrowser((await addVisitor(stack.databaseUrl, 'owner')).cookie)
    for (const browser of [attacker, stranger]) {
      expect(await follow(browser)).toBe(409)
      expect((await browser.request.get(`/api/setup/confirmation?token=${token ?? ''}`)).status()).toBe(200)
    }
    expect(await possessionsOf(stack.databaseUrl, owner.email)).toEqual(before)

    const own = await openBrowser(owner.cookie)
    const asked = await own.request.get(`/api/setup/confirmation?token=${token ?? ''}`)
    const { workspaces } = z
      .object({ workspaces: z.array(z.object({ id: z.string() })).min(1) })
      .parse(await asked.json())
    expect(await follow(own, workspaces[0]?.id)).toBe(200)
    expect(await possessionsOf(stack.databaseUrl, owner.email)).toMatchObject({ combis: '1' })
  })

  test('without an account gets none, and nobody is signed in, before the mail is followed', async ({
    openBrowser,
    stack,
  }) => {
    const email = `${randomUUID()}@nieuw.example`
    const attacker = await openBrowser()
    await attacker.beReady({ address: null, isProven: false })
    expect(await attacker.install({ email })).toEqual({ status: 200, code: null })
    expect(await possessionsOf(stack.databaseUrl, email)).toMatchObject({ people: '0', combis: '0' })
    const token = new URL(await linkMailedTo(stack, email, { kind: 'confirm-setup' })).searchParams.get('token')
    const addressed = await openBrowser()
    expect((await addressed.request.post('/api/setup/confirmation', { data: { token } })).status()).toBe(200)
    expect([await addressed.isSignedIn(), await attacker.isSignedIn()]).toEqual([true, false])
    expect(await attacker.install({ email })).toMatchObject({ status: 200 })
    expect(await attacker.isSignedIn()).toBe(false)
    expect(await countMails(stack, email, 'confirm-setup')).toBe(1)
  })
})

test('a vendor’s answer is taken once, by the browser that asked for it', async ({ openBrowser }) => {
  const browser = await openBrowser()
  const address = await browser.consent('source')
  const empty = await openBrowser()
  const underWay = await openBrowser()
  await underWay.leaveFor('source')
  for (const other of [empty, underWay]) {
    expect(await other.comeBack(address)).toEqual({ step: 'simplicate', problem: 'consent-mismatch' })
    expect(await other.showsSource()).toBe(false)
  }
  expect(await browser.comeBack(address)).toEqual({ step: 'simplicate', problem: null })
  expect(await browser.comeBack(address)).toEqual({ step: 'simplicate', problem: 'consent-expired' })
  for (const [other, isConnected] of [
    [browser, true],
    [empty, false],
    [underWay, false],
  ] as const)
    expect(await other.showsSource()).toBe(isConnected)
})

test('a vendor’s answer does not pass for the other’s, and then no longer for its own', async ({ openBrowser }) => {
  const browser = await openBrowser()
  await browser.beReady()
  const [source, books] = [await browser.consent('source'), await browser.consent('books')]
  const swapped = (address: URL, [from, to]: [string, string]) => new URL(address.href.replace(`/${from}?`, `/${to}?`))
  expect(await browser.comeBack(swapped(source, ['simplicate', 'minox']))).toEqual({
    step: 'minox',
    problem: 'consent-mismatch',
  })
  expect(await browser.comeBack(swapped(books, ['minox', 'simplicate']))).toEqual({
    step: 'simplicate',
    problem: 'consent-mismatch',
  })
  for (const address of [source, books]) expect((await browser.comeBack(address)).problem).not.toBeNull()
  const [mine, other] = [await browser.consent('source'), await browser.consent('source')]
  mine.searchParams.set('state', other.searchParams.get('state') ?? '')
  expect((await browser.comeBack(mine)).problem).not.toBeNull()
})

test.describe('the cookie of the wizard', () => {
  test('opens nothing unless we made it', async ({ openBrowser }) => {
    const browser = await openBrowser()
    await browser.beReady()
    const value = await browser.cookie()
    const [secret = ''] = value.split('.')
    for (const forged of [secret, `${secret}.`, `${secret}.${secret}`, `x${value}`]) {
      const other = await openBrowser(`koppelen=${forged}`)
      expect([forged, await other.showsSource()]).toEqual([forged, false])
      expect((await other.request.get('/api/setup/account')).status()).toBe(410)
    }
    expect(await (await openBrowser(`koppelen=${value}`)).showsSource()).toBe(true)
  })

  test('is no way into the account that it led to', async ({ openBrowser, stack }) => {
    const attacker = await openBrowser()
    await attacker.beReady()
    const planted = `koppelen=${await attacker.cookie()}`
    // In the hands of somebody who is signed in, what the attacker connected becomes his, and the attacker's no longer.
    const owner = await addVisitor(stack.databaseUrl, 'owner')
    const victim = await openBrowser(planted, owner.cookie)
    const { member } = await victim.account()
    expect(await victim.install({ workspaceId: member?.workspaces[0]?.id })).toEqual({ status: 200, code: null })
    expect(await attacker.install({})).toMatchObject({ status: 200 })
    expect([await attacker.isSignedIn(), await attacker.showsSource()]).toEqual([false, false])
  })
})

const api = resolve(import.meta.dirname, '../app/api')
/** A mail program calls this, which has neither a page of ours nor a session: what it holds is signed. */
const openToAnybody = ['/api/alerts/unsubscribe']
/** What a browser may be made to call. The engine's own address is not: what comes there is signed. */
const writes = /^export (?:const|async function|function) (POST|PUT|PATCH|DELETE)\b/gm

test('no address that writes can be used from another site', async ({ playwright, stack }) => {
  const { cookie } = await addVisitor(stack.databaseUrl, 'owner')
  const browser = await playwright.request.newContext({ baseURL: stack.appUrl, extraHTTPHeaders: { cookie } })
  const places = readdirSync(api, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('/route.ts'))
    .flatMap((file) =>
      [...readFileSync(resolve(api, file), 'utf8').matchAll(writes)].map(([, method = '']) => {
        const path = file.replace(/\/route\.ts$/, '').replaceAll(/\[\w+\]/g, randomUUID())
        return { method, path: `/api/${path}` }
      }),
    )
    .filter(({ path }) => !openToAnybody.includes(path))
  expect(places.length).toBeGreaterThan(20)
  for (const { method, path } of places)
    for (const headers of [{ origin: 'https://boos.example' }, { origin: 'null' }]) {
      const answer = await browser.fetch(path, { method, headers, data: {}, maxRedirects: 0 })
      const isSentBack = answer.headers().location?.includes('problem=wrong-origin') ?? false
      expect([method, path, headers, isSentBack ? 403 : answer.status()]).toEqual([method, path, headers, 403])
    }
  await browser.dispose()
})
