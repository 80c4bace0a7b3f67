import { expect, signedInTest } from './fixtures'
import {
  addCopies,
  addHalfwayAction,
  chooseEverything,
  findInvoice,
  forgetAction,
  putCopiesAway,
  whilePaused,
} from './many-invoices'
import { expectGoodInEveryLook } from './pages'
import { workspaceOf } from './people'
import { synchronise } from './portal'

const prefix = 'K90'
/** Thousands in a few seconds each; far less than this, unless the machine is busy. */
const soon = { timeout: 60_000 }

signedInTest(
  'five thousand invoices are handed over, ignored and taken back at once, while one looks elsewhere',
  async ({ page, office, stack }) => {
    const workspaceId = await workspaceOf(stack.databaseUrl, stack.demo.email)
    const customer = await office.addOrganization({ name: 'Veelafnemer B.V.', email: 'veel@afnemer.example' })
    const { number } = await office.sendInvoice({
      organizationId: customer.id,
      date: '2026-01-05',
      lines: [{ group: 'low', vat: 'low', amount: '1', price: '100', description: 'Abonnement' }],
    })
    await synchronise(page)
    const { id } = await findInvoice(page, 'pending', number)
    await addCopies(stack.databaseUrl, id, { count: 5000, prefix })
    try {
      await whilePaused(stack.databaseUrl, workspaceId, async () => {
        await signedInTest.step('found by VAT class and revenue group, which stand in the address', async () => {
          await page.goto(`/facturen?state=pending&q=${prefix}`)
          await page.getByText(/^Filters/).click()
          await page.getByLabel('Btw-klasse').selectOption({ label: 'BTW laag 9%' })
          await page.getByLabel('Omzetgroep').selectOption({ label: '8010 Omzet laag' })
          await page.getByRole('button', { name: 'Tonen' }).click()
          await expect(page).toHaveURL(/vat=vatclass.*group=revenuegroup/)
          await expect(page.getByRole('link', { name: 'Te verwerken 5.000' })).toBeVisible()
          await page.getByLabel('Btw-klasse').selectOption({ label: 'BTW hoog 21%' })
          await page.getByRole('button', { name: 'Tonen' }).click()
          await expect(page.getByText('Niets gevonden')).toBeVisible()
        })

        await signedInTest.step('the preview tells of all of them, and pages through their entries', async () => {
          await chooseEverything(page, `/facturen?state=pending&q=${prefix}`, 'Verwerken')
          const dialog = page.getByRole('dialog', { name: '5.000 facturen verwerken' })
          await expect(dialog.getByRole('status')).toContainText('5.000 facturen kunnen geboekt worden', soon)
          const totals = dialog.getByRole('table', { name: 'Totalen per rekening' })
          await expect(totals.getByRole('row', { name: /^8010 / })).toContainText('€ 500.000,00')
          await expect(dialog.getByRole('table', { name: 'Totalen per btw-code' })).toContainText('€ 45.000,00')
          await dialog.getByRole('button', { name: 'Volgende' }).click()
          await expect(dialog.getByText('Bladzijde 2 van 250')).toBeVisible(soon)
          await dialog.getByRole('button', { name: '5.000 facturen verwerken' }).click()
          await expect(dialog).toBeHidden(soon)
        })

        await signedInTest.step('it goes on while one looks elsewhere, and says what came of it', async () => {
          await page.goto('/combis')
          await page.goto(`/facturen?state=offered&q=${prefix}`)
          await expect(page.getByText('5.000 facturen zijn aangeboden.').first()).toBeVisible(soon)
          await expect(page.getByRole('link', { name: 'Aangeboden 5.000' })).toBeVisible()
        })

        await signedInTest.step('they are ignored with a reason, and taken back', async () => {
          await chooseEverything(page, `/facturen?state=offered&q=${prefix}`, 'Negeren')
          const dialog = page.getByRole('dialog', { name: '5.000 facturen negeren' })
          await dialog.getByLabel('Reden (niet verplicht)').fill('Al verwerkt')
          await dialog.getByRole('button', { name: 'Negeren' }).click()
          await expect(page.getByText('5.000 facturen worden genegeerd').first()).toBeVisible(soon)
          await chooseEverything(page, `/facturen?state=ignored&q=${prefix}`, 'Toch verwerken')
          await expect(page.getByText('5.000 facturen staan weer bij Te verwerken.').first()).toBeVisible(soon)
        })
      })
    } finally {
      await putCopiesAway(stack.databaseUrl, prefix)
    }

    await signedInTest.step('half-way it shows how far it is, to everybody', async () => {
      const action = await addHalfwayAction(stack.databaseUrl, workspaceId)
      // Where few invoices stand: those on the others are looked at elsewhere.
      await page.goto('/facturen?state=failed')
      const progress = page.getByRole('progressbar', { name: 'Bezig met negeren: 1.500 van 5.000 facturen.' })
      await expect(progress).toHaveAttribute('value', '1500')
      await expect(page.getByText('Je kunt deze pagina verlaten: het gaat gewoon door.')).toBeVisible()
      await expectGoodInEveryLook(page)
      await forgetAction(stack.databaseUrl, action)
    })
  },
)
