import { expect, expectAccessible, test } from './fixtures'
import { press, tabTo, typeInto } from './keyboard'
import { expectGoodInEveryLook } from './pages'
import { addVisitor, addWorkspaceOf } from './people'
import { answerAtSimplicate, expectStep, link, mainUser, signInAtMinox, wizard } from './wizard'

test('each refusal ends on its own step, with what happened and what to do', async ({ browser, request, stack }) => {
  // A browser of its own: what is refused is an error to the console, and here that is what is asked for.
  const page = await browser.newPage({ baseURL: stack.appUrl, locale: 'nl-NL' })
  const allow = (allowed: boolean) =>
    request.post(`${stack.simplicateUrl}/__sandbox/right`, { data: { path: 'invoices/invoice', allowed } })
  const alert = page.getByRole('main').getByRole('alert')

  await test.step('nobody begins in the middle', async () => {
    await page.goto(`${wizard}/installeren`)
    await expectStep(page, 'simplicate')
  })

  await test.step('a wrong domain', async () => {
    const domain = page.getByLabel('Domeinnaam')
    for (const wrong of ['bedrijf.example.com', 'https://simplicate.nl.boos.example', '127.0.0.1']) {
      await domain.fill(wrong)
      await page.getByRole('button', { name: 'Inloggen via Simplicate' }).click()
      await expect(domain).toHaveAttribute('aria-invalid', 'true')
      await expect(domain).toHaveAccessibleDescription(/geen domeinnaam van Simplicate/)
      await expect(domain).toHaveValue(wrong)
    }
  })

  await test.step('no access granted at Simplicate', async () => {
    await answerAtSimplicate(page, 'Weigeren')
    await expectStep(page, 'simplicate')
    await expect(alert).toContainText('Er is bij Simplicate geen toegang gegeven.')
    await alert.getByText('Opnieuw proberen').click()
    await expect(alert).toHaveCount(0)
  })

  await test.step('a user without the right to the invoices', async () => {
    await allow(false)
    try {
      await answerAtSimplicate(page, 'Toegang geven')
      await expectStep(page, 'simplicate')
      await expect(alert).toContainText('niet alles lezen wat nodig is')
      await expect(alert.getByRole('listitem')).toHaveText(['facturen'])
    } finally {
      await allow(true)
    }
  })

  await test.step('no access granted at Minox, and a user other than MINOX', async () => {
    await answerAtSimplicate(page, 'Toegang geven')
    await expectStep(page, 'simplicate')
    await page.getByRole('link', { name: 'Volgende stap' }).click()
    await signInAtMinox(page, { name: 'JANSEN', password: 'jansen' })
    await expect(page.getByText('Alleen de hoofdgebruiker MINOX kan een koppeling toestaan')).toBeVisible()
    await page.goto(`${wizard}/minox`)
    await expect(page.getByText('Neem dan contact op met de supportdesk van Minox')).toBeVisible()
    await signInAtMinox(page, mainUser)
    await page.getByRole('button', { name: 'Weigeren' }).click()
    await expectStep(page, 'minox')
    await expect(alert).toContainText('Er is bij Minox Online geen toegang gegeven.')
    await expectAccessible(page)
    await signInAtMinox(page, mainUser)
    await page.getByRole('button', { name: 'Toestaan' }).click()
    await expectStep(page, 'minox')
  })

  await test.step('an unknown account, and an administration that a combi holds', async () => {
    await page.getByRole('link', { name: 'Volgende stap' }).click()
    await expectStep(page, 'vragen')
    await link(page, { 'Vierwekelijks B.V.': 'Kwartaal B.V.' })
    const account = page.getByLabel('Standaard omzetrekening')
    await account.fill('8999 Bestaat niet')
    await page.getByRole('button', { name: 'Volgende stap' }).click()
    await expect(account).toHaveAccessibleDescription(/In Kwartaal B\.V\. bestaat deze rekening niet/)
    await expect(page).toHaveURL(new RegExp(`${wizard}/vragen$`))
    const profile = page.getByLabel('Gebroken Boekjaar B.V.', { exact: true })
    await profile.selectOption({ value: '1' })
    await page.getByRole('button', { name: 'Volgende stap' }).click()
    await expect(profile).toHaveAccessibleDescription(/administratie is al gekoppeld: in de combi Simplicate – Minox/)
    await expect(profile).toBeFocused()
    await expect(account).toHaveValue('8999 Bestaat niet')
    await expectAccessible(page)
  })

  await page.close()
})

