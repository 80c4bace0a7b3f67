import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { imbalanceOf } from './receivables'
import { addCustomer, batchId, batchLines, batchPath, codesOf, startWithToken } from './testing'

let world: Awaited<ReturnType<typeof startWithToken>>
beforeEach(async () => {
  world = await startWithToken({ seed: 'leeg' })
  addCustomer(world.administration, 1300)
  addCustomer(world.administration, 1301)
})
afterEach(() => world.sandbox.stop())

const put = (lines: unknown, id = batchId) => world.api('PUT', batchPath(id), lines)
const otherId = '11111111-0d3a-5d0e-9a4e-6a1f2b3c4d5e'
const account = (id: string, type = 'ledger_account') => ({ id, scheme: 'MINOX', type })
const lenient = () => {
  world.sandbox.world.store.settings.mode = 'lenient'
}
const pay = (amount?: number) => {
  world.sandbox.operations.pay({
    tenant: 12345,
    administration: 1,
    customer: 1300,
    invoice_number: 20260042,
    amount,
    date: '2026-03-20',
    journal: 'BANK',
  })
}

describe('a batch that follows the rules', () => {
  it('is booked, answered with its lines, and balances in the ledger with VAT on the VAT account', async () => {
    const { status, body } = await put(batchLines())
    expect(status).toBe(200)
    expect(body).toMatchObject([
      {
        batch_id: batchId,
        account: { id: '1300' },
        debit: 121,
        document_date: '2026-03-12T00:00:00.000Z',
        messages: [],
      },
      { account: { id: '8000' }, credit: 100, vat: { id: 1, amount: 21, percentage: 21, account_id: '1510' } },
    ])
    const [batch] = world.administration.batches
    expect(batch && imbalanceOf(batch)).toBe(0)
    expect(batch?.lines.filter(({ isAutomatic }) => isAutomatic)).toMatchObject([
      { accountId: '1510', creditCents: 2_100, lineNumber: 9001 },
    ])
  })

  it('makes an open item', async () => {
    await put(batchLines())
    const { body } = await world.api('GET', '/administration/1/receivable/account/1300/invoice/20260042')
    expect(body).toMatchObject({ total: 121, paid: 0, balance: 121, invoice_date: '2026-03-12T00:00:00.000Z' })
  })

  it('gets its VAT from the ledger account when it brings none', async () => {
    const { status } = await put(batchLines({}, { vat: undefined }))
    expect(status).toBe(200)
    expect(world.administration.batches[0]?.lines[1]?.vat).toEqual({ id: 1, amountCents: 2_100 })
  })

  it('may bring its VAT as a line of its own', async () => {
    const [customer, revenue] = batchLines({}, { vat: undefined })
    const { status } = await put([customer, revenue, { ...revenue, account: account('1510'), credit: 21 }])
    expect(status).toBe(200)
    expect(world.administration.batches[0]?.lines).toHaveLength(3)
  })

  it('may be a credit invoice with its sides swapped', async () => {
    const { status } = await put(
      batchLines({ debit: 0, credit: 121, due_date: '2026-03-01' }, { debit: 100, credit: 0 }),
    )
    expect(status).toBe(200)
    const { body } = await world.api('GET', '/administration/1/receivable/account/1300/invoice/20260042')
    expect(body).toMatchObject({ total: -121, balance: -121 })
  })

  it('changes nothing when it comes again, also after its period was closed or it was paid', async () => {
    await put(batchLines())
    const before = structuredClone(world.administration.batches[0])
    pay(10)
    world.sandbox.operations.setPeriod({ tenant: 12345, administration: 1, fiscal_year: 2026, period: 3, closed: true })
    expect((await put(batchLines())).status).toBe(200)
    expect(world.administration.batches[0]).toEqual(before)
  })

  it('replaces what stood under its id while unpaid and open', async () => {
    await put(batchLines())
    await put(batchLines({ debit: 242 }, { credit: 200, vat: { id: 1, amount: 42 } }))
    expect(world.administration.batches).toHaveLength(1)
    expect(world.administration.batches[0]?.lines[0]?.debitCents).toBe(24_200)
  })
})

