import type { Page } from '@playwright/test'
import { addPausedCombi } from './combis-of'
import { expect, expectAccessible, signIn, test } from './fixtures'
import { expectGoodInEveryLook } from './pages'
import { addVisitor, addWorkspaceOf, workspaceOf, enterAs, openBrowser } from './people'
import { synchronise } from './portal'

const cards = (page: Page) => page.getByRole('main').getByRole('article')

test('an accountant finds each combi of all workspaces on one page, and works where it is', async ({
  page,
  browser,
  stack,
}) => {
  const accountant = await addVisitor(stack.databaseUrl, 'owner')
  await enterAs(page, accountant, stack)
  await page.goto('/combis')
  await expect(page.getByText("Er zijn nog geen combi's")).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Combi toevoegen' }).last()).toHaveAttribute(
    'href',
    '/koppelen/simplicate-minox',
  )

  const first = await workspaceOf(stack.databaseUrl, accountant.email)
  const second = await addWorkspaceOf(stack.databaseUrl, accountant.email, 'Café Zoë')
  for (const name of ['Bakkerij Brood', 'Slagerij Worst', 'Kapsalon Krul'])
    await addPausedCombi(stack.databaseUrl, { workspaceId: first, name, account: name.toLowerCase() })
  const elsewhere = await addPausedCombi(stack.databaseUrl, {
    ...{ workspaceId: second, name: 'Horeca Zoë', account: 'zoe' },
  })
  await page.goto('/combis')
  await expect(cards(page)).toHaveCount(4)
  await expectGoodInEveryLook(page)

  await test.step('by keyboard: search, walk and open', async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Sneltoetsen' })).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await expect(cards(page).first()).toBeFocused()
    await page.keyboard.press('j')
    await expect(cards(page).nth(1)).toBeFocused()
    await page.keyboard.press('k')
    await expect(cards(page).first()).toBeFocused()
    await page.keyboard.press('/')
    await page.keyboard.type('cafe')
    await expect(cards(page)).toHaveCount(1)
    await expect(page.getByText('1 van 4 combi’s').first()).toBeVisible()
  })

  await test.step('letters can be switched off', async () => {
    await page.getByRole('searchbox').blur()
    await page.keyboard.press('?')
    await page.getByRole('checkbox', { name: 'Toetsen met één letter gebruiken' }).uncheck()
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await expect(cards(page).first()).not.toBeFocused()
  })

  await test.step('the address shows the same to whoever opens it', async () => {
    expect(new URL(page.url()).search).toBe('?q=cafe')
    await page.goto('/combis?q=cafe&status=paused')
    await expect(cards(page)).toHaveCount(1)
    await expect(cards(page)).toContainText('Horeca Zoë')
    await page.getByRole('combobox', { name: 'Toestand' }).selectOption('Vraagt actie (0)')
    await expect(page.getByText('Geen combi’s gevonden')).toBeVisible()
    await page.getByRole('button', { name: 'Wis filters' }).click()
    await expect(cards(page)).toHaveCount(4)
  })

  await test.step('what is opened of another workspace is worked on there', async () => {
    await expect(page.getByRole('button', { name: /^Account van/ })).toContainText('Andere werkruimte')
    await cards(page)
      .filter({ hasText: 'Horeca Zoë' })
      .getByRole('link', { name: /^Logboek/ })
      .click()
    await expect(page.getByRole('heading', { level: 1, name: 'Logboek' })).toBeVisible()
    await expect(page.getByRole('button', { name: /^Account van/ })).toContainText('Café Zoë')
    await page.goto('/combis')
    await expect(cards(page)).toHaveCount(4)
    const stranger = await openBrowser(browser, stack, await addVisitor(stack.databaseUrl, 'owner'))
    expect((await stranger.goto(`/combis/${elsewhere}/logboek`))?.status()).toBe(404)
    await stranger.context().close()
  })
})

test('two people at one combi see the same run, without touching their pages', async ({ page, browser, stack }) => {
  await signIn(page, stack.demo)
  const other = await openBrowser(browser, stack)
  await signIn(other, stack.demo)
  const heard = (watched: Page) => watched.waitForResponse((response) => response.url().endsWith('/api/changes'))
  const isHeard = heard(other)
  await other.reload()
  expect((await isHeard).headers()['content-type']).toContain('text/event-stream')
  const runOnCard = cards(other).locator('a[href*="/logboek/"]')
  const before = await runOnCard.getAttribute('href')
  await synchronise(page)
  // Without a touch, and sooner than it would ask by itself.
  await expect(runOnCard).not.toHaveAttribute('href', before ?? '')
  await other.context().close()
})

test('a page that cannot hear of changes asks for them by itself', async ({ page, browser, stack }) => {
  await signIn(page, stack.demo)
  const other = await openBrowser(browser, stack)
  await signIn(other, stack.demo)
  await other.route('**/api/changes', (route) => route.fulfill({ status: 204 }))
  await other.goto('/combis')
  const runOnCard = cards(other).locator('a[href*="/logboek/"]')
  const before = await runOnCard.getAttribute('href')
  await synchronise(page)
  await expect(runOnCard).not.toHaveAttribute('href', before ?? '', { timeout: 40_000 })
  await other.context().close()
})
