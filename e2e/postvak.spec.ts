import { expect, expectAccessible, test } from './fixtures'
import { looks, wear, widthBeyondView } from './pages'

test('without a mail server a mail is read in the mailbox, and its link works', async ({ page, stack }) => {
  await page.goto('/inloggen/link')
  await page.getByLabel('E-mailadres').fill(stack.demo.email)
  await page.getByRole('button', { name: 'Stuur me een inloglink' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'een mail onderweg' })).toBeVisible()
  await expect(async () => {
    await page.goto('/postvak')
    await expect(page.getByRole('link', { name: 'Je link om in te loggen' }).first()).toBeVisible({ timeout: 1000 })
  }).toPass()
  for (const look of looks)
    await test.step(`mailbox ${look.name}`, async () => {
      await wear(page, look)
      await expectAccessible(page)
      expect(await widthBeyondView(page)).toBe(0)
    })
  await page.getByRole('link', { name: 'Je link om in te loggen' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Je link om in te loggen' })).toBeVisible()
  for (const look of looks)
    await test.step(`mail ${look.name}`, async () => {
      await wear(page, look)
      await expectAccessible(page)
      expect(await widthBeyondView(page)).toBe(0)
    })
  await page.getByRole('link', { name: 'Link in deze mail openen' }).click()
  await page.getByRole('button', { name: 'Inloggen' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Mijn combi' })).toBeVisible()
})

test('the mailbox is there for this computer only', async ({ request }) => {
  expect((await request.get('/postvak')).status()).toBe(200)
  const strangers: Record<string, string>[] = [
    { host: 'portaal.example' },
    { forwarded: 'for=192.0.2.1' },
    { via: '1.1 tunnel' },
  ]
  for (const headers of strangers)
    expect([headers, (await request.get('/postvak', { headers })).status()]).toEqual([headers, 404])
})
