import { expect, type Page } from '@playwright/test'

/** Where the combi of the demonstration is changed. */
export const editingAddress = async (page: Page): Promise<string> => {
  await page.goto('/combis')
  const log = await page.getByRole('link', { name: 'Logboek' }).first().getAttribute('href')
  if (log === null) throw new Error('The page of the combis links to no log')
  return log.replace(/\/logboek$/, '/bewerken')
}

/** Saves what was filled in, and waits until the portal says that it has. */
export const saveSettings = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Bewaren' }).click()
  await expect(page.getByText(/^Bewaard\./).first()).toBeVisible()
}
