import { readFile } from 'node:fs/promises'
import type { Download, Locator, Page } from '@playwright/test'
import { readSheet } from 'read-excel-file/node'
import { expect, signedInTest } from './fixtures'
import { expectGoodInEveryLook } from './pages'
import { addVisitor, workspaceOf } from './people'
import { chooseAction, synchronise } from './portal'

const debtor = '=Formule; & Zn. B.V.'
/** The page looks again by itself within a quarter of a minute. */
const soon = { timeout: 60_000 }

const logAddress = async (page: Page): Promise<string> => {
  await page.goto('/combis')
  const address = await page.getByRole('link', { name: 'Logboek' }).first().getAttribute('href')
  if (address === null) throw new Error('The card of the combi leads to no log')
  return address
}

/** Rows of the log on the screen: the first line of each, without what stands beneath it. */
const rowsOf = (page: Page): Locator => page.locator('.stacked-table > tbody > tr:first-child')

/** What they say, without the button at their end. */
const linesOf = (page: Page): Promise<string[][]> =>
  rowsOf(page).evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll('td')].slice(0, -1).map(({ textContent }) => textContent)),
  )

const rowOf = (page: Page, number: string): Locator =>
  page.locator('.stacked-table > tbody').filter({ hasText: number })

const save = async (page: Page, name: string): Promise<Download> => {
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name }).click()
  return downloading
}

const readCsv = async (download: Download): Promise<string[][]> =>
  (await readFile(await download.path(), 'utf8'))
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(([, quoted, bare]) =>
        (quoted ?? bare ?? '').replaceAll('""', '"'),
      ),
    )