describe('a batch is refused', () => {
  it.each<[why: string, code: string, lines: unknown]>([
    ['with no lines', 'SBX_LINES_EMPTY', []],
    ['with more than 8999 lines', 'SBX_LINES_TOO_MANY', Array.from({ length: 9000 }, () => batchLines()[1])],
    ['that is no list', 'SBX_BODY_INVALID', { lines: [] }],
    ['with a field that does not exist', 'SBX_FIELD_UNKNOWN', batchLines({ iban: 'NL91ABNA0417164300' })],
    ['with an amount as text', 'SBX_AMOUNT_INVALID', batchLines({ debit: '121.00' })],
    ['with a date that does not exist', 'SBX_FIELD_INVALID', batchLines({ document_date: '2026-02-30' })],
    [
      'in a journal that does not exist',
      'SBX_JOURNAL_NOT_FOUND',
      batchLines().map((line) => ({ ...line, journal: { id: 'ZZZZ' } })),
    ],
    [
      'in a journal that is not for sales',
      'SBX_JOURNAL_TYPE',
      batchLines().map((line) => ({ ...line, journal: { id: 'MEMO' } })),
    ],
    ['over two periods', 'SBX_LINES_MIXED', batchLines({ period: { id: 4, fiscal_year: 2026 } })],
    [
      'on another scheme',
      'SBX_ACCOUNT_ID_INVALID',
      batchLines({ account: { id: '1300', scheme: 'EXACT', type: 'customer' } }),
    ],
    ['on an account number of seven digits', 'SBX_ACCOUNT_ID_INVALID', batchLines({}, { account: account('1234567') })],
    ['on an account that does not exist', 'SBX_ACCOUNT_NOT_FOUND', batchLines({}, { account: account('8099') })],
    ['for a debtor that does not exist', 'SBX_ACCOUNT_NOT_FOUND', batchLines({ account: account('1999', 'customer') })],
    ['on a blocked account', 'SBX_ACCOUNT_BLOCKED', batchLines({}, { account: account('8060') })],
    ['with both sides on a line', 'SBX_AMOUNT_INVALID', batchLines({ debit: 121, credit: 1 })],
    ['with no side on a line', 'SBX_AMOUNT_INVALID', batchLines({ debit: 0 })],
    ['with a negative amount', 'SBX_AMOUNT_INVALID', batchLines({ debit: -121 })],
    ['with three decimals', 'SBX_AMOUNT_INVALID', batchLines({ debit: 121.001 })],
    ['of a thousand billion', 'SBX_AMOUNT_INVALID', batchLines({ debit: 1e12 })],
    ['that is a cent out of balance', 'SBX_NOT_BALANCED', batchLines({ debit: 121.01 })],
    ['with a VAT code that does not exist', 'SBX_VAT_NOT_FOUND', batchLines({}, { vat: { id: 99, amount: 21 } })],
    [
      'with VAT of another rate than its code',
      'SBX_VAT_AMOUNT',
      batchLines({ debit: 109 }, { vat: { id: 1, amount: 9 } }),
    ],
    [
      'with another VAT code than its account allows',
      'SBX_VAT_NOT_ALLOWED',
      batchLines({}, { account: account('8020') }),
    ],
    [
      'in a fiscal year that does not exist',
      'SBX_FISCAL_YEAR_NOT_FOUND',
      batchLines().map((line) => ({ ...line, period: { id: 3, fiscal_year: 2031 } })),
    ],
    [
      'in a thirteenth month',
      'SBX_PERIOD_INVALID',
      batchLines().map((line) => ({ ...line, period: { id: 13, fiscal_year: 2026 } })),
    ],
    ['dated outside its period', 'SBX_DATE_OUTSIDE_PERIOD', batchLines({ document_date: '2026-04-01' })],
    [
      'in a closed period',
      'SBX_PERIOD_CLOSED',
      batchLines().map((line) => ({ ...line, period: { id: 3, fiscal_year: 2024 }, document_date: '2024-03-12' })),
    ],
    [
      'with an invoice number that is not digits',
      'SBX_INVOICE_NUMBER_INVALID',
      batchLines({ invoice_number: 'F2026-0042' }),
    ],
    ['with an invoice number of zero', 'SBX_INVOICE_NUMBER_INVALID', batchLines({ invoice_number: 0 })],
    [
      'with an invoice number that is too large',
      'SBX_INVOICE_NUMBER_INVALID',
      batchLines({ invoice_number: 2_147_483_648 }),
    ],
    [
      'without an invoice number on the debtor',
      'SBX_INVOICE_NUMBER_INVALID',
      batchLines({ invoice_number: undefined }),
    ],
    ['due before it is dated', 'SBX_DUE_DATE_INVALID', batchLines({ due_date: '2026-03-11' })],
    ['with a description of 41 characters', 'SBX_DESCRIPTION_TOO_LONG', batchLines({ description: 'x'.repeat(41) })],
    ['with a payment term that does not exist', 'SBX_PAYMENT_TERM_NOT_FOUND', batchLines({ payment_term: { id: 30 } })],
    [
      'with a cost centre that does not exist',
      'SBX_COST_CENTER_NOT_FOUND',
      batchLines({}, { cost_center: { id: 99 } }),
    ],
  ])('%s', async (_, code, lines) => {
    const answer = await put(lines)
    expect(answer.status).toBe(400)
    expect(codesOf(answer)).toContain(code)
    expect(world.administration.batches).toEqual([])
  })

  it('whose id is no UUID', async () => {
    expect(codesOf(await put(batchLines(), 'F2026-0042'))).toEqual(['SBX_BATCH_ID_INVALID'])
  })

  it('for a blocked debtor, with the reason', async () => {
    world.sandbox.operations.setBlock({
      tenant: 12345,
      administration: 1,
      customer: 1300,
      blocked: true,
      reason: 'Betaalt niet',
    })
    const answer = await put(batchLines())
    expect(codesOf(answer)).toEqual(['SBX_CUSTOMER_BLOCKED'])
    expect(JSON.stringify(answer.body)).toContain('Betaalt niet')
  })

  it('when its number was used for the same debtor, and not when for another', async () => {
    await put(batchLines())
    expect(codesOf(await put(batchLines(), otherId))).toEqual(['SBX_INVOICE_NUMBER_EXISTS'])
    expect((await put(batchLines({ account: account('1301', 'customer') }), otherId)).status).toBe(200)
  })

  it('when it would change what is partly paid', async () => {
    await put(batchLines())
    pay(10)
    expect(codesOf(await put(batchLines({ description: 'Anders' })))).toEqual(['SBX_BATCH_LOCKED'])
  })

  it('naming the field of every line that is wrong', async () => {
    const { body } = await put(batchLines({ account: account('1999', 'customer') }, { account: account('8099') }))
    expect(body).toMatchObject([
      { field: '[0].account.id', message_type: 'error', tenant_id: 12345, administration_id: 1 },
      { field: '[1].account.id' },
    ])
  })
})