test('a new visitor comes from the first page of the wizard to the first import of the own combi', async ({ page }) => {
  await page.goto(wizard)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Koppel Simplicate aan Minox Online')
  await expectGoodInEveryLook(page)
  await page.getByRole('link', { name: 'Verbind je Simplicate account' }).click()
  await expectStep(page, 'simplicate')
  await expectGoodInEveryLook(page)

  await test.step('the address of the Simplicate user is shown under its mark', async () => {
    await answerAtSimplicate(page, 'Toegang geven')
    await expectStep(page, 'simplicate')
    await expect(page.getByLabel('Wat je verbindt').getByText('administratie@breekijzer.example')).toBeVisible()
    await expectGoodInEveryLook(page)
  })

  await test.step('the administrations are shown under the mark of Minox', async () => {
    await page.getByRole('link', { name: 'Volgende stap' }).click()
    await expectStep(page, 'minox')
    await expect(page.getByText('Alleen de hoofdgebruiker MINOX kan toegang geven')).toBeVisible()
    await expectGoodInEveryLook(page)
    await signInAtMinox(page, mainUser)
    await page.getByRole('button', { name: 'Toestaan' }).click()
    await expectStep(page, 'minox')
    await expect(page.getByLabel('Wat je verbindt').getByText('Gebroken Boekjaar B.V.')).toBeVisible()
  })

  await test.step('the questions are answered, and survive a reload', async () => {
    await page.getByRole('link', { name: 'Volgende stap' }).click()
    await expectStep(page, 'vragen')
    await link(page, { 'Gebroken Boekjaar B.V.': 'Gebroken Boekjaar B.V.' })
    await page.getByLabel('Standaard omzetrekening').fill('8090 Omzet overig')
    await page.getByLabel('Facturen vanaf').fill('2026-11-01')
    await expect(page.getByRole('radio', { name: /^Handmatig/ })).toBeChecked()
    await expectGoodInEveryLook(page)
    await page.getByRole('button', { name: 'Volgende stap' }).click()
    await expectStep(page, 'koppelen')
    await page.goto(`${wizard}/vragen`)
    await expectStep(page, 'vragen')
    await expect(page.getByLabel('Facturen vanaf')).toHaveValue('2026-11-01')
    await page.goBack()
    await expectStep(page, 'koppelen')
  })

  await test.step('a revenue group without an account gets another one, in place', async () => {
    await expectGoodInEveryLook(page)
    await page.getByLabel('Grootboekrekening voor Omzet zonder nummer').selectOption({ label: '8000 Omzet hoog' })
    await expect(page.getByText('8000 gekozen')).toBeVisible()
    await page.getByLabel('Btw-code voor BTW verlegd').selectOption({ label: '4 Btw verlegd (0%)' })
    await expect(page.getByLabel('Btw-code voor BTW verlegd')).toHaveValue('4')
    await page.getByRole('button', { name: 'Volgende stap' }).click()
  })

  await test.step('the report tells what is ready before anything is written', async () => {
    await expectStep(page, 'controle')
    await expect(page.getByRole('table', { name: 'Totalen voor Gebroken Boekjaar B.V.' })).toBeVisible()
    await expect(page.getByText('Er is nog niets geschreven')).toBeVisible()
    await expectGoodInEveryLook(page)
    await page.getByRole('button', { name: 'Bevestig' }).click()
  })

  await test.step('two clicks make one combi, and its first import runs', async () => {
    await expectStep(page, 'installeren')
    await expect(page.getByText('We maken een account aan voor administratie@breekijzer.example')).toBeVisible()
    await expectGoodInEveryLook(page)
    await page.getByRole('button', { name: 'Installeer koppeling' }).dblclick()
    await page.waitForURL('**/combis')
    await expect(page.getByRole('article')).toHaveCount(1)
    await expect(page.getByRole('article').getByText('Gebroken Boekjaar B.V.').first()).toBeVisible()
    await expect(page.getByText(/Nog niet gedaan/)).toHaveCount(0, { timeout: 60_000 })
  })
})

