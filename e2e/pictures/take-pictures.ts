import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, signedInTest, test } from '../fixtures'
import { addressesOfPortal, everyLook, publicAddresses, wear } from '../pages'
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
  for (const look of everyLook) {
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

/** What the README shows, each in a file of its own beside this one. */
const forReadme = async (page: Page): Promise<Record<string, string>> => {
  await page.goto('/combis')
  const log =
    (await page
      .getByRole('link', { name: /^Logboek/ })
      .first()
      .getAttribute('href')) ?? ''
  const combi = log.replace(/\/logboek$/, '')
  await page.goto(log)
  const run = (await page.getByRole('main').locator(`a[href^="${log}/"]`).first().getAttribute('href')) ?? ''
  await page.goto('/facturen?state=booked')
  const invoice = (await page.getByRole('main').locator('a[href^="/facturen/"]').first().getAttribute('href')) ?? ''
  return {
    combis: '/combis',
    ...{ facturen: '/facturen?state=pending', factuur: invoice, account: '/account' },
    ...{ logboek: log, regels: `${log}?view=records`, synchronisatie: run },
    ...{ bewerken: `${combi}/bewerken`, omzetgroepen: `${combi}/bewerken/omzetgroepen` },
    ...{ verbindingen: `${combi}/bewerken/verbindingen`, verwijderen: `${combi}/bewerken/verwijderen` },
    ...{ statistieken: `${combi}/statistieken`, aansluiting: `${combi}/aansluiting` },
    ...{ werkruimte: '/werkruimte', mensen: '/werkruimte/mensen', controlelog: '/werkruimte/controlelog' },
  }
}

const takeForReadme = async (page: Page, addresses: Record<string, string>) => {
  const look = everyLook.find(({ name }) => name === '1280-light')
  if (look === undefined) throw new Error('There is no look for the README')
  for (const [name, address] of Object.entries(addresses)) {
    await page.goto(address)
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    await wear(page, look)
    await page.screenshot({ path: resolve(import.meta.dirname, `${name}.png`) })
  }
}

test('the pictures of the README, for visitors', async ({ page }) => {
  await takeForReadme(page, { voorpagina: '/', inloggen: '/inloggen', koppelen: '/koppelen/simplicate-minox' })
})

signedInTest('the pictures of the README, of the portal', async ({ page }) => {
  await takeForReadme(page, await forReadme(page))
  await page.goto('/facturen?state=pending')
  await page
    .getByRole('checkbox', { name: /^Kies factuur / })
    .first()
    .check()
  await page.getByRole('button', { name: 'Acties' }).click()
  await page.getByRole('menuitem', { name: 'Verwerken' }).click()
  await expect(page.getByRole('dialog').getByText('Per factuur')).toBeVisible()
  await page.screenshot({ path: resolve(import.meta.dirname, 'verwerken.png') })
})