describe('a lenient server', () => {
  it('takes numbers as text and fields that it does not know', async () => {
    lenient()
    expect((await put(batchLines({ debit: '121.00', invoice_number: '20260042', x: 1 }))).status).toBe(200)
  })

  it('books a rounding difference of a cent a line on the rounding account, with a warning', async () => {
    lenient()
    const { status, body } = await put(batchLines({ debit: 121.02 }))
    expect(status).toBe(200)
    expect(body).toMatchObject([
      { messages: [{ message_code: 'SBX_ROUNDING_BOOKED', message_type: 'warning' }] },
      { messages: [] },
    ])
    expect(world.administration.batches[0] && imbalanceOf(world.administration.batches[0])).toBe(0)
    expect(world.administration.batches[0]?.lines.at(-1)).toMatchObject({ accountId: '4990', creditCents: 2 })
  })

  it('refuses a larger difference all the same', async () => {
    lenient()
    expect(codesOf(await put(batchLines({ debit: 121.03 })))).toEqual(['SBX_NOT_BALANCED'])
  })
})

describe('removing a batch', () => {
  const remove = () => world.api('DELETE', batchPath())

  it('is possible while unpaid and open; afterwards it is not found, and its id is free', async () => {
    await put(batchLines())
    expect((await remove()).status).toBe(204)
    expect((await world.api('GET', batchPath())).status).toBe(404)
    expect((await remove()).status).toBe(404)
    expect((await put(batchLines())).status).toBe(200)
  })

  it('is refused once paid, and in a closed period', async () => {
    await put(batchLines())
    pay()
    expect(codesOf(await remove())).toEqual(['SBX_BATCH_LOCKED'])
    await put(batchLines({ invoice_number: 7 }, { invoice_number: 7 }), otherId)
    world.sandbox.operations.setPeriod({ tenant: 12345, administration: 1, fiscal_year: 2026, period: 3, closed: true })
    expect(codesOf(await world.api('DELETE', batchPath(otherId)))).toEqual(['SBX_PERIOD_CLOSED'])
  })

  it('can be final for its id, when the server is set so', async () => {
    world.sandbox.world.store.settings.reuseOfDeletedBatchId = false
    await put(batchLines())
    await remove()
    expect(codesOf(await put(batchLines()))).toEqual(['SBX_BATCH_ID_DELETED'])
  })
})
