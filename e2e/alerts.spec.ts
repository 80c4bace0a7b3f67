import type { Page } from '@playwright/test'
import { startMailServer } from '@/lib/platform/testing-mail-server'
import { expect, expectAccessible, test } from './fixtures'
import { countMails, linkMailedTo, waysToStop } from './mails'
import { looks, wear, widthBeyondView } from './pages'
import { addVisitor, addWorkspaceOf, asPortal, confirmAddressOf, workspaceOf } from './people'
import { addReconnectingCombi } from './reconnecting-combi'
import { startUnattendedPortal } from './unattended-portal'

/** The watch of the portal looks twice a minute. */
const soon = { timeout: 90_000 }

const expectGood = async (page: Page, what: string): Promise<void> => {
  for (const look of looks)
    await test.step(`${what} ${look.name}`, async () => {
      await wear(page, look)
      await expectAccessible(page)
      expect(await widthBeyondView(page)).toBe(0)
    })
}

test('a combi that needs connecting again is one mail, whose links work: to the page, and to stop it', async ({
  page,
  context,
  playwright,
  stack,
}) => {
  const combi = 'Bakkerij De Korst – Minox Online'
  const { email, cookie } = await addVisitor(stack.databaseUrl, 'owner')
  await confirmAddressOf(stack.databaseUrl, email)
  const workspaceId = await workspaceOf(stack.databaseUrl, email)
  await addReconnectingCombi(stack.databaseUrl, workspaceId, combi)
  await addWorkspaceOf(stack.databaseUrl, email, 'Nog een werkruimte')
  await expect.poll(() => countMails(stack, email, 'alert'), soon).toBe(1)
  const link = await linkMailedTo(stack, email, { kind: 'alert' })
  const stop = await waysToStop(stack, email, 'alert')

  await test.step('it reads in the mailbox what happened, what is not lost and what to do', async () => {
    await page.goto('/postvak')
    await page
      .getByRole('listitem')
      .filter({ hasText: email })
      .getByRole('link', { name: `${combi}: verbind Minox Online opnieuw` })
      .click()
    await expect(page.getByText('laat ons niet meer toe')).toBeVisible()
    await expect(page.getByText('Er gaat niets verloren')).toBeVisible()
    await expect(page.getByText('Wat je kunt doen: verbind')).toBeVisible()
    expect(await widthBeyondView(page)).toBe(0)
  })

  await test.step('its link leads to the workspace that it is about, after signing in', async () => {
    await page.goto(link)
    await expect(page.getByRole('heading', { level: 1, name: 'Inloggen' })).toBeVisible()
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([
      { name, value, url: stack.appUrl },
      { name: 'workspace', value: 'another', url: stack.appUrl },
    ])
    await page.goto(link)
    await expect(page).toHaveURL(/\/bewerken\/verbindingen$/)
    await expect(page.getByText(combi).first()).toBeVisible()
  })

  const anybody = await playwright.request.newContext({ storageState: { cookies: [], origins: [] } })
  const isStopped = async () => {
    await page.goto(stop.page)
    return page.getByRole('button', { name: 'Toch weer mail ontvangen' }).isVisible()
  }

  await test.step('opening the ways to stop it, as a scanner of links does, stops nothing', async () => {
    for (const address of [stop.page, stop.oneClick]) expect((await anybody.get(address)).status()).toBe(200)
    expect(await isStopped()).toBe(false)
    await expectGood(page, 'asks')
  })

  await test.step('the button stops it without signing in, and takes it back', async () => {
    await context.clearCookies()
    await page.goto(stop.page)
    await page.getByRole('button', { name: 'Afmelden' }).click()
    await expect(page.getByText('krijgt geen mail meer over de combi')).toBeVisible()
    await expectGood(page, 'stopped')
    await page.getByRole('button', { name: 'Toch weer mail ontvangen' }).click()
    await expect(page.getByRole('button', { name: 'Afmelden' })).toBeVisible()
  })

  await test.step('a mail program stops it with one click', async () => {
    const answer = await anybody.post(stop.oneClick, {
      form: { 'List-Unsubscribe': 'One-Click' },
      headers: { origin: 'https://mail.example' },
    })
    expect(answer.status()).toBe(200)
    expect(await isStopped()).toBe(true)
    expect((await anybody.post(`${stop.oneClick}x`, { form: { 'List-Unsubscribe': 'One-Click' } })).status()).toBe(410)
  })
  await anybody.dispose()

  await test.step('on the page of the account it is turned on again, kind by kind and combi by combi', async () => {
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: stack.appUrl }])
    await page.goto('/account')
    const section = page.getByRole('region', { name: 'Meldingen' })
    const open = async () => {
      await section.getByText('Andere werkruimte').click()
    }
    await open()
    await expect(section.getByRole('checkbox', { name: combi })).not.toBeChecked()
    await section.getByRole('checkbox', { name: combi }).check()
    const kept = page.waitForResponse((response) => response.request().method() === 'PUT')
    await section.getByRole('checkbox', { name: 'er niet meer gesynchroniseerd wordt' }).uncheck()
    await kept
    await expect(section.getByText('4 van 5 aan')).toBeVisible()
    await expectGood(page, 'choices')
    await page.reload()
    await open()
    await expect(section.getByRole('checkbox', { name: combi })).toBeChecked()
    await expect(section.getByRole('checkbox', { name: 'er niet meer gesynchroniseerd wordt' })).not.toBeChecked()
    await expect(section.getByRole('checkbox', { name: 'Weekoverzicht op maandag' })).toBeChecked()
  })
  expect(await countMails(stack, email, 'alert')).toBe(1)
})

test('without the process that drives the runs, the portal itself mails that a combi stands still', async ({
  request,
}) => {
  const server = await startMailServer()
  const unattended = await startUnattendedPortal(server.smtpUrl, (databaseUrl) =>
    asPortal(databaseUrl, (client) =>
      client.query(`UPDATE "Combi" SET "nextSyncAt" = now() - make_interval(mins => "intervalMinutes")`),
    ),
  )
  try {
    const numbers = { lateCombis: 1, longestOverdueMinutes: 15, waitingMails: 0 }
    const health: unknown = await (await request.get(`${unattended.appUrl}/api/health`)).json()
    expect(health).toEqual({ status: 'unavailable', missing: ['worker'], numbers })
    await expect.poll(() => server.received.map(({ to }) => to), soon).toEqual([[unattended.readerEmail]])
    expect(server.received[0]?.text).toContain('de synchronisatie staat stil')
  } finally {
    await unattended.stop()
    await server.stop()
  }
})
