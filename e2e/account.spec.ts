import type { Locator, Page } from '@playwright/test'
import { TOTP } from 'otpauth'
import { expect, test } from './fixtures'
import { countMails, linkMailedTo } from './mails'
import { expectGoodInEveryLook } from './pages'
import { addVisitor, type Visitor, openBrowser } from './people'
import type { StackInfo } from './stack-info'

const password = 'fietsen in de regen'
const another = 'lopen langs de dijk'
const halfMinuteMs = 30_000

const saying = (part: Page | Locator, sentence: string): Locator =>
  part.getByRole('paragraph').filter({ hasText: sentence })

/** What the API answers to whoever has this page's session. */
const statusOf = async (page: Page): Promise<number> => (await page.request.get('/api/combis')).status()

const signInWith = async (page: Page, { email }: Visitor, given = password) => {
  await page.goto('/inloggen?next=%2Ffacturen')
  await page.getByLabel('E-mailadres').fill(email)
  await page.getByLabel('Wachtwoord').fill(given)
  await page.getByRole('button', { name: 'Inloggen' }).click()
}

/** Chooses a password with a link from a mail, and is signed in. */
const choosePassword = async (page: Page, stack: StackInfo, { visitor, given, count = 1 }: Choice) => {
  await page.request.post('/api/account/password/forgotten', { data: { email: visitor.email } })
  await page.goto(await linkMailedTo(stack, visitor.email, { kind: 'choose-password', count }))
  await page.getByLabel('Nieuw wachtwoord').fill(given)
  await page.getByRole('button', { name: 'Wachtwoord bewaren' }).click()
}
type Choice = { visitor: Visitor; given: string; count?: number }

/** Turns the second factor on at the page of the account. @returns the secret and the recovery codes. */
const turnSecondFactorOn = async (page: Page) => {
  await page.goto('/account')
  const section = page.getByRole('region', { name: 'Tweede stap bij het inloggen' })
  await section.getByRole('button', { name: 'Zet aan' }).click()
  await expect(section.getByLabel('Je huidige wachtwoord')).toBeFocused()
  await section.getByLabel('Je huidige wachtwoord').fill(password)
  await section.getByRole('button', { name: 'Verder' }).click()
  await expect(section.getByRole('img', { name: 'QR-code voor je authenticator-app' })).toBeVisible()
  await expectGoodInEveryLook(page)
  const secret = (await section.locator('code').innerText()).replaceAll(' ', '')
  await section.getByLabel('Code van 6 cijfers uit de app').fill(new TOTP({ secret }).generate())
  await section.getByRole('button', { name: 'Aanzetten' }).click()
  await expect(section.getByRole('heading', { name: 'Je herstelcodes' })).toBeFocused()
  await expectGoodInEveryLook(page)
  const codes = await section.getByRole('listitem').allInnerTexts()
  await section.getByRole('button', { name: 'Ik heb ze bewaard' }).click()
  await expect(section.getByText('Staat aan', { exact: true })).toBeVisible()
  return { secret, codes }
}

