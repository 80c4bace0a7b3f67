import { expect, expectAccessible, signedInTest } from './fixtures'
import { press, typeInto } from './keyboard'
import { looks, wear, widthBeyondView } from './pages'
import { synchronise } from './portal'

signedInTest('invoices are found, sorted and chosen by keyboard, all of a list at once', async ({ page, office }) => {
  const customer = await office.addOrganization({ name: 'Zoekmij & Vindmij', email: 'zoek@vindmij.example' })
  const send = (price: string) =>
    office.sendInvoice({
      organizationId: customer.id,
      date: '2026-10-05',
      lines: [{ group: 'high', vat: 'high', amount: '1', price, description: 'Zoeken' }],
    })
  const [dear, cheap] = [await send('900'), await send('5')]
  await synchronise(page)

  await signedInTest.step('a search stands in the address and finds part of a name', async () => {
    await page.goto('/facturen?state=pending')
    await typeInto(page, page.getByRole('searchbox', { name: 'Zoeken' }), 'zoekmij & v')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/q=zoekmij/)
    await expect(page.getByRole('checkbox', { name: /^Kies factuur/ })).toHaveCount(2)
    await press(page, page.getByRole('link', { name: 'Incl. btw', exact: true }))
    await expect(page).toHaveURL(/sort=gross&order=desc/)
    const first = () => page.getByRole('checkbox', { name: /^Kies factuur/ }).first()
    await expect(first()).toHaveAccessibleName(`Kies factuur ${dear.number}`)
    await press(page, page.getByRole('link', { name: 'Incl. btw', exact: true }))
    await expect(page).toHaveURL(/order=asc/)
    await expect(first()).toHaveAccessibleName(`Kies factuur ${cheap.number}`)
    for (const look of looks) {
      await wear(page, look)
      await expectAccessible(page)
      expect(await widthBeyondView(page)).toBe(0)
    }
    await page.goto('/facturen?state=pending&q=bestaat+niet')
    await expect(page.getByText('Niets gevonden')).toBeVisible()
  })

  await signedInTest.step('all of a list are previewed together, more than a page of them', async () => {
    await page.goto('/facturen?state=pending')
    const all = page.getByRole('checkbox', { name: /^Kies alle \d+ facturen op deze pagina/ })
    await all.check()
    const everything = page.getByRole('button', { name: /^Kies alle \d+ facturen in deze lijst/ })
    const count = Number(/\d+/.exec((await everything.textContent()) ?? '')?.[0])
    expect(count).toBeGreaterThan(50)
    await press(page, everything)
    await expect(page.getByText(`${String(count)} gekozen`)).toBeVisible()
    await page.getByRole('button', { name: 'Acties' }).click()
    await page.getByRole('menuitem', { name: 'Verwerken' }).click()
    const dialog = page.getByRole('dialog', { name: `${String(count)} facturen verwerken` })
    await expect(dialog.getByText(/^Bladzijde 1 van \d+/)).toBeVisible()
    const status = await dialog.getByRole('status').textContent()
    await press(page, dialog.getByRole('button', { name: 'Volgende' }))
    await expect(dialog.getByText(/^Bladzijde 2 van \d+/)).toBeVisible()
    await expect(dialog.getByRole('status')).toHaveText(status ?? '')
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  })

  await signedInTest.step('new invoices are fetched now', async () => {
    await page.getByRole('button', { name: 'Vernieuwen' }).click()
    await expect(page.getByText('Nieuwe facturen worden nu opgehaald.').first()).toBeVisible()
  })
})
