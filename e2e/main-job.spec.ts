import { expect, expectAccessible, signedInTest } from './fixtures'
import { press } from './keyboard'
import { looks, wear, widthBeyondView } from './pages'
import { chooseAction, synchronise } from './portal'

signedInTest(
  'an offered invoice is booked exactly once, and its payment comes back',
  async ({ page, office, books }) => {
    const customer = await office.addOrganization({
      name: 'Bakkerij De Gouden Korenaar B.V.',
      email: 'Administratie@GoudenKorenaar.example',
      // What is reverse-charged is booked for nobody without one.
      vatNumber: 'NL123456782B90',
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
      await expect(own.getByRole('status')).toContainText('2 facturen kunnen geboekt worden, samen € 248,19')
      const totals = own.getByRole('table', { name: 'Totalen per rekening' })
      await expect(totals.getByRole('row', { name: /^8000 / })).toContainText('€ 102,88')
      await expect(totals.getByRole('row', { name: /^8010 / })).toContainText('€ 24,69')
      await expect(totals.getByRole('row', { name: /^8090 / })).toContainText('€ 80,00')
      await own.getByText(unnumbered.number, { exact: true }).click()
      const entry = own.getByRole('table', { name: `Boeking van factuur ${unnumbered.number}` })
      await expect(entry.getByRole('row', { name: /^8090 / })).toContainText('standaard omzetrekening')
      for (const look of looks) {
        await wear(page, look)
        await expectAccessible(page)
        expect(await widthBeyondView(page)).toBe(0)
      }
      await own.getByRole('button', { name: '2 facturen verwerken' }).click()
      await expect(page.getByText('2 facturen aangeboden').first()).toBeVisible()
      const other = await chooseAction(page, [reverseCharged.number], 'Verwerken')
      await other.getByRole('radio', { name: 'Afwijkende datum' }).check()
      await other.getByLabel('Datum', { exact: true }).fill('2026-11-05')
      await expect(other.getByRole('button', { name: '1 factuur verwerken' })).toBeEnabled()
      await other.getByText(reverseCharged.number, { exact: true }).click()
      await expect(other.getByRole('definition').filter({ hasText: '11 van 2026' })).toBeVisible()
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

    await signedInTest.step('its own page shows the entry as sent and as read back, and what happened', async () => {
      await page.getByRole('link', { name: mixed.number, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name: `Factuur ${mixed.number}` })).toBeVisible()
      const entry = page.getByRole('table', { name: 'Verstuurd en teruggelezen' })
      for (const [fact, value] of [
        ['Rekening 8000, btw-code 1', '€ 102,88'],
        ['Rekening 8010, btw-code 2', '€ 24,69'],
        ['Totaal inclusief btw', '€ 151,39'],
      ] as const)
        await expect(entry.getByRole('row', { name: fact }).getByRole('cell')).toHaveText([value, value])
      await expect(page.getByText('Betaling van € 151,39 op')).toBeVisible()
      for (const look of looks) {
        await wear(page, look)
        await expectAccessible(page)
        expect(await widthBeyondView(page)).toBe(0)
      }
      const answer = await page.request.post(`/api${new URL(page.url()).pathname.replace('facturen', 'invoices')}/undo`)
      expect([answer.status(), await answer.text()]).toEqual([
        409,
        expect.stringContaining('al betaald, dus de boeking blijft staan'),
      ])
      expect(await books.entriesOf(mixed.number)).toHaveLength(1)
    })

    await signedInTest.step(
      'a booking that nothing was paid on is taken back, by keyboard, and booked anew',
      async () => {
        await page.goto('/facturen?state=booked')
        await page.getByRole('link', { name: unnumbered.number, exact: true }).click()
        await press(page, page.getByRole('button', { name: 'Ongedaan maken' }))
        const question = page.getByRole('dialog', { name: 'Boeking ongedaan maken' })
        await press(page, question.getByRole('button', { name: 'Ongedaan maken' }))
        await expect(question).toBeHidden()
        await expect(page.getByText(/^Boeking \d+ uit Minox Online verwijderd/)).toBeVisible()
        expect(await books.entriesOf(unnumbered.number)).toEqual([])
        await press(page, page.getByRole('button', { name: 'Verwerken' }))
        await press(page, page.getByRole('dialog').getByRole('button', { name: '1 factuur verwerken' }))
        await expect(page.getByText('1 factuur aangeboden').first()).toBeVisible()
        await synchronise(page)
        expect(await books.entriesOf(unnumbered.number)).toHaveLength(1)
      },
    )
  },
)
