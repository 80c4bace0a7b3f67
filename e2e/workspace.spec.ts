import { randomUUID } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures'
import { countMails, linkMailedTo } from './mails'
import { expectGoodInEveryLook } from './pages'
import { addVisitor, confirmAddressOf, workspaceOf, enterAs, openBrowser } from './people'
import type { StackInfo } from './stack-info'

/** A workspace of his own, and its owner in this browser. */
const startWorkspace = async (page: Page, { databaseUrl, appUrl }: StackInfo) => {
  const owner = await addVisitor(databaseUrl, 'owner')
  await confirmAddressOf(databaseUrl, owner.email)
  await enterAs(page, owner, { appUrl })
  return { owner, workspaceId: await workspaceOf(databaseUrl, owner.email) }
}

/** Of somebody without an account. */
const newAddress = () => `${randomUUID()}@gast.example`

/** A role is named first, and then what it may. */
const roleRadio = (part: Page | Locator, role: string) => part.getByRole('radio', { name: new RegExp(`^${role}`) })

const invite = async (page: Page, email: string, role: string) => {
  await page.goto('/werkruimte/mensen')
  await page.getByLabel('E-mailadres').fill(email)
  await roleRadio(page, role).check()
  await page.getByRole('button', { name: 'Uitnodigen' }).click()
  await expect(page.getByRole('status')).toHaveText(`De uitnodiging aan ${email} is verstuurd.`)
}

const rowOf = (page: Page, list: string, text: string) =>
  page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: text })

const expectNotice = (page: Page, sentence: string) => expect(page.getByRole('main').getByText(sentence)).toBeVisible()

