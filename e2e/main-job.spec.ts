import { expect, signedInTest } from './fixtures'
import { chooseAction, synchronise } from './portal'

signedInTest(
  'an offered invoice is booked exactly once, and its payment comes back',
  async ({ page, office, books }) => {
    const customer = await office.addOrganization({
      name: 'Bakkerij De Gouden Korenaar B.V.',
      email: 'Administratie@GoudenKorenaar.example',
    })
    const send = (lines: Parameters<typeof office.sendInvoice>[0]['lines']) =>
      office.sendInvoice({ organizationId: customer.id, date: '2026-12-01', lines })

    const mixed = await send([
      { group: 'high', vat: 'high', amount: '1', price: '100', description: 'Advies' },
      { group: 'low', vat: 'low', amount: '2', price: '12.345', description: 'Vakboeken' },
      { group: 'high', vat: 'high', amount: '12.5', price: '0.23', description: 'Reiskosten' },
    ])
    const reverseCharged = await send([
      { group: 'reversed', vat: 'reversed', amount: '1', price: '250', description: 'Onderaanneming' },
    ])
    const unnumbered = await send([
      { group: 'unnumbered', vat: 'high', amount: '1', price: '80', description: 'Diversen' },
    ])
    const unwanted = await send([{ group: 'high', vat: 'high', amount: '1', price: '10', description: 'Vergissing' }])

    await signedInTest.step('the invoices are there to be processed', async () => {
      await synchronise(page)
      await page.goto('/facturen?state=pending')
      for (const { number } of [mixed, reverseCharged, unnumbered, unwanted])
        await expect(page.getByRole('checkbox', { name: `Kies factuur ${number}` })).toBeVisible()
    })

    await signedInTest.step('two are offered under their own date, one under another', async () => {
      const own = await chooseAction(page, [mixed.number, unnumbered.number], 'Verwerken')
      await own.getByRole('button', { name: 'Verwerken' }).click()
      await expect(page.getByText('2 facturen aangeboden').first()).toBeVisible()
      const other = await chooseAction(page, [reverseCharged.number], 'Verwerken')
      await other.getByRole('radio', { name: 'Afwijkende datum' }).check()
      await other.getByLabel('Datum', { exact: true }).fill('2026-11-05')
      await other.getByRole('button', { name: 'Verwerken' }).click()
      await expect(page.getByText('1 factuur aangeboden').first()).toBeVisible()
    })

    await signedInTest.step('one is ignored, with a reason', async () => {
      const dialog = await chooseAction(page, [unwanted.number], 'Negeren')
      await dialog.getByLabel('Reden (niet verplicht)').fill('Al met de klant verrekend')
      await dialog.getByRole('button', { name: 'Negeren' }).click()
      await expect(page.getByText('1 factuur wordt genegeerd').first()).toBeVisible()
    })

    await signedInTest.step(
      'each offered one is in the books once, with its accounts, VAT, period and cents',
      async () => {
        await synchronise(page)
        // A second run finds nothing left to book.
        await synchronise(page)
        expect(await books.entriesOf(mixed.number)).toEqual([
          expect.objectContaining({
            period: '2026/12',
            documentDate: '2026-12-01',
            totalCents: 100_00 + 21_00 + 24_69 + 2_22 + 2_88 + 60,
            revenue: [
              { account: '8000', vatId: 1, netCents: 102_88, vatCents: 21_60 },
              { account: '8010', vatId: 2, netCents: 24_69, vatCents: 2_22 },
            ],
          }),
        ])
        expect(await books.entriesOf(reverseCharged.number)).toEqual([
          expect.objectContaining({
            period: '2026/11',
            totalCents: 250_00,
            revenue: [{ account: '8020', vatId: 4, netCents: 250_00, vatCents: 0 }],
          }),
        ])
        expect(await books.entriesOf(unnumbered.number)).toEqual([
          expect.objectContaining({
            period: '2026/12',
            totalCents: 80_00 + 16_80,
            revenue: [{ account: '8090', vatId: 1, netCents: 80_00, vatCents: 16_80 }],
          }),
        ])
        await page.goto('/facturen?state=booked')
        for (const { number } of [mixed, reverseCharged, unnumbered])
          await expect(page.getByRole('row', { name: number })).toContainText('Verwerkt')
      },
    )

    await signedInTest.step('the ignored one is on its timeline, and never in the books', async () => {
      await expect.poll(() => office.timelineOf(unwanted.id)).toHaveLength(1)
      const [message] = await office.timelineOf(unwanted.id)
      expect(`${message?.title ?? ''} ${message?.content ?? ''}`).toContain('Al met de klant verrekend')
      expect(await books.entriesOf(unwanted.number)).toEqual([])
      await page.goto('/facturen?state=ignored')
      await expect(page.getByRole('row', { name: unwanted.number })).toContainText('Genegeerd')
    })

    await signedInTest.step('paid in the books, it is paid in Simplicate, once', async () => {
      await page.goto(books.openItemsPage)
      const digits = mixed.number.replace(/\D/g, '')
      await page.getByRole('button', { name: `Factuur ${digits} helemaal betalen` }).click()
      await expect(page.getByText(`Betaling op factuur ${digits} is geboekt`)).toBeVisible()
      await synchronise(page)
      await synchronise(page)
      expect((await office.paymentsOn(mixed.id)).map(({ amount }) => Number(amount))).toEqual([151.39])
      await page.goto(office.pageOf(mixed.id))
      await expect(page.getByRole('definition').filter({ hasText: /^Betaald$/ })).toBeVisible()
      await page.goto('/facturen?state=booked')
      await expect(page.getByRole('row', { name: mixed.number })).toContainText('Betaald')
    })
  },
)
