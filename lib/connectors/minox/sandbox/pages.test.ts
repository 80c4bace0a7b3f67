import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openItems } from './receivables'
import { startWithToken } from './testing'

let world: Awaited<ReturnType<typeof startWithToken>>
beforeEach(async () => {
  world = await startWithToken()
})
afterEach(() => world.sandbox.stop())

const books = '/boeken/12345/1'
const get = async (path: string) => {
  const response = await fetch(world.sandbox.baseUrl + path)
  return { status: response.status, text: await response.text() }
}
const submit = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(world.sandbox.baseUrl + books + path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
    redirect: 'manual',
  })
const noticeOf = (response: Response) =>
  new URL(response.headers.get('location') ?? '', 'http://x').searchParams.get('melding')

const firstOpen = () => {
  const item = openItems(world.administration).find(({ balanceCents }) => balanceCents > 0)
  if (!item) throw new Error('the seed has open items')
  return item
}
const now = (invoiceNumber: number) =>
  openItems(world.administration).find((item) => item.invoiceNumber === invoiceNumber)
const fieldsOf = (item: { customerId: number; invoiceNumber: number }) => ({
  customer: String(item.customerId),
  invoice_number: String(item.invoiceNumber),
})

describe('the pages', () => {
  it.each([
    ['/', 'Breekijzer B.V.'],
    [`${books}/boekingen`, 'Regels van factuur'],
    [`${books}/openstaand`, 'openstaande posten'],
    [`${books}/betalingen`, 'Betalingen en afboekingen'],
    [`${books}/debiteuren`, 'Bakkerij De Gouden Korenaar'],
    [`${books}/rekeningen`, '8090'],
    [`${books}/perioden`, 'Boekjaar 2027'],
  ])('%s shows %s', async (path, words) => {
    const { status, text } = await get(path)
    expect(status).toBe(200)
    expect(text).toContain(words)
    expect(text).toContain('<html lang="nl">')
    expect(text).toContain('name="viewport"')
  })

  it('say so when there is nothing', async () => {
    expect((await get('/boeken/12345/9/boekingen')).status).toBe(404)
    expect((await get(`${books}/winst`)).status).toBe(404)
    expect((await get('/boeken/12345/4/boekingen')).text).toContain('Nog geen verkoopboekingen')
  })

  it('write names as text, never as markup', async () => {
    const [customer] = world.administration.customers
    if (customer?.addresses[0]) customer.addresses[0].name = '<script>alert(1)</script>'
    const { text } = await get(`${books}/debiteuren`)
    expect(text).not.toContain('<script>')
    expect(text).toContain('&lt;script&gt;')
  })
})

describe('the buttons', () => {
  it('pay an invoice in part and then the rest', async () => {
    const item = firstOpen()
    const part = await submit('/betalen', { ...fieldsOf(item), amount: '0,50' })
    expect(part.status).toBe(303)
    expect(now(item.invoiceNumber)?.paidCents).toBe(item.paidCents + 50)
    await submit('/betalen', fieldsOf(item))
    expect(now(item.invoiceNumber)?.balanceCents).toBe(0)
    const again = await submit('/betalen', fieldsOf(item))
    expect(noticeOf(again)).toBe('Er staat niets meer open')
    await submit('/terugboeken', fieldsOf(item))
    expect(now(item.invoiceNumber)?.paidCents).toBe(0)
  })

  it('refuse an amount that cannot be read', async () => {
    const item = firstOpen()
    expect(noticeOf(await submit('/betalen', { ...fieldsOf(item), amount: 'tien' }))).toBe(
      'De ingevulde waarde is niet te lezen',
    )
    expect(now(item.invoiceNumber)?.paidCents).toBe(item.paidCents)
  })

  it('write off, and remove an entry', async () => {
    const item = firstOpen()
    await submit('/afboeken', fieldsOf(item))
    expect(now(item.invoiceNumber)?.balanceCents).toBe(0)
    await submit('/verwijderen', { batch: item.batchId })
    expect(now(item.invoiceNumber)).toBeUndefined()
  })

  it('close and open a period', async () => {
    const period = { fiscal_year: '2026', period: '3' }
    await submit('/periode', { ...period, closed: '1' })
    expect(world.administration.closedPeriods).toContain('2026/3')
    expect((await get(`${books}/perioden`)).text).toContain('Periode 3 van 2026 openen')
    await submit('/periode', { ...period, closed: '0' })
    expect(world.administration.closedPeriods).not.toContain('2026/3')
  })

  it('block and release a debtor and an account', async () => {
    await submit('/blokkeren/customer', { customer: '1000', blocked: '1' })
    expect(world.administration.customers[0]?.blocked.active).toBe(true)
    await submit('/blokkeren/customer', { customer: '1000', blocked: '0' })
    expect(world.administration.customers[0]?.blocked).toEqual({ active: false, reason: '' })
    await submit('/blokkeren/ledger_account', { ledger_account: '8000', blocked: '1' })
    expect(world.administration.ledgerAccounts.find(({ id }) => id === 8000)?.blocked.active).toBe(true)
  })

  it('change a debtor and leave the rest of him alone', async () => {
    const before = structuredClone(world.administration.customers[0])
    await submit('/debiteur', {
      customer: '1000',
      name: 'Bakkerij Nieuw',
      email: 'nieuw@bakkerij.example',
      street: 'Markt 1',
      postal_code: '7411 CD',
      city: 'Deventer',
    })
    const [after] = world.administration.customers
    expect(after?.addresses[0]).toMatchObject({
      name: 'Bakkerij Nieuw',
      email_addresses: [{ email_address: 'nieuw@bakkerij.example' }],
    })
    expect(after?.rest).toEqual(before?.rest)
  })

  it('do nothing for a form on another page', async () => {
    const item = firstOpen()
    const response = await submit('/betalen', fieldsOf(item), { origin: 'https://elders.example' })
    expect(response.status).toBe(403)
    expect(now(item.invoiceNumber)?.paidCents).toBe(item.paidCents)
  })
})
