import type { Page } from '@playwright/test'
import { expect, signedInTest } from './fixtures'
import { editingAddress, saveSettings } from './editing-combi'
import { expectGoodInEveryLook } from './pages'
import { synchronise } from './portal'

const choose = (page: Page, offering: 'Handmatig' | 'Automatisch') =>
  page.getByRole('radio', { name: new RegExp(`^${offering}`) }).check()

signedInTest(
  'invoices that meet a rule go by themselves once somebody saw what that books, and others wait',
  async ({ page, office, books }) => {
    const name = 'Vaste Klant B.V.'
    const customer = await office.addOrganization({ name, email: 'post@vasteklant.example' })
    const other = await office.addOrganization({ name: 'Losse Klant B.V.', email: 'post@losseklant.example' })
    const send = (organizationId: string) =>
      office.sendInvoice({
        organizationId,
        date: '2026-12-01',
        lines: [{ group: 'high', vat: 'high', amount: '1', price: '100', description: 'Abonnement' }],
      })
    const first = await send(customer.id)
    await synchronise(page)
    const address = await editingAddress(page)

    await signedInTest.step('the rule is told with the other settings', async () => {
      await page.goto(address)
      await choose(page, 'Automatisch')
      await page.getByLabel('Aan deze debiteuren').fill(name)
      await page.getByRole('button', { name: 'Toevoegen' }).click()
      await expect(page.getByRole('list', { name: 'Gekozen debiteuren' })).toContainText(name)
      await page.getByLabel('Tot en met dit bedrag').fill('veel')
      await page.getByRole('button', { name: 'Bewaren' }).click()
      await expect(page.getByText('Vul een bedrag in zoals 250')).toBeVisible()
      await expectGoodInEveryLook(page)
      await page.getByLabel('Tot en met dit bedrag').fill('121,00')
      await saveSettings(page)
    })

    await signedInTest.step('nothing goes before somebody looked at what it takes, and agreed', async () => {
      await synchronise(page)
      expect(await books.entriesOf(first.number)).toEqual([])
      await page.goto('/facturen')
      await expect(page.getByText('1 factuur zou vanzelf gaan.')).toBeVisible()
      await expectGoodInEveryLook(page)
      await page.getByRole('button', { name: 'Bekijk en geef akkoord' }).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByText('1 factuur kan geboekt worden, samen € 121,00')).toBeVisible()
      await dialog.getByRole('button', { name: '1 factuur verwerken' }).click()
      await expect(page.getByText('zou vanzelf gaan')).toHaveCount(0)
      await expect.poll(async () => (await books.entriesOf(first.number)).length, { timeout: 60_000 }).toBe(1)
    })

    await signedInTest.step('from then on what meets the rule goes, and what does not waits', async () => {
      const later = await send(customer.id)
      const unruled = await send(other.id)
      await synchronise(page)
      expect(await books.entriesOf(later.number)).toHaveLength(1)
      expect(await books.entriesOf(unruled.number)).toEqual([])
      await page.goto('/facturen?state=pending')
      await expect(page.getByRole('checkbox', { name: `Kies factuur ${unruled.number}` })).toBeVisible()
    })

    await signedInTest.step('the way of before is put back', async () => {
      await page.goto(address)
      await choose(page, 'Handmatig')
      await saveSettings(page)
    })
  },
)
