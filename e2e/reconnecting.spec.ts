import type { APIRequestContext, Locator, Page } from '@playwright/test'
import { expect, signedInTest } from './fixtures'
import { expectGoodInEveryLook } from './pages'
import { offerUnseen, synchronise } from './portal'

/** The customer withdraws what he allowed, at the vendor itself. */
const withdraw = async (request: APIRequestContext, vendorUrl: string): Promise<void> => {
  const answer = await request.post(`${vendorUrl}/__sandbox/revoke`, { data: {} })
  expect(answer.ok()).toBe(true)
}

/** From Mijn combi's, where the combi asks for it, to the account that is to be connected again. */
const followReconnect = async (page: Page, vendor: string): Promise<Locator> => {
  await page.goto('/combis')
  await page.getByRole('button', { name: 'Synchroniseer nu' }).click()
  const link = page.getByRole('link', { name: 'Opnieuw verbinden' })
  await expect(link).toHaveCount(1, { timeout: 60_000 })
  await link.click()
  const account = page.getByRole('region', { name: vendor })
  await expect(account.getByText('Opnieuw verbinden nodig')).toBeVisible()
  return account
}

const signInAtMinox = async (page: Page, customerNumber: string): Promise<void> => {
  await page.getByLabel('Klantnummer').fill(customerNumber)
  await page.getByLabel('Gebruiker').fill('MINOX')
  await page.getByLabel('Wachtwoord').fill('minox')
  await page.getByLabel('Wachtwoord').press('Enter')
  await page.getByRole('button', { name: 'Toestaan' }).click()
}

const isBack = (vendor: string) => `${vendor} is opnieuw verbonden. De combi gaat meteen verder waar hij was.`

signedInTest(
  'a combi whose consent was withdrawn is connected again at the vendor, and what had piled up is booked once',
  async ({ page, request, stack, office, books }) => {
    const customer = await office.addOrganization({ name: 'Wachtrij B.V.', email: 'post@wachtrij.example' })
    const send = async () => {
      const lines = [{ group: 'high', vat: 'high', amount: '1', price: '100', description: 'Advies' }] as const
      return (await office.sendInvoice({ organizationId: customer.id, date: '2026-12-01', lines })).number
    }
    const countOf = async (number: string) => (await books.entriesOf(number)).length

    // The demonstration comes with a key; from here on it is a consent that lets the portal in.
    await signedInTest.step('whoever connects with a key may sign in instead', async () => {
      await synchronise(page)
      const log = await page.getByRole('link', { name: 'Logboek' }).first().getAttribute('href')
      await page.goto((log ?? '').replace(/\/logboek$/, '/bewerken/verbindingen'))
      const account = page.getByRole('region', { name: 'Simplicate' })
      await account.getByRole('button', { name: 'Opnieuw verbinden' }).click()
      await page.getByRole('button', { name: 'Toegang geven' }).click()
      await expect(page.getByRole('status').filter({ hasText: isBack('Simplicate') })).toBeVisible()
    })

    for (const { vendor, url } of [
      { vendor: 'Simplicate', url: stack.simplicateUrl },
      { vendor: 'Minox Online', url: stack.minoxUrl },
    ])
      await signedInTest.step(`the consent at ${vendor} is withdrawn and given again`, async () => {
        const waiting = await send()
        await synchronise(page)
        await withdraw(request, url)
        await offerUnseen(page, [waiting])
        const account = await followReconnect(page, vendor)
        expect(await countOf(waiting)).toBe(0)
        const meanwhile = await send()
        await expectGoodInEveryLook(page)
        await account.getByRole('button', { name: 'Opnieuw verbinden' }).click()

        if (vendor === 'Simplicate') await page.getByRole('button', { name: 'Toegang geven' }).click()
        else {
          // Another customer of Minox signs in: his books are none of this combi's business.
          await signInAtMinox(page, '67890')
          await expect(page.getByRole('alert').filter({ hasText: 'Dit is een ander account: 67890' })).toBeVisible()
          await expect(account.getByText('Opnieuw verbinden nodig')).toBeVisible()
          expect(await countOf(waiting)).toBe(0)
          await account.getByRole('button', { name: 'Opnieuw verbinden' }).click()
          await signInAtMinox(page, '12345')
        }

        await expect(page.getByRole('status').filter({ hasText: isBack(vendor) })).toBeVisible()
        await expect(account.getByText('Verbonden', { exact: true })).toBeVisible()
        // By itself: nobody asks for it.
        await expect.poll(() => countOf(waiting), { timeout: 90_000 }).toBe(1)
        await synchronise(page)
        await page.goto('/facturen?state=pending')
        await expect(page.getByRole('checkbox', { name: `Kies factuur ${meanwhile}` })).toBeVisible()
        await offerUnseen(page, [meanwhile])
        await synchronise(page)
        await synchronise(page)
        expect([await countOf(waiting), await countOf(meanwhile)]).toEqual([1, 1])
        await page.goto('/combis')
        await expect(page.getByRole('link', { name: 'Opnieuw verbinden' })).toHaveCount(0)
      })
  },
)
