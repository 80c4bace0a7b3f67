import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, signedInTest, test } from '../fixtures'
import { addressesOfPortal, looks, publicAddresses, wear } from '../pages'
import { chooseAction, synchronise } from '../portal'

const folder = resolve(import.meta.dirname, '../../test-results/pictures')
const fileOf = (address: string, look: string) =>
  join(
    folder,
    `${
      address
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
        .replace(/\W+/g, '-')
        .replace(/^-|-$/g, '') || 'voorpagina'
    }-${look}.png`,
  )

signedInTest('there is something to see', async ({ page }) => {
  await synchronise(page)
  await page.goto('/facturen?state=pending')
  const boxes = page.getByRole('checkbox', { name: /^Kies factuur / })
  const names = await boxes.evaluateAll((all) => all.slice(0, 12).map((box) => box.getAttribute('aria-label') ?? ''))
  const numbers = names.map((name) => name.replace('Kies factuur ', ''))
  const offer = await chooseAction(page, numbers.slice(0, 9), 'Verwerken')
  await offer.getByRole('button', { name: 'Verwerken' }).click()
  await expect(offer).toBeHidden()
  const ignore = await chooseAction(page, numbers.slice(9), 'Negeren')
  await ignore.getByRole('button', { name: 'Negeren' }).click()
  await expect(ignore).toBeHidden()
  await synchronise(page)
})

const takePictures = async (page: Page, address: string) => {
  await page.goto(address)
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  for (const look of looks) {
    await wear(page, look)
    await page.screenshot({ path: fileOf(address, look.name), fullPage: true })
  }
}

test('pictures for visitors', async ({ page }) => {
  for (const address of publicAddresses) await takePictures(page, address)
})

signedInTest('pictures of the portal', async ({ page }) => {
  for (const address of await addressesOfPortal(page)) await takePictures(page, address)
})