signedInTest(
  'a run that fails half-way is found in the log, explained, tried again and booked once; and what is filtered can be shared and saved',
  async ({ page, office, books, browser, request, stack }) => {
    const log = await logAddress(page)
    const customer = await office.addOrganization({ name: debtor, email: 'formule@logboek.example' })
    const send = async (price: string) =>
      (
        await office.sendInvoice({
          organizationId: customer.id,
          date: '2026-11-12',
          lines: [{ group: 'high', vat: 'high', amount: '1', price, description: 'Logboek' }],
        })
      ).number
    const numbers = [await send('100'), await send('33.33'), await send('12.5'), await send('7')]
    await synchronise(page)
    const trouble = {
      match: { method: 'PUT', path: '/transaction_line_batch/' },
      mode: 'status',
      status: 422,
      times: 3,
    }
    expect((await request.post(`${stack.minoxUrl}/__sandbox/fault`, { data: trouble })).ok()).toBe(true)
    const offer = await chooseAction(page, numbers, 'Verwerken')
    await offer.getByRole('button', { name: 'Verwerken' }).click()
    await expect(offer).toBeHidden()
    await synchronise(page)

    await page.goto(log)
    await page.getByRole('link', { name: 'Regels' }).click()
    await expect(page).toHaveURL(/view=records/)
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('/')
    await expect(page.getByLabel('Zoeken')).toBeFocused()
    await page.keyboard.type('formule;')
    await page.getByLabel('Uitkomst').selectOption('failed')
    await page.getByRole('button', { name: 'Tonen' }).click()
    await expect(page).toHaveURL(/q=formule.*outcome=failed/)
    await expect(rowsOf(page)).toHaveCount(3)
    const shown = (await linesOf(page)).map(([, , number = '']) => numbers.find((one) => number.includes(one)) ?? '')
    expect(shown.filter((number) => number === '')).toEqual([])
    const [first = '', second = ''] = shown

    await signedInTest.step('the requests behind a record', async () => {
      await rowOf(page, first)
        .getByRole('button', { name: new RegExp(`^Toon ?: ${first}$`) })
        .click()
      const own = rowOf(page, first).getByRole('table', { name: 'Verzoeken die dit record noemen' })
      await expect(own.getByRole('row').filter({ hasText: 'PUT /' })).toContainText('422')
      await expect(rowOf(page, first)).toContainText('mogelijk ook voor andere records')
      await expectGoodInEveryLook(page)
    })

    const colleague = await addVisitor(
      stack.databaseUrl,
      'viewer',
      await workspaceOf(stack.databaseUrl, stack.demo.email),
    )
    const [name = '', value = ''] = colleague.cookie.split('=')
    const theirs = await browser.newContext({ baseURL: stack.appUrl, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' })
    await theirs.addCookies([{ name, value, url: stack.appUrl }])
    const other = await theirs.newPage()

    await signedInTest.step('the address opens the same rows for a colleague, who may only look', async () => {
      await other.goto(page.url())
      expect(await linesOf(other)).toEqual(await linesOf(page))
      await expect(other.getByRole('button', { name: /opnieuw proberen/i })).toHaveCount(0)
      await other.goto(`${log}?view=records&q=formule&kind=invoice`)
      await expect(rowsOf(other)).toHaveCount(4)
    })

    await signedInTest.step('one is tried again, then all with the same cause', async () => {
      await rowOf(page, first)
        .getByRole('button', { name: new RegExp(`^Opnieuw proberen ?: ${first}$`) })
        .click()
      await expect(page.getByRole('main').getByText(/^De factuur is opnieuw aangeboden\./)).toBeVisible()
      await expect(rowOf(page, first)).toContainText('Inmiddels geboekt', soon)
      const all = rowOf(page, second).getByRole('button', { name: 'Alle 2 met deze oorzaak opnieuw proberen' })
      await all.click()
      const question = page.getByRole('dialog', { name: '2 facturen opnieuw proberen?' })
      await question.getByRole('button', { name: 'Opnieuw proberen' }).click()
      await expect(page.getByRole('main').getByText(/^2 facturen zijn opnieuw aangeboden\./)).toBeVisible()
      for (const number of shown) await expect(rowOf(page, number)).toContainText('Inmiddels geboekt', soon)
      for (const number of numbers) expect(await books.entriesOf(number)).toHaveLength(1)
    })

    await signedInTest.step('new lines are counted and come when they are asked for', async () => {
      const chip = other.getByRole('button', { name: /^3 nieuwe regels/ })
      await expect(chip).toBeVisible(soon)
      await expect(rowsOf(other)).toHaveCount(4)
      await chip.click()
      await expect(rowsOf(other)).toHaveCount(7)
      await theirs.close()
    })

    await signedInTest.step('the files hold the rows of the screen', async () => {
      await page.goto(`${log}?view=records&q=formule&kind=invoice`)
      await expect(rowsOf(page)).toHaveCount(7)
      const onScreen = (await linesOf(page)).map(
        ([, kind = '', number = '', who = '', amount = '', , outcome = '']) => [
          ...[kind, numbers.find((one) => number.includes(one)), who],
          ...[amount.replaceAll(/[^\d,]/g, ''), /^(Geboekt|Mislukt)/.exec(outcome)?.[0]],
        ],
      )
      const [csvHead = [], ...csv] = await readCsv(await save(page, 'Download CSV'))
      const columns = ['Soort', 'Nummer of naam', 'Debiteur', 'Bedrag', 'Uitkomst'].map((one) => csvHead.indexOf(one))
      // In the file for a spreadsheet a name that begins as a formula is told to be text.
      const harmless = onScreen.map((row) => row.map((cell) => (cell === debtor ? `'${debtor}` : cell)))
      expect(csv.map((row) => columns.map((column) => row[column]))).toEqual(harmless)

      const file = await (await save(page, 'Download Excel')).path()
      const [, ...sheet] = await readSheet(file)
      const toText = (cell: unknown) => (typeof cell === 'number' ? cell.toFixed(2).replace('.', ',') : cell)
      expect(sheet.map((row) => columns.map((column) => toText(row[column])))).toEqual(onScreen)
    })

    await signedInTest.step('the page of a run shows its records in the same way', async () => {
      await page.goto(log)
      await page.getByRole('main').locator(`a[href^="${log}/"]`).first().click()
      await expect(page.getByRole('heading', { level: 1, name: 'Synchronisatie' })).toBeVisible()
      await expect(rowsOf(page).first()).toContainText('Geboekt')
      await expectGoodInEveryLook(page)
    })
  },
)
