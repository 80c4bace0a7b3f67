import type { Browser, BrowserContext, Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { setupQuestions, setupReadiness } from '@/lib/dto/setup'
import { expect, expectAccessible, test as base } from './fixtures'
import { startKeyPortal } from './key-portal'
import { linkMailedTo } from './mails'
import { expectGoodInEveryLook } from './pages'
import { addVisitor } from './people'
import type { StackInfo } from './stack-info'
import { expectStep, mainUser, signInAtMinox, wizard } from './wizard'

const company = 'Vierwekelijks B.V.'

/** With the portal that asks for a key. */
const test = base.extend<{ keyAppUrl: string }>({
  keyAppUrl: async ({ stack }, use) => {
    const { appUrl, stop } = await startKeyPortal(stack)
    await use(appUrl)
    await stop()
  },
})

/** A browser of its own at that portal: what is refused there is an error to the console. */
const openBrowser = async (browser: Browser, keyAppUrl: string): Promise<{ page: Page; context: BrowserContext }> => {
  const context = await browser.newContext({ baseURL: keyAppUrl, locale: 'nl-NL' })
  return { context, page: await context.newPage() }
}

/** The steps between the accounts and the button that installs, which other tests take through their pages. */
const answerQuestions = async ({ request }: Page): Promise<void> => {
  const { answers, profiles } = setupQuestions.parse(await (await request.get('/api/setup/questions')).json())
  const profile = profiles?.find(({ name }) => name === company)?.ref ?? ''
  const saved = await request.put('/api/setup/answers', {
    data: {
      ...answers,
      administrations: { [profile]: answers.administrations[profile] },
      ...{ defaultRevenueAccount: '8090 Omzet overig', invoicesFrom: '2026-11-20' },
    },
  })
  expect(await saved.json()).toEqual({ problems: [] })
  await expect
    .poll(async () => setupReadiness.parse(await (await request.post('/api/setup/readiness')).json()).report, {
      timeout: 60_000,
      intervals: [50],
    })
    .not.toBeNull()
  expect((await request.post('/api/setup/confirm')).ok()).toBe(true)
}

/** Sets the pair free for the tests that come after this one. */
const freePair = async ({ databaseUrl }: StackInfo, email: string): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('SET ROLE portal_system')
    const own = `SELECT m."workspaceId" FROM "Membership" AS m JOIN "User" AS u ON u.id = m."userId" WHERE u.email = $1`
    await client.query(`UPDATE "Combi" SET state = 'paused' WHERE "workspaceId" IN (${own})`, [email])
    await client.query(`DELETE FROM "CombiProfile" WHERE "workspaceId" IN (${own})`, [email])
  } finally {
    await client.end()
  }
}

const isSignedIn = async ({ request }: Page) => (await request.get('/api/account')).ok()

