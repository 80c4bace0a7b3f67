import { expect, type Page } from '@playwright/test'

export const wizard = '/koppelen/simplicate-minox'

/** Waits for a step of the wizard, with all that it asks of the vendors on the screen. */
export const expectStep = async (page: Page, step: string): Promise<void> => {
  await page.waitForURL((url) => url.pathname === `${wizard}/${step}`)
  await expect(page.locator('[aria-current="step"]')).toHaveCount(1)
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 })
}

/** To Simplicate's own page with this domain name, and the answer there. */
export const answerAtSimplicate = async (page: Page, answer: 'Toegang geven' | 'Weigeren'): Promise<void> => {
  await page.getByLabel('Domeinnaam').fill('breekijzer.simplicate.nl')
  await page.getByRole('button', { name: 'Inloggen via Simplicate' }).click()
  await page.getByRole('button', { name: answer }).click()
}

/** To Minox's own page, as this user. */
export const signInAtMinox = async (page: Page, user: { name: string; password: string }): Promise<void> => {
  await page.getByRole('button', { name: 'Verbind je Minox Online account' }).click()
  await page.getByLabel('Klantnummer').fill('12345')
  await page.getByLabel('Gebruiker').fill(user.name)
  await page.getByLabel('Wachtwoord').fill(user.password)
  await page.getByRole('button', { name: 'Inloggen' }).click()
}

export const mainUser = { name: 'MINOX', password: 'minox' }

/** Company profiles with the administration that each is linked to; all others are linked to none. */
export const link = async (page: Page, pairs: Readonly<Record<string, string>>): Promise<void> => {
  for (const profile of ['Breekijzer B.V.', 'Gebroken Boekjaar B.V.', 'Vierwekelijks B.V.'])
    await page.getByLabel(profile, { exact: true }).selectOption({ label: pairs[profile] ?? 'Niet koppelen' })
}
