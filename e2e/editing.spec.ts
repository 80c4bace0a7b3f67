import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { editingAddress, saveSettings as save } from './editing-combi'
import { expect, signedInTest } from './fixtures'
import { expectGoodInEveryLook } from './pages'
import { asPortal, workspaceOf } from './people'
import { chooseAction, offerUnseen, synchronise } from './portal'

/** One more combi beside that of the demonstration, on the same accounts, for a test to remove. */
const addPausedCombi = (databaseUrl: string, workspaceId: string, name: string): Promise<string> =>
  asPortal(databaseUrl, async (client) => {
    const id = randomUUID()
    await client.query(
      `INSERT INTO "Combi" (id, "workspaceId", name, "sourceConnectionId", "booksConnectionId", state, "invoicesFrom",
         "nextSyncAt", "updatedAt")
       SELECT $1, "workspaceId", $3, "sourceConnectionId", "booksConnectionId", 'paused', "invoicesFrom", now(), now()
       FROM "Combi" WHERE "workspaceId" = $2 LIMIT 1`,
      [id, workspaceId, name],
    )
    return id
  })

signedInTest(
  'what is changed about a combi shows in the books, and never over somebody else’s change',
  async ({ page, context, office, books }) => {
    const address = await editingAddress(page)
    const customer = await office.addOrganization({ name: 'Bewerkt B.V.', email: 'post@bewerkt.example' })
    const send = (group: 'unnumbered' | 'high') =>
      office.sendInvoice({
        organizationId: customer.id,
        date: '2026-12-01',
        lines: [{ group, vat: 'high', amount: '1', price: '100', description: 'Advies' }],
      })
    const offer = async (number: string) => {
      await synchronise(page)
      const dialog = await chooseAction(page, [number], 'Verwerken')
      await dialog.getByRole('button', { name: 'Verwerken' }).click()
      await expect(page.getByText('1 factuur aangeboden').first()).toBeVisible()
      await synchronise(page)
    }
    const account = page.getByLabel('Standaard omzetrekening')

    await signedInTest.step('the questions stand as they were answered, with what a change means', async () => {
      await page.goto(address)
      await expect(account).toHaveValue('8090 Omzet overig')
      await page.getByLabel('Omschrijving van de boeking').fill('{subject} / {number}')
      await expect(page.getByRole('status').filter({ hasText: 'Wat dit betekent' })).toContainText('geboekt')
      await expect(page.locator('output')).toContainText(/ \/ F\d{4}-/)
      await expectGoodInEveryLook(page)
    })

    await signedInTest.step('of two windows the second is told that its picture is old', async () => {
      const other = await context.newPage()
      await other.goto(address)
      await expect(other.getByLabel('Standaard omzetrekening')).toHaveValue('8090 Omzet overig')
      await account.fill('8000 Omzet hoog')
      await save(page)
      await other.getByLabel('Optellen bij het factuurnummer').fill('5')
      await other.getByRole('button', { name: 'Bewaren' }).click()
      await expect(other.getByRole('alert').filter({ hasText: 'intussen gewijzigd' })).toBeVisible()
      await other.getByRole('button', { name: 'Opnieuw laden' }).click()
      await expect(other.getByLabel('Standaard omzetrekening')).toHaveValue('8000 Omzet hoog')
      await other.close()
    })

    await signedInTest.step('the next booking goes the new way', async () => {
      const { number } = await send('unnumbered')
      await offer(number)
      expect(await books.entriesOf(number)).toEqual([
        expect.objectContaining({ revenue: [{ account: '8000', vatId: 1, netCents: 10_000, vatCents: 2100 }] }),
      ])
    })

    await signedInTest.step('an invoice that waits for a VAT code goes by itself once the code is chosen', async () => {
      await page.goto(address)
      await page.getByRole('radio', { name: /^Zelf kiezen per btw-tarief/ }).check()
      await save(page)
      const { number } = await send('high')
      await synchronise(page)
      const preview = await chooseAction(page, [number], 'Verwerken')
      await expect(preview.getByText('1 factuur gaat niet mee')).toBeVisible()
      await offerUnseen(page, [number])
      await synchronise(page)
      expect(await books.entriesOf(number)).toEqual([])
      await page.goto(`${address}/omzetgroepen`)
      await expect(page.getByText(/wacht(en)? op een keuze hieronder/)).toBeVisible()
      await expectGoodInEveryLook(page)
      const code = page.getByLabel('Btw-code voor BTW hoog 21%').first()
      await code.selectOption({ value: '1' })
      await save(page)
      await expect.poll(async () => (await books.entriesOf(number)).length, { timeout: 60_000 }).toBe(1)
      await code.selectOption({ value: '' })
      await save(page)
    })

    await signedInTest.step('the way of before is put back', async () => {
      await page.goto(address)
      await page.getByRole('radio', { name: /^Volgens de grootboekrekening/ }).check()
      await page.getByLabel('Omschrijving van de boeking').fill('{number} {debtor}')
      await account.fill('8090 Omzet overig')
      await save(page)
    })

    await signedInTest.step('a paused combi says so everywhere, and goes on at once when it is resumed', async () => {
      await page.getByRole('button', { name: 'Pauzeren' }).click()
      await expect(page.getByText('De combi is gepauzeerd', { exact: true })).toBeVisible()
      await page.goto('/combis')
      await expect(page.getByText('Gepauzeerd').first()).toBeVisible()
      await page.goto(address)
      await page.getByRole('button', { name: 'Hervatten' }).click()
      await expect(page.getByText('De combi loopt', { exact: true })).toBeVisible()
      await synchronise(page)
    })

    await signedInTest.step('both accounts are shown, with the way to connect them again', async () => {
      await page.goto(`${address}/verbindingen`)
      await expect(page.getByRole('button', { name: 'Opnieuw verbinden' })).toHaveCount(2)
      await expectGoodInEveryLook(page)
    })
  },
)

signedInTest(
  'a combi is removed by typing its name, and its trail can still be downloaded',
  async ({ page, context, stack }) => {
    const name = 'Proefcombi – Minox'
    const id = await addPausedCombi(stack.databaseUrl, await workspaceOf(stack.databaseUrl, stack.demo.email), name)
    const address = `/combis/${id}/bewerken/verwijderen`
    const removeAs = async (on: Page, typed: string) => {
      await on.goto(address)
      await on.getByRole('main').getByRole('button', { name: 'Combi verwijderen' }).click()
      await on.getByLabel('Naam van de combi').fill(typed)
      await on.getByRole('dialog').getByRole('button', { name: 'Verwijderen' }).click()
    }
    await page.goto(address)
    await expectGoodInEveryLook(page)

    // A page of its own: what is refused is an error to the console.
    const other = await context.newPage()
    await removeAs(other, 'Een andere combi')
    await expect(other.getByRole('dialog').getByText('niet de naam van deze combi')).toBeVisible()
    await other.close()

    await removeAs(page, 'proefcombi - minox')
    await page.waitForURL('**/combis')
    await expect(page.getByRole('heading', { name: 'Simplicate – Minox Online' }).first()).toBeVisible()
    await expect(page.getByText(name)).toHaveCount(0)

    await page.goto('/combis/verwijderd')
    await expectGoodInEveryLook(page)
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: `Spoor van ${name} downloaden als CSV` }).click()
    const file = await readFile(await (await downloading).path(), 'utf8')
    expect(file).toContain('Factuur;Factuurdatum;Debiteur')
  },
)
