import type { Page } from '@playwright/test'
import { expect, signedInTest } from './fixtures'
import { press, tabTo, typeInto, whenAlive } from './keyboard'
import { findInvoice, whilePaused } from './many-invoices'
import { addVisitor, asPortal, enterAs, workspaceOf } from './people'
import { chooseAction, synchronise } from './portal'

/** Chooses one invoice of a tab and an action from the menu, with keys alone. */
const chooseByKeys = async (page: Page, { state, number, action }: Record<'state' | 'number' | 'action', string>) => {
  await page.goto(`/facturen?state=${state}&q=${number}`)
  const box = page.getByRole('checkbox', { name: `Kies factuur ${number}` })
  await whenAlive(box)
  await tabTo(page, box)
  await page.keyboard.press('Space')
  await expect(page.getByText('1 gekozen')).toBeVisible()
  // The menu stands before the rows.
  const menu = page.getByRole('button', { name: 'Acties' })
  await menu.focus()
  await page.keyboard.press('Enter')
  const item = page.getByRole('menuitem', { name: action })
  await expect(item).toBeVisible()
  for (let presses = 0; presses < 5; presses += 1) {
    if (await item.evaluate((element) => element === document.activeElement)) break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
}

signedInTest(
  'every action on invoices is done by keyboard alone, and two people at once double nothing',
  async ({ page, browser, office, books, stack }) => {
    const workspaceId = await workspaceOf(stack.databaseUrl, stack.demo.email)
    const customer = await office.addOrganization({ name: 'Toetsenbord & Zn.', email: 'toetsen@bord.example' })
    const send = (description: string) =>
      office.sendInvoice({
        organizationId: customer.id,
        date: '2026-11-10',
        lines: [{ group: 'high', vat: 'high', amount: '1', price: '40', description }],
      })
    const [moved, stuck, raced] = [await send('Andere datum'), await send('Opnieuw'), await send('Samen')]
    await synchronise(page)
    const stuckId = (await findInvoice(page, 'pending', stuck.number)).id

    await whilePaused(stack.databaseUrl, workspaceId, async () => {
      await signedInTest.step(
        'ignored with a reason, which has not arrived yet while the combi stands still',
        async () => {
          await chooseByKeys(page, { state: 'pending', number: moved.number, action: 'Negeren' })
          await typeInto(page, page.getByLabel('Reden (niet verplicht)'), 'Eerst overleggen')
          await page.keyboard.press('Enter')
          await expect(page.getByText('1 factuur wordt genegeerd').first()).toBeVisible()
          await page.goto(`/facturen?state=ignored&q=${moved.number}`)
          await expect(page.getByText('Nog niet aangekomen op de tijdlijn in Simplicate')).toBeVisible()
          expect(await office.timelineOf(moved.id)).toEqual([])
        },
      )

      await signedInTest.step('processed after all, under another date, and under yet another', async () => {
        await chooseByKeys(page, { state: 'ignored', number: moved.number, action: 'Toch verwerken' })
        await expect(page.getByText('1 factuur staat weer bij Te verwerken').first()).toBeVisible()
        for (const { state, action, day } of [
          { state: 'pending', action: 'Verwerken', day: '2026-10-31' },
          { state: 'offered', action: 'Boekingsdatum wijzigen', day: '2026-09-30' },
        ]) {
          await chooseByKeys(page, { state, number: moved.number, action })
          const dialog = page.getByRole('dialog')
          await tabTo(page, dialog.getByRole('radio', { name: 'Gelijk aan factuurdatum' }))
          await page.keyboard.press('ArrowDown')
          await dialog.getByLabel('Datum', { exact: true }).fill(day)
          const confirm = dialog.getByRole('button', { name: '1 factuur verwerken' })
          await expect(confirm).toBeEnabled()
          await press(page, confirm)
          await expect(page.getByText('1 factuur aangeboden').first()).toBeVisible()
        }
      })

      await signedInTest.step('offered again once its question is answered', async () => {
        await asPortal(stack.databaseUrl, async (client) => {
          await client.query(
            `UPDATE "Invoice" SET state = 'action', "reasonCode" = 'plan-changed', "offeredAt" = now(),
               "reasonParams" = '{"field": "account", "was": "8000", "now": "8010"}' WHERE id = $1`,
            [stuckId],
          )
        })
        await chooseByKeys(page, { state: 'action', number: stuck.number, action: 'Opnieuw aanbieden' })
        const confirm = page.getByRole('dialog').getByRole('button', { name: '1 factuur verwerken' })
        await expect(confirm).toBeEnabled()
        await press(page, confirm)
        await expect(page.getByText('1 factuur aangeboden').first()).toBeVisible()
      })
    })

    const other = await browser.newContext({ baseURL: stack.appUrl, locale: 'nl-NL' })
    const second = await other.newPage()
    await enterAs(second, await addVisitor(stack.databaseUrl, 'owner', workspaceId), stack)

    await signedInTest.step('of two who hand one over at once, the second reads that something changed', async () => {
      const [mine, theirs] = [
        await chooseAction(page, [raced.number], 'Verwerken'),
        await chooseAction(second, [raced.number], 'Negeren'),
      ]
      const alsoTheirs = await other.newPage()
      const preview = await chooseAction(alsoTheirs, [raced.number], 'Verwerken')
      for (const dialog of [mine, preview])
        await expect(dialog.getByRole('button', { name: '1 factuur verwerken' })).toBeEnabled()
      await mine.getByRole('button', { name: '1 factuur verwerken' }).click()
      await expect(page.getByText('1 factuur aangeboden').first()).toBeVisible()
      await expect.poll(() => books.entriesOf(raced.number), { timeout: 60_000 }).toHaveLength(1)
      await preview.getByRole('button', { name: '1 factuur verwerken' }).click()
      await expect(preview.getByText('Er is intussen iets veranderd, en nog niets aangeboden.')).toBeVisible()
      await theirs.getByRole('button', { name: 'Negeren' }).click()
      await expect(second.getByText('1 factuur was intussen verder en is niet gewijzigd.').first()).toBeVisible()
    })

    await signedInTest.step(
      'new ones are fetched by keyboard; each is booked once, and each message has arrived',
      async () => {
        await page.goto('/facturen?state=booked')
        const refresh = page.getByRole('button', { name: 'Vernieuwen' })
        await whenAlive(refresh)
        await press(page, refresh)
        await expect(page.getByText('Nieuwe facturen worden nu opgehaald.').first()).toBeVisible()
        const entries = async () => [
          (await books.entriesOf(moved.number)).map(({ period }) => period),
          (await books.entriesOf(stuck.number)).map(({ period }) => period),
          (await books.entriesOf(raced.number)).map(({ period }) => period),
        ]
        await expect.poll(entries, { timeout: 90_000 }).toEqual([['2026/9'], ['2026/11'], ['2026/11']])
        // The scheduler looks every minute at what waits for a timeline.
        await expect.poll(async () => (await office.timelineOf(moved.id)).length, { timeout: 90_000 }).toBe(2)
        expect(await office.timelineOf(raced.id)).toEqual([])
        await page.goto(`/facturen?state=booked&q=${moved.number}`)
        await expect(page.getByRole('row', { name: moved.number })).toContainText('Verwerkt')
        await expect(page.getByText('Nog niet aangekomen')).toHaveCount(0)
      },
    )
    await other.close()
  },
)
