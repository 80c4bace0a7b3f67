import type { Page } from '@playwright/test'
import { expect, signedInTest } from './fixtures'
import { press } from './keyboard'
import { expectGoodInEveryLook } from './pages'
import { offerUnseen, synchronise } from './portal'

const openInvoice = async (page: Page, number: string): Promise<void> => {
  await page.goto(`/facturen?state=booked&q=${number}`)
  await page.getByRole('link', { name: number, exact: true }).click()
  await expect(page.getByRole('heading', { name: `Factuur ${number}` })).toBeVisible()
}

signedInTest(
  'an invoice that changed after it was booked is shown in both versions, and corrected as it was shown',
  async ({ page, office, books }) => {
    const customer = await office.addOrganization({ name: 'Drift & Zonen', email: 'drift@zonen.example' })
    const send = (description: string) =>
      office.sendInvoice({
        organizationId: customer.id,
        date: '2026-10-06',
        lines: [{ group: 'high', vat: 'high', amount: '1', price: '100', description }],
      })
    const [changed, kept] = [await send('Advies'), await send('Toezicht')]
    await synchronise(page)
    await offerUnseen(page, [changed.number, kept.number])
    await synchronise(page)
    const [before] = await books.entriesOf(changed.number)
    for (const { id } of [changed, kept]) await office.changePrice(id, '90')
    await synchronise(page)
    await openInvoice(page, changed.number)

    await signedInTest.step('both versions stand side by side, and what differs says so', async () => {
      const versions = page.getByRole('table', { name: 'De twee versies van de factuur' })
      await expect(versions.getByRole('row', { name: /^Totaal inclusief btw/ })).toContainText(/121,00.*108,90.*anders/)
      await expect(versions.getByRole('row', { name: /^Factuurdatum/ })).not.toContainText('anders')
    })

    await signedInTest.step('a correction shows what it writes, and does that', async () => {
      await press(page, page.getByRole('button', { name: 'Voorstel bekijken' }))
      await expect(page.getByText(/De oude boeking wordt uit Minox Online verwijderd/)).toBeVisible()
      const entry = page.getByRole('region', { name: 'Nieuwe boeking' })
      await expect(entry.getByRole('row', { name: /^8000/ })).toContainText('90,00')
      await expectGoodInEveryLook(page)
      await press(page, page.getByRole('button', { name: 'Zo corrigeren' }))
      await expect(page.getByRole('heading', { name: 'Factuur en boeking lopen uiteen' })).toBeHidden({
        timeout: 60_000,
      })
      await expect
        .poll(async () => (await books.entriesOf(changed.number)).map(({ totalCents }) => totalCents))
        .toEqual([10_890])
      expect((await books.entriesOf(changed.number))[0]?.id).not.toBe(before?.id)
    })

    await signedInTest.step('another one is left as it is, for a reason that is kept', async () => {
      await openInvoice(page, kept.number)
      await press(page, page.getByRole('button', { name: 'Laten zoals het is' }))
      await page.getByLabel('Waarom').fill('Verrekend met de volgende factuur')
      await press(page, page.getByRole('button', { name: 'Vastleggen' }))
      await expect(page.getByRole('heading', { name: 'Factuur en boeking lopen uiteen' })).toBeHidden()
      await expect(page.getByText('Reden: Verrekend met de volgende factuur')).toBeVisible()
      expect((await books.entriesOf(kept.number)).map(({ totalCents }) => totalCents)).toEqual([12_100])
    })
  },
)