test('whoever has an account signs in first, and installs in a workspace of choice, by keyboard alone', async ({
  page,
  context,
  stack,
}) => {
  const visitor = await addVisitor(stack.databaseUrl, 'owner')
  await addWorkspaceOf(stack.databaseUrl, visitor.email, 'Tweede kantoor')
  const button = (text: string) => page.getByRole('button', { name: text })
  const next = page.getByRole('link', { name: 'Volgende stap' })

  await page.goto('/')
  await press(page, page.getByRole('link', { name: 'Koppel Simplicate aan Minox' }))
  await press(page, page.getByRole('link', { name: 'Verbind je Simplicate account' }))
  await typeInto(page, page.getByLabel('Domeinnaam'), 'https://breekijzer.simplicate.nl/dashboard')
  await page.keyboard.press('Enter')
  await press(page, button('Toegang geven'))
  await expectStep(page, 'simplicate')
  await press(page, next)
  await press(page, button('Verbind je Minox Online account'))
  await typeInto(page, page.getByLabel('Klantnummer'), '12345')
  await typeInto(page, page.getByLabel('Gebruiker'), mainUser.name)
  await typeInto(page, page.getByLabel('Wachtwoord'), mainUser.password)
  await page.keyboard.press('Enter')
  await press(page, button('Toestaan'))
  await expectStep(page, 'minox')
  await press(page, next)
  await expectStep(page, 'vragen')
  await tabTo(page, page.getByLabel('Vierwekelijks B.V.', { exact: true }))
  await page.keyboard.type('Vier')
  await typeInto(page, page.getByLabel('Standaard omzetrekening'), '8090 Omzet overig')
  await tabTo(page, page.getByRole('radio', { name: /^Handmatig/ }))
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /^Automatisch/ })).toBeChecked()
  await page.keyboard.press('ArrowUp')
  await press(page, button('Volgende stap'))
  await expectStep(page, 'koppelen')
  await press(page, button('Volgende stap'))
  await expectStep(page, 'controle')
  await press(page, button('Bevestig'))
  await expectStep(page, 'installeren')
  // The address of the Simplicate user has had an account since the test before: the wizard signs nobody in to it.
  await expect(page.getByText('Beschik je reeds over een account')).toBeVisible()
  await expect(button('Installeer koppeling')).toHaveCount(0)
  await expectAccessible(page)
  await press(page, page.getByRole('link', { name: 'Inloggen en verdergaan' }))
  await expect(page.getByRole('heading', { level: 1, name: 'Inloggen' })).toBeVisible()
  const [name = '', value = ''] = visitor.cookie.split(/=(.*)/)
  await context.addCookies([{ name, value, url: stack.appUrl }])
  await page.reload()
  await expectStep(page, 'installeren')
  await expectAccessible(page)
  const second = page.getByRole('radio', { name: 'Tweede kantoor' })
  await tabTo(page, page.getByRole('radio', { checked: true }))
  if (!(await second.isChecked())) await page.keyboard.press('ArrowDown')
  await expect(second).toBeChecked()
  await press(page, button('Installeer koppeling'))
  await page.waitForURL('**/combis')
  await expect(page.getByRole('article').getByText('Vierwekelijks B.V.').first()).toBeVisible()
})