test('somebody without an account is invited, works with his role, and is out once he is removed', async ({
  page,
  browser,
  stack,
}) => {
  const { owner, workspaceId } = await startWorkspace(page, stack)
  const email = newAddress()
  await page.goto('/combis')
  await page.getByRole('button', { name: /^Account van/ }).click()
  await page.getByRole('menuitem', { name: 'Werkruimte en mensen' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Werkruimte' })).toBeVisible()
  await expectNotice(page, 'Je bent de enige eigenaar.')
  await expectGoodInEveryLook(page)
  await invite(page, email, 'Meekijker')
  await expect(rowOf(page, 'Openstaande uitnodigingen', email)).toContainText('Meekijker')
  await expectGoodInEveryLook(page)

  const guest = await openBrowser(browser, stack)
  await guest.goto('/postvak')
  await guest.getByRole('link', { name: `Bezoeker (${owner.email}) nodigt je uit voor Andere werkruimte` }).click()
  await guest.getByRole('link', { name: 'Link in deze mail openen' }).click()
  await expect(guest.getByRole('heading', { level: 1, name: 'Uitnodiging' })).toBeVisible()
  await expectGoodInEveryLook(guest)
  const invitation = guest.url()
  await guest.getByRole('button', { name: 'Uitnodiging aannemen' }).click()
  await expect(guest.getByRole('heading', { level: 1, name: "Mijn combi's" })).toBeVisible()
  await expect.poll(() => countMails(stack, email, 'joined')).toBe(1)
  await guest.goto('/werkruimte')
  await expectNotice(guest, 'Ziet alles, en wijzigt niets.')
  await expectGoodInEveryLook(guest)
  await guest.goto('/werkruimte/mensen')
  await expect(rowOf(guest, 'In de werkruimte', owner.email)).toBeVisible()
  await expect(guest.getByRole('button', { name: /wijzigen$|verwijderen$|^Uitnodigen$/ })).toHaveCount(0)
  expect((await guest.request.get('/werkruimte/controlelog')).status()).toBe(404)
  await guest.goto(invitation)
  await expectNotice(guest, 'Je hoort al bij de werkruimte Andere werkruimte.')

  await page.reload()
  await page.getByRole('button', { name: `Rol van ${email} wijzigen` }).click()
  await roleRadio(page.getByRole('dialog'), 'Boekhouder').check()
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Bewaren' }).click()
  await expect(rowOf(page, 'In de werkruimte', email)).toContainText('Boekhouder')
  await guest.goto('/werkruimte')
  await expectNotice(guest, 'Installeert en beheert combi’s, en verwerkt facturen.')

  await page.goto('/werkruimte/mensen')
  await page.getByRole('button', { name: `${email} verwijderen` }).click()
  await expect(page.getByRole('dialog', { name: `${email} verwijderen?` })).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Verwijderen' }).click()
  await expect(rowOf(page, 'In de werkruimte', email)).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'In de werkruimte' })).toBeFocused()
  expect((await guest.request.get(`/api/workspace/${workspaceId}/people`)).status()).toBe(401)
  await guest.goto('/combis')
  await expect(guest.getByRole('alert').filter({ hasText: 'hoort nog bij geen werkruimte' })).toBeVisible()
  await guest.goto(invitation)
  await expectNotice(guest, 'Deze uitnodiging is al aangenomen.')

  await page.getByRole('link', { name: 'Controlelog' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Controlelog' })).toBeVisible()
  const deeds = page.getByRole('table').getByRole('row')
  await expect(deeds).toContainText([
    'Wanneer',
    `${email} verwijderd`,
    `Rol van ${email} gewijzigd: van meekijker naar boekhouder`,
    'Uitnodiging aangenomen, als meekijker',
    `${email} uitgenodigd als meekijker`,
  ])
  await expectGoodInEveryLook(page)
  await page.getByLabel('Soort').selectOption('Verwijderd')
  await page.getByLabel('Wie').selectOption(owner.email)
  await page.getByRole('button', { name: 'Toon' }).click()
  await expect(deeds).toHaveCount(2)
  expect(new URL(page.url()).searchParams.get('kind')).toBe('member-removed')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download als CSV' }).click()
  expect((await download).suggestedFilename()).toMatch(/^controlelog-.*\.csv$/)
  const file = await (await page.request.get(`/api/workspace/${workspaceId}/audit-export`)).text()
  expect(file.trim().split('\r\n')).toHaveLength(5)
  await guest.context().close()
})

test('whoever was removed is let in again by a new invitation, with the password that he chose at the first', async ({
  page,
  browser,
  stack,
}) => {
  const { workspaceId } = await startWorkspace(page, stack)
  const email = newAddress()
  await invite(page, email, 'Boekhouder')
  const guest = await openBrowser(browser, stack)
  await guest.goto(await linkMailedTo(stack, email, { kind: 'invitation' }))
  await guest.getByRole('button', { name: 'Uitnodiging aannemen' }).click()
  await guest.waitForURL('**/combis')
  await guest.goto(await linkMailedTo(stack, email, { kind: 'joined' }))
  await guest.getByLabel('Nieuw wachtwoord').fill('fietsen in de regen')
  await guest.getByRole('button', { name: 'Wachtwoord bewaren' }).click()
  await guest.waitForURL('**/combis')
  await page.goto('/werkruimte/mensen')
  await page.getByRole('button', { name: `${email} verwijderen` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Verwijderen' }).click()
  await expect(rowOf(page, 'In de werkruimte', email)).toHaveCount(0)
  await invite(page, email, 'Meekijker')
  await guest.context().clearCookies()
  const password = { email, password: 'fietsen in de regen' }
  expect((await guest.request.post('/api/session', { data: password })).status()).toBe(403)
  await guest.goto(await linkMailedTo(stack, email, { kind: 'invitation', count: 2 }))
  await guest.getByRole('main').getByRole('link', { name: 'Inloggen' }).click()
  await guest.getByLabel('E-mailadres').fill(email)
  await guest.getByLabel('Wachtwoord').fill(password.password)
  await guest.getByRole('button', { name: 'Inloggen' }).click()
  await guest.getByRole('button', { name: 'Uitnodiging aannemen' }).click()
  await guest.waitForURL('**/combis')
  expect((await guest.request.get(`/api/workspace/${workspaceId}`)).status()).toBe(200)
  await guest.context().close()
})

test('an invitation sent again has a new link, and one that was taken back has none', async ({
  page,
  browser,
  stack,
}) => {
  await startWorkspace(page, stack)
  const email = newAddress()
  await invite(page, email, 'Accountant')
  const first = await linkMailedTo(stack, email, { kind: 'invitation' })
  await page.getByRole('button', { name: `Uitnodiging aan ${email} opnieuw versturen` }).click()
  await expect(page.getByRole('status')).toHaveText(`${email} heeft een nieuwe link gekregen. De oude werkt niet meer.`)
  const second = await linkMailedTo(stack, email, { kind: 'invitation', count: 2 })
  const guest = await openBrowser(browser, stack)
  await guest.goto(first)
  await expectNotice(guest, 'Deze uitnodiging bestaat niet meer.')
  await guest.goto(second)
  await expect(guest.getByRole('button', { name: 'Uitnodiging aannemen' })).toBeVisible()
  await page.getByRole('button', { name: `Uitnodiging aan ${email} intrekken` }).click()
  await expect(rowOf(page, 'Openstaande uitnodigingen', email)).toHaveCount(0)
  await guest.getByRole('button', { name: 'Uitnodiging aannemen' }).click()
  await expectNotice(guest, 'Deze uitnodiging is ingetrokken.')
  await expectGoodInEveryLook(guest)
  await guest.context().close()
})

test('whoever has an account signs in before he joins, and then has both workspaces', async ({
  page,
  browser,
  stack,
}) => {
  const { owner } = await startWorkspace(page, stack)
  const accountant = await addVisitor(stack.databaseUrl, 'owner')
  const other = await addVisitor(stack.databaseUrl, 'owner')
  await invite(page, accountant.email, 'Accountant')
  const link = await linkMailedTo(stack, accountant.email, { kind: 'invitation' })

  const elsewhere = await openBrowser(browser, stack, other)
  await elsewhere.goto(link)
  await expectNotice(elsewhere, `Alleen ${accountant.email} kan deze uitnodiging aannemen.`)
  await expectGoodInEveryLook(elsewhere)
  await elsewhere.getByRole('button', { name: 'Met een ander account inloggen' }).click()
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Inloggen' })).toBeVisible()
  await elsewhere.goto(link)
  await expectNotice(elsewhere, 'Dit adres heeft al een account.')
  await elsewhere.getByRole('main').getByRole('link', { name: 'Inloggen' }).click()
  await elsewhere.getByRole('link', { name: 'Stuur me een inloglink' }).click()
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Inloggen met een link' })).toBeVisible()
  await elsewhere.getByLabel('E-mailadres').fill(accountant.email)
  await elsewhere.getByRole('button', { name: 'Stuur me een inloglink' }).click()
  await elsewhere.goto(await linkMailedTo(stack, accountant.email, { kind: 'sign-in-link' }))
  await elsewhere.getByRole('button', { name: 'Inloggen' }).click()
  await elsewhere.getByRole('button', { name: 'Uitnodiging aannemen' }).click()
  await expect(elsewhere.getByRole('heading', { level: 1, name: "Mijn combi's" })).toBeVisible()
  await elsewhere.goto('/werkruimte/mensen')
  await expect(rowOf(elsewhere, 'In de werkruimte', owner.email)).toBeVisible()
  await elsewhere.getByRole('button', { name: /^Account van/ }).click()
  await expect(elsewhere.getByRole('menuitem', { name: 'Andere werkruimte' })).toHaveCount(2)
  await elsewhere.context().close()
})

test('whoever has not confirmed his address is asked to before he joins', async ({ page, browser, stack }) => {
  await startWorkspace(page, stack)
  const unconfirmed = await addVisitor(stack.databaseUrl, 'owner')
  await invite(page, unconfirmed.email, 'Boekhouder')
  const guest = await openBrowser(browser, stack, unconfirmed)
  await guest.goto(await linkMailedTo(stack, unconfirmed.email, { kind: 'invitation' }))
  await expectNotice(guest, 'dit adres is nog niet bevestigd')
  await expectGoodInEveryLook(guest)
  await guest.getByRole('link', { name: 'Stuur me een inloglink' }).click()
  await expect(guest.getByRole('heading', { level: 1, name: 'Inloggen met een link' })).toBeVisible()
  await guest.context().close()
})

test('the last owner stays, and after handing over may go', async ({ page, browser, stack }) => {
  const { owner, workspaceId } = await startWorkspace(page, stack)
  const heir = await addVisitor(stack.databaseUrl, 'viewer', workspaceId)
  const leave = () => page.request.post(`/api/workspace/${workspaceId}/leave`)
  const refused = await leave()
  expect([refused.status(), await refused.text()]).toEqual([409, expect.stringContaining('"last-owner"')])
  await page.goto('/werkruimte')
  await page.getByLabel('Naam van de werkruimte').fill('Breekijzer')
  await page.getByRole('button', { name: 'Bewaren' }).click()
  await expect(page.getByRole('button', { name: /^Account van/ })).toContainText('Breekijzer')
  await page.goto('/werkruimte/mensen')
  await page.getByLabel('Nieuwe eigenaar').selectOption(`Bezoeker (${heir.email})`)
  await page.getByRole('button', { name: 'Overdragen' }).click()
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Overdragen' }).click()
  await expect(page.getByRole('main').getByText('Bezoeker is nu eigenaar').locator('..')).toBeFocused()
  await expect(page.getByRole('link', { name: 'Controlelog' })).toHaveCount(0)
  await expect(rowOf(page, 'In de werkruimte', owner.email)).toContainText('Boekhouder')
  await page.goto('/werkruimte')
  await page.getByRole('button', { name: 'Werkruimte verlaten' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Verlaten' }).click()
  await page.waitForURL('**/inloggen?*')
  const heirs = await openBrowser(browser, stack, heir)
  await heirs.goto('/werkruimte/mensen')
  await expect(rowOf(heirs, 'In de werkruimte', heir.email)).toContainText('Eigenaar')
  await expect(rowOf(heirs, 'In de werkruimte', owner.email)).toHaveCount(0)
  await heirs.context().close()
})

test('a viewer changes nothing, and for a stranger there is no such workspace', async ({ page, request, stack }) => {
  const { workspaceId } = await startWorkspace(page, stack)
  const viewer = await addVisitor(stack.databaseUrl, 'viewer', workspaceId)
  const stranger = await addVisitor(stack.databaseUrl, 'owner')
  const home = `/api/workspace/${workspaceId}`
  const { people } = (await (await page.request.get(`${home}/people`)).json()) as {
    people: { id: string; email: string }[]
  }
  const viewerId = people.find(({ email }) => email === viewer.email)?.id ?? ''
  const asked = [
    ['PUT', home, { name: 'Andere werkruimte' }],
    ['GET', `${home}/audit-export`, undefined],
    ['PUT', `${home}/people/${viewerId}`, { role: 'viewer' }],
    ['POST', `${home}/invitations`, { email: `gast-${viewer.email}`, role: 'viewer' }],
    ['DELETE', `${home}/people/${viewerId}`, undefined],
  ] as const
  for (const [method, path, data] of asked) {
    const call = { method, ...(data === undefined ? {} : { data }) }
    const statusFor = async (headers: Record<string, string>, from = request) =>
      (await from.fetch(path, { ...call, headers })).status()
    expect([method, path, await statusFor({ cookie: viewer.cookie })]).toEqual([method, path, 403])
    expect([method, path, await statusFor({ cookie: stranger.cookie })]).toEqual([method, path, 404])
    const another = { origin: 'https://boos.example' }
    if (method !== 'GET') expect([method, path, await statusFor(another, page.request)]).toEqual([method, path, 403])
    expect([method, path, await statusFor({}, page.request)]).toEqual([method, path, 200])
  }
})