test('a link by mail signs in, and puts out whoever sat in the account before its address was confirmed', async ({
  page,
  request,
  stack,
}) => {
  const visitor = await addVisitor(stack.databaseUrl, 'owner')
  const squatter = { headers: { cookie: visitor.cookie } }
  expect((await request.get('/api/combis', squatter)).status()).toBe(200)
  await page.goto('/inloggen?next=%2Ffacturen')
  await page.getByRole('link', { name: 'Stuur me een inloglink' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Inloggen met een link' })).toBeVisible()
  await page.getByLabel('E-mailadres').fill(visitor.email)
  await page.getByRole('button', { name: 'Stuur me een inloglink' }).click()
  await expect(page.getByText('Hoort dit adres bij een account')).toBeVisible()
  await expectGoodInEveryLook(page)
  const link = await linkMailedTo(stack, visitor.email, { kind: 'sign-in-link' })
  // Programs that look through mail open it too.
  await request.get(link)
  await page.goto(link)
  await expectGoodInEveryLook(page)
  await page.getByRole('button', { name: 'Inloggen' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Facturen' })).toBeVisible()
  expect((await request.get('/api/combis', squatter)).status()).toBe(401)
})

test('a link that was used leads back to where a new one is asked for', async ({ page, stack }) => {
  const visitor = await addVisitor(stack.databaseUrl, 'owner')
  await page.request.post('/api/session/link', { data: { email: visitor.email } })
  const link = await linkMailedTo(stack, visitor.email, { kind: 'sign-in-link' })
  for (const heading of ["Mijn combi's", 'Inloggen']) {
    // A page of the portal that is still open would ask on with a session that is gone.
    await page.goto('about:blank')
    await page.context().clearCookies()
    await page.goto(link)
    await page.getByRole('button', { name: 'Inloggen' }).click()
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  }
  await expect(page.getByRole('alert').filter({ hasText: 'Deze link werkt niet meer' })).toBeVisible()
  await expectGoodInEveryLook(page)
})

test('a forgotten password is chosen anew with a link, and ends what was open elsewhere', async ({
  page,
  browser,
  stack,
}) => {
  const visitor = await addVisitor(stack.databaseUrl, 'owner')
  await page.goto('/inloggen')
  await page.getByRole('link', { name: 'Wachtwoord vergeten?' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Wachtwoord vergeten' })).toBeVisible()
  await page.getByLabel('E-mailadres').fill(visitor.email)
  await page.getByRole('button', { name: 'Stuur me een link' }).click()
  const link = await linkMailedTo(stack, visitor.email, { kind: 'choose-password' })
  const token = new URL(link).searchParams.get('token')
  const weak = await page.request.post('/api/account/password', { data: { token, password: 'wachtwoord2026' } })
  expect([weak.status(), await weak.text()]).toEqual([422, expect.stringContaining('als een van de eerste geraden')])
  await page.goto(link)
  await expectGoodInEveryLook(page)
  await page.getByLabel('Nieuw wachtwoord').fill(password)
  await page.getByRole('button', { name: 'Wachtwoord bewaren' }).click()
  await page.waitForURL('**/combis')
  const elsewhere = await openBrowser(browser, stack)
  await choosePassword(elsewhere, stack, { visitor, given: another, count: 2 })
  await elsewhere.waitForURL('**/combis')
  expect([await statusOf(page), await statusOf(elsewhere)]).toEqual([401, 200])
  expect(await countMails(stack, visitor.email, 'password-changed')).toBe(1)
  await elsewhere.context().close()
})

test('a session without its second factor opens nothing, and a code or a recovery code opens it', async ({
  page,
  browser,
  stack,
}) => {
  const visitor = await addVisitor(stack.databaseUrl, 'owner')
  await choosePassword(page, stack, { visitor, given: password })
  await page.waitForURL('**/combis')
  const { secret, codes } = await turnSecondFactorOn(page)
  expect(codes).toHaveLength(10)
  expect(await statusOf(page)).toBe(200)

  const phone = await openBrowser(browser, stack)
  await signInWith(phone, visitor)
  await expect(phone.getByRole('heading', { level: 1, name: 'Nog één stap' })).toBeVisible()
  await expectGoodInEveryLook(phone)
  for (const path of ['/api/combis', '/api/invoices', '/api/account'])
    expect([path, (await phone.request.get(path)).status()]).toEqual([path, 401])
  expect((await phone.request.delete('/api/account/sessions')).status()).toBe(401)
  for (const path of ['/combis', '/facturen', '/account']) {
    await phone.goto(path)
    expect(new URL(phone.url()).pathname).toBe('/inloggen/code')
  }
  const wrong = await phone.request.post('/api/session/code', { data: { code: '000000' } })
  expect(wrong.status()).toBe(403)
  // The code of now was used to turn it on; that of the next half minute counts already.
  const code = new TOTP({ secret }).generate({ timestamp: Date.now() + halfMinuteMs })
  await phone.goto('/facturen')
  await phone.getByLabel('Code van 6 cijfers').fill(code)
  await phone.getByRole('button', { name: 'Verder' }).click()
  await expect(phone.getByRole('heading', { level: 1, name: 'Facturen' })).toBeVisible()

  const other = await openBrowser(browser, stack)
  await other.request.post('/api/session/link', { data: { email: visitor.email } })
  await other.goto(await linkMailedTo(stack, visitor.email, { kind: 'sign-in-link' }))
  await other.getByRole('button', { name: 'Inloggen' }).click()
  await expect(other.getByRole('heading', { level: 1, name: 'Nog één stap' })).toBeVisible()
  expect((await other.request.post('/api/session/code', { data: { code } })).status()).toBe(403)
  await other.getByLabel('Code van 6 cijfers').fill(codes[0] ?? '')
  await other.getByRole('button', { name: 'Verder' }).click()
  await other.waitForURL('**/combis')
  expect(await statusOf(other)).toBe(200)

  await page.goto('/account')
  await expect(page.getByText('Je hebt nog 9 herstelcodes.')).toBeVisible()
  await page.getByRole('button', { name: 'Zet uit' }).click()
  await page.getByLabel('Je huidige wachtwoord').fill(password)
  await page.getByRole('button', { name: 'Zet uit' }).click()
  await expect(saying(page, 'De tweede stap staat uit.')).toBeFocused()
  for (const open of [phone, other]) await open.context().close()
})

test('the account says who one is and where one is signed in, and ends a session elsewhere', async ({
  page,
  browser,
  stack,
}) => {
  const visitor = await addVisitor(stack.databaseUrl, 'owner')
  await choosePassword(page, stack, { visitor, given: password })
  await page.waitForURL('**/combis')
  const elsewhere = await openBrowser(browser, stack)
  await signInWith(elsewhere, visitor)
  await elsewhere.waitForURL('**/facturen')

  await page.getByRole('button', { name: /^Account van/ }).click()
  await page.getByRole('menuitem', { name: 'Mijn account' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Mijn account' })).toBeVisible()
  await expectGoodInEveryLook(page)
  await page.getByLabel('Naam').fill('Anna de Boer')
  await page.getByLabel('Taal van de mails').selectOption('en')
  await page.getByRole('button', { name: 'Bewaren', exact: true }).click()
  await expect(page.getByRole('status')).toHaveText('Bewaard.')

  const sessions = page.getByRole('region', { name: 'Waar je bent ingelogd' })
  await expect(sessions.getByRole('listitem')).toHaveCount(2)
  await sessions
    .getByRole('button', { name: /uitloggen$/ })
    .first()
    .click()
  await expect(sessions.getByRole('listitem')).toHaveCount(1)
  expect([await statusOf(page), await statusOf(elsewhere)]).toEqual([200, 401])

  await page.getByRole('button', { name: 'Wachtwoord wijzigen' }).click()
  await expectGoodInEveryLook(page)
  await page.getByLabel('Je huidige wachtwoord').fill(password)
  await page.getByLabel('Nieuw wachtwoord').fill(another)
  await page.getByRole('button', { name: 'Wachtwoord bewaren' }).click()
  await expect(saying(page, 'Je wachtwoord is gewijzigd.')).toBeFocused()
  await page.reload()
  await expect(page.getByLabel('Naam')).toHaveValue('Anna de Boer')
  await elsewhere.context().close()
})

test('an e-mail address changes once both addresses have confirmed it', async ({ page, stack }) => {
  const visitor = await addVisitor(stack.databaseUrl, 'owner')
  const newEmail = `nieuw-${visitor.email}`
  await choosePassword(page, stack, { visitor, given: password })
  await page.waitForURL('**/combis')
  await page.goto('/account')
  const section = page.getByRole('region', { name: 'E-mailadres' })
  await section.getByRole('button', { name: 'Wijzigen' }).click()
  await section.getByLabel('Nieuw e-mailadres').fill(newEmail)
  await section.getByLabel('Je huidige wachtwoord').fill(password)
  await section.getByRole('button', { name: 'Stuur de mails' }).click()
  await expect(saying(section, 'De mails zijn onderweg.')).toBeFocused()
  await page.goto(await linkMailedTo(stack, newEmail, { kind: 'change-address-new' }))
  await expectGoodInEveryLook(page)
  await page.getByRole('button', { name: 'Bevestigen' }).click()
  await expect(page.getByText('Dit adres heeft bevestigd.')).toBeVisible()
  await expectGoodInEveryLook(page)
  await page.goto(await linkMailedTo(stack, visitor.email, { kind: 'change-address-old' }))
  await page.getByRole('button', { name: 'Bevestigen' }).click()
  await expect(page.getByText('Je e-mailadres is gewijzigd.')).toBeVisible()
  await page.getByRole('link', { name: 'Mijn account' }).click()
  await expect(page.getByRole('region', { name: 'E-mailadres' }).getByText(newEmail)).toBeVisible()
  expect(await countMails(stack, visitor.email, 'address-changed')).toBe(1)
})

test('asking for a link or a password tells nobody which addresses have an account', async ({ request, stack }) => {
  const unknown = 'niemand@breekijzer.example'
  for (const [path, kind] of [
    ['/api/session/link', 'sign-in-link'],
    ['/api/account/password/forgotten', 'choose-password'],
  ] as const) {
    const { email: known } = await addVisitor(stack.databaseUrl, 'owner')
    const answers = await Promise.all(
      [known, unknown].map(async (email) => {
        const answer = await request.post(path, { data: { email } })
        const { date, ...headers } = answer.headers()
        expect(date).toBeDefined()
        return [answer.status(), await answer.text(), headers]
      }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.[0]).toBe(200)
    await linkMailedTo(stack, known, { kind })
    expect(await countMails(stack, unknown, kind)).toBe(0)
  }
})

test('nothing of an account is changed or opened from another site', async ({ request, stack }) => {
  const { cookie } = await addVisitor(stack.databaseUrl, 'owner')
  const headers = { cookie, origin: 'https://boos.example' }
  for (const [method, path] of [
    ['POST', '/api/session'],
    ['POST', '/api/session/link'],
    ['POST', '/api/session/code'],
    ['POST', '/api/account/password'],
    ['PUT', '/api/account/password'],
    ['POST', '/api/account/password/forgotten'],
    ['PUT', '/api/account/profile'],
    ['POST', '/api/account/second-factor'],
    ['PUT', '/api/account/second-factor'],
    ['POST', '/api/account/second-factor/off'],
    ['POST', '/api/account/recovery-codes'],
    ['POST', '/api/account/address'],
    ['DELETE', '/api/account/sessions'],
  ] as const) {
    const answer = await request.fetch(path, { method, headers, data: {} })
    expect([method, path, answer.status()]).toEqual([method, path, 403])
  }
  for (const path of ['/api/session/link/follow', '/api/account/address/confirm']) {
    const answer = await request.post(path, { headers, form: { token: 'x', side: 'new' }, maxRedirects: 0 })
    expect([path, answer.headers().location]).toEqual([path, expect.stringContaining('problem=wrong-origin')])
  }
})
