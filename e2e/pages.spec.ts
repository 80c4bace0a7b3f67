import type { Page } from '@playwright/test'
import { expect, expectAccessible, signedInTest, test } from './fixtures'
import { addressesOfPortal, expectGoodInEveryLook, looks, publicAddresses, wear, widthBeyondView } from './pages'
import { synchronise } from './portal'

/** Where a reader's choice of language is kept. */
const localeCookie = 'locale'

const expectGood = async (page: Page, address: string) => {
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await test.step(address, () => expectGoodInEveryLook(page))
}

for (const address of publicAddresses)
  test(`${address} is accessible and fits, on a phone by day and a desk by night`, async ({ page }) => {
    await expectGood(page, address)
  })

signedInTest('so is every page of the portal', async ({ page }) => {
  await synchronise(page)
  for (const address of await addressesOfPortal(page)) await expectGood(page, address)
})

signedInTest('and in English too, each with its own words', async ({ page, stack }) => {
  const addresses = await addressesOfPortal(page)
  const combi = addresses.find((address) => /^\/combis\/[^/]+\/logboek$/.test(address))?.replace(/\/logboek$/, '') ?? ''
  const more = ['logboek?view=records', 'bewerken', 'bewerken/omzetgroepen', 'statistieken', 'aansluiting']
  await page.context().addCookies([{ name: localeCookie, value: 'en', url: stack.appUrl }])
  const [look] = looks
  for (const address of [...addresses, ...more.map((place) => `${combi}/${place}`)])
    await signedInTest.step(address, async () => {
      await page.goto(address)
      await expect(page.locator('html')).toHaveAttribute('lang', 'en')
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      if (look !== undefined) await wear(page, look)
      await expectAccessible(page)
      expect(await widthBeyondView(page)).toBe(0)
    })
})

test('a visitor is sent to the sign-in page, and from there to where they were going', async ({ page, stack }) => {
  await page.goto('/facturen?state=booked')
  await expect(page.getByRole('heading', { level: 1, name: 'Inloggen' })).toBeVisible()
  await page.getByLabel('E-mailadres').fill(stack.demo.email)
  await page.getByLabel('Wachtwoord').fill(stack.demo.password)
  await page.getByRole('button', { name: 'Inloggen' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Facturen' })).toBeVisible()
  expect(new URL(page.url()).search).toBe('?state=booked')
})