test('without partner credentials a key connects Simplicate, and a mail installs', async ({
  browser,
  request,
  stack,
  keyAppUrl,
}) => {
  const { page } = await openBrowser(browser, keyAppUrl)
  const other = await openBrowser(browser, keyAppUrl)
  const change = (path: string, data: object) => request.post(`${stack.simplicateUrl}/__sandbox/${path}`, { data })
  const alert = page.getByRole('main').getByRole('alert')
  const next = page.getByRole('button', { name: 'Volgende stap' })
  const fillKey = async (key: string, secret: string) => {
    await page.getByLabel('API-sleutel').fill(key)
    await page.getByLabel('API-geheim').fill(secret)
    await next.click()
  }

  await test.step('a key that is wrong is refused, and what was typed stays', async () => {
    await page.goto(`${wizard}/simplicate`)
    await expect(page.getByRole('button', { name: 'Inloggen via Simplicate' })).toHaveCount(0)
    await expect(page.getByText('ga naar Instellingen, Algemeen, API')).toBeVisible()
    await expectGoodInEveryLook(page)
    await page.getByLabel('Domeinnaam').fill('breekijzer')
    await fillKey('demo-key', 'verkeerd')
    await expect(alert).toContainText('Simplicate kent deze sleutel niet.')
    await expect(page.getByLabel('API-sleutel')).toHaveValue('demo-key')
    await expectAccessible(page)
  })

  await test.step('a key that has ended is refused as such', async () => {
    await change('key', { key: 'oud-key', secret: 'oud-secret', expiresOn: '2026-01-31' })
    await page.getByLabel('Einddatum van de sleutel').fill('2026-01-31')
    await fillKey('oud-key', 'oud-secret')
    await expect(alert).toContainText('Deze sleutel is verlopen.')
    await page.getByLabel('Einddatum van de sleutel').fill('')
  })

  await test.step('a key without the right to a module is refused, with the name of it', async () => {
    await change('right', { path: 'invoices/invoice', allowed: false })
    try {
      await fillKey('demo-key', 'demo-secret')
      await expect(alert).toContainText('het recht om de facturen te lezen ontbreekt')
    } finally {
      await change('right', { path: 'invoices/invoice', allowed: true })
    }
  })

  await test.step('the right key connects, without an address that anybody vouches for', async () => {
    await fillKey('demo-key', 'demo-secret')
    await expect(page.getByRole('heading', { name: 'Simplicate is verbonden' })).toBeVisible()
    await expect(page.getByText('administratie@breekijzer.example')).toHaveCount(0)
    expect(await page.content()).not.toContain('demo-secret')
    await page.getByRole('link', { name: 'Volgende stap' }).click()
    await expectStep(page, 'minox')
    await signInAtMinox(page, mainUser)
    await page.getByRole('button', { name: 'Toestaan' }).click()
    await expectStep(page, 'minox')
    await answerQuestions(page)
  })

  const askMail = async (email: string): Promise<string> => {
    await page.goto(`${wizard}/installeren`)
    await page.getByLabel('E-mailadres').fill(email)
    await page.getByRole('button', { name: 'Installeer koppeling' }).click()
    await expect(page.getByText(`we hebben een bericht gestuurd naar ${email}`).first()).toBeVisible()
    return linkMailedTo(stack, email, { kind: 'confirm-setup' })
  }
  const install = (at: Page) => at.getByRole('button', { name: 'Installeer koppeling' })

  const owner = await addVisitor(stack.databaseUrl, 'owner')
  const linkOfOwner = await askMail(owner.email)
  expect(await isSignedIn(page)).toBe(false)

  await test.step('the link of an address that has an account signs nobody in, in whatever browser', async () => {
    for (const one of [page, other.page]) {
      await one.goto(linkOfOwner)
      await expect(one.getByText('Voor dit e-mailadres is er al een account.')).toBeVisible()
      await expect(install(one)).toHaveCount(0)
      const token = new URL(linkOfOwner).searchParams.get('token')
      const forced = await one.request.post('/api/setup/confirmation', { data: { token } })
      expect(forced.status()).toBe(409)
      expect(await isSignedIn(one)).toBe(false)
    }
    await expectGoodInEveryLook(other.page)
  })

  await test.step('its owner, signed in, chooses a workspace', async () => {
    const [name = '', value = ''] = owner.cookie.split(/=(.*)/)
    await other.context.addCookies([{ name, value, url: keyAppUrl }])
    await other.page.reload()
    await expect(other.page.getByRole('radio', { name: 'Andere werkruimte' })).toBeChecked()
    await expect(install(other.page)).toBeVisible()
    await other.context.clearCookies()
  })

  const email = `${randomUUID()}@nieuw.example`
  await test.step('a mail to another address makes the earlier link void', async () => {
    const link = await askMail(email)
    await other.page.goto(linkOfOwner)
    await expect(install(other.page)).toHaveCount(0)
    await page.goto(link)
    await expect(install(page)).toBeVisible()
    expect(await isSignedIn(page)).toBe(false)
    await other.page.goto(link)
    await expect(install(other.page)).toBeVisible()
    await expectAccessible(other.page)
  })

  await test.step('the browser in which the link is answered is signed in, and no other', async () => {
    await install(other.page).dblclick()
    await other.page.waitForURL('**/combis')
    await expect(other.page.getByRole('article')).toHaveCount(1)
    expect(await isSignedIn(other.page)).toBe(true)
    await page.reload()
    await expect(page.getByText('Deze koppeling is al geïnstalleerd.')).toBeVisible()
    expect(await isSignedIn(page)).toBe(false)
    await expect(other.page.getByText(/Nog niet gedaan/)).toHaveCount(0, { timeout: 60_000 })
  })

  await freePair(stack, email)
  await page.context().close()
  await other.context.close()
})
