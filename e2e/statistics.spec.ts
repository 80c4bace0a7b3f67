import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { expect, signedInTest } from './fixtures'
import { whenAlive } from './keyboard'
import { expectGoodInEveryLook } from './pages'
import { addVisitor } from './people'
import { chooseAction, synchronise } from './portal'

/** A downloaded file as rows of cells. */
const readCsv = async (download: Download): Promise<string[][]> => {
  const text = await readFile(await download.path(), 'utf8')
  return text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(';'))
}

const addressOf = async (page: Page, name: 'Statistieken' | 'Aansluiting'): Promise<string> => {
  await page.goto('/combis')
  const address = await page.getByRole('link', { name }).first().getAttribute('href')
  if (address === null) throw new Error(`The card of the combi leads to no ${name}`)
  return address
}

/** `€ 1.234,50` or `1234,50` → 123450. */
const toCents = (text: string): number => Number(text.replace(/[^\d-]/g, ''))

signedInTest.describe.serial('the figures of a combi', () => {
  signedInTest(
    'are charts that the keyboard goes along, a table, and a file that says the same',
    async ({ page, office }) => {
      const customer = await office.addOrganization({ name: '=Formule B.V.', email: 'formule@cijfers.example' })
      const send = (price: string) =>
        office.sendInvoice({
          organizationId: customer.id,
          date: '2026-11-12',
          lines: [{ group: 'high', vat: 'high', amount: '1', price, description: 'Cijfers' }],
        })
      const invoices = [await send('100'), await send('33.33'), await send('12.5')]
      await synchronise(page)
      const offer = await chooseAction(
        page,
        invoices.slice(0, 2).map(({ number }) => number),
        'Verwerken',
      )
      await offer.getByRole('button', { name: 'Verwerken' }).click()
      await expect(offer).toBeHidden()
      await synchronise(page)

      await page.goto(`${await addressOf(page, 'Statistieken')}?by=week`)
      await expect(page.getByRole('heading', { level: 1, name: 'Statistieken' })).toBeVisible()
      const chart = page.getByRole('slider', { name: 'Facturen' })
      const last = await chart.getAttribute('aria-valuetext')
      expect(last).toMatch(/^Week \d+: .*Geboekt \d+/)
      await whenAlive(chart)
      await chart.focus()
      await page.keyboard.press('ArrowLeft')
      await expect(chart).not.toHaveAttribute('aria-valuetext', last ?? '')
      await expect(page.getByText((await chart.getAttribute('aria-valuetext')) ?? '')).toBeVisible()
      await page.keyboard.press('End')
      await expect(chart).toHaveAttribute('aria-valuetext', last ?? '')

      await page.getByText('Als tabel').first().click()
      await expect(page.getByRole('table', { name: /^Facturen van / })).toContainText('Week')

      await page.getByText('Alle cijfers', { exact: true }).click()
      const total = page.getByRole('table', { name: /^Alle cijfers/ }).getByRole('row', { name: /^Totaal/ })
      const shown = await total.getByRole('cell').allTextContents()
      const downloading = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Download CSV' }).click()
      const rows = await readCsv(await downloading)
      const heads = rows[0] ?? []
      const ofTotal = rows.find(([first]) => first === 'Totaal') ?? []
      for (const [column, cell] of [
        ['Synchronisaties', shown[1]],
        ['Geboekt', shown[2]],
        ['Bedrag geboekt', shown[3]],
        ['Aanroepen', shown[10]],
      ] as const)
        expect(toCents(ofTotal[heads.indexOf(column)] ?? ''), column).toBe(toCents(cell ?? ''))
      expect(toCents(ofTotal[heads.indexOf('Geboekt')] ?? '')).toBeGreaterThanOrEqual(2)

      await expectGoodInEveryLook(page)
    },
  )

  signedInTest('stand in the address: period, granularity and what they are compared with', async ({ page }) => {
    await page.goto(await addressOf(page, 'Statistieken'))
    await page.getByLabel('Periode', { exact: true }).selectOption('quarter')
    await expect(page).toHaveURL(/period=quarter/)
    await page.getByLabel('Vergelijk met').selectOption('last-year')
    await expect(page).toHaveURL(/compare=last-year/)
    await page.reload()
    await expect(page.getByLabel('Periode', { exact: true })).toHaveValue('quarter')
    await expect(page.getByLabel('Per', { exact: true })).toHaveValue('week')
    await page.getByLabel('Periode', { exact: true }).selectOption('custom')
    await page.getByLabel('Van', { exact: true }).fill('2026-11-20')
    await page.getByLabel('Tot en met').fill('2026-11-10')
    await page.getByRole('button', { name: 'Tonen' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'Kies een begin' })).toBeVisible()
    await page.getByLabel('Tot en met').fill('2026-11-22')
    await page.getByRole('button', { name: 'Tonen' }).click()
    await expect(page).toHaveURL(/from=2026-11-20&to=2026-11-22/)
    await expect(page.getByText(/^Van 20-11-2026 t\/m 22-11-2026/)).toBeVisible()
  })

  signedInTest(
    'of a month add up, are read afresh on request, and go to the accountant as they stand',
    async ({ page }) => {
      await page.goto(`${await addressOf(page, 'Aansluiting')}?maand=2026-11`)
      await expect(page.getByRole('heading', { level: 1, name: 'Aansluiting' })).toBeVisible()
      await page.getByRole('button', { name: 'Opnieuw lezen' }).click()
      await expect(page.getByText(/^Opnieuw gelezen /)).toBeVisible({ timeout: 60_000 })
      const equation = page.getByRole('table', { name: /^Wat in november 2026 is gefactureerd/ })
      const rowsShown = await equation.getByRole('row').allInnerTexts()
      const grossOf = (name: string) =>
        toCents((rowsShown.find((row) => row.startsWith(name)) ?? '').split('€').at(-1) ?? '')
      const parts = [
        'Geboekt',
        'Genegeerd',
        'Mislukt',
        'Vraagt actie',
        'Aangeboden',
        'Nog niet aangeboden',
        'Verschillen',
      ]
      const sum = parts.map(grossOf).reduce((one, other) => one + other, 0)
      expect(grossOf('Gefactureerd')).toBeGreaterThan(0)
      expect(sum).toBe(grossOf('Gefactureerd'))

      const downloading = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Download CSV' }).click()
      const rows = await readCsv(await downloading)
      const ofTotal = rows.find(([first]) => first?.startsWith('Gefactureerd')) ?? []
      expect(toCents(ofTotal[4] ?? '')).toBe(grossOf('Gefactureerd'))
      expect(rows.flat().filter((cell) => /^[=+@]/.test(cell))).toEqual([])
      await expectGoodInEveryLook(page)
    },
  )

  signedInTest('are for the owner, and for no stranger', async ({ page, request, stack }) => {
    const [statistics, reconciliation] = [await addressOf(page, 'Statistieken'), await addressOf(page, 'Aansluiting')]
    const id = statistics.split('/')[2] ?? ''
    const stranger = await addVisitor(stack.databaseUrl, 'owner')
    const paths = ['statistics', 'statistics-export', 'reconciliation', 'reconciliation-export']
    for (const path of paths) {
      const address = `/api/combis/${id}/${path}`
      expect((await page.request.get(address)).status(), address).toBe(200)
      expect((await request.get(address, { headers: { cookie: stranger.cookie } })).status(), address).toBe(404)
    }
    for (const address of [statistics, reconciliation]) {
      expect((await page.request.get(address)).status(), address).toBe(200)
      expect((await request.get(address, { headers: { cookie: stranger.cookie } })).status(), address).toBe(404)
    }
  })
})
