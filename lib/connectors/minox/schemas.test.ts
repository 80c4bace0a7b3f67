import { describe, expect, it } from 'vitest'
import { journalKind, toAdministration, toLedgerAccount, toVatCode } from './chart'
import {
  administrationWire,
  customerWire,
  inspectAnswer,
  ledgerAccountWire,
  receivableWire,
  tokenAnswer,
  transactionLineWire,
  vatWire,
} from './schemas'

describe('loose types', () => {
  it('reads numbers as text, empty text as nothing, and an empty list for an object', () => {
    const line = transactionLineWire.parse({
      account: { id: 8000, type: 'ledger_account' },
      debit: '',
      credit: '1000.00',
      invoice_number: '20260042',
      due_date: '',
      vat: [],
      payment_term: [],
      messages: null,
      period: { id: '3', fiscal_year: '2026' },
    })
    expect(line).toMatchObject({ account: { id: '8000' }, credit: 100_000, invoice_number: 20260042, messages: [] })
    expect([line.debit, line.due_date, line.vat]).toEqual([undefined, undefined, undefined])
    expect(line.period).toEqual({ id: 3, fiscal_year: 2026 })
  })

  it('refuses an amount with a fraction of a cent rather than rounding it', () => {
    expect(receivableWire.safeParse({ invoice_number: 1, total: 10.005 }).success).toBe(false)
  })

  it('keeps what it does not know of an address', () => {
    const customer = customerWire.parse({
      id: 1300,
      addresses: [{ name: 'Rivier', box: 'PB 12', phone_numbers: null }],
    })
    expect(customer.addresses[0]).toMatchObject({ name: 'Rivier', box: 'PB 12', phone_numbers: [] })
  })

  it('reads true and false in every writing', () => {
    for (const [written, meant] of [
      [true, true],
      ['true', true],
      [1, true],
      ['0', false],
      [false, false],
    ] as const)
      expect(ledgerAccountWire.parse({ id: 1, isBalance: written }).isBalance).toBe(meant)
  })
})

describe('tokens', () => {
  it.each(['access_token', 'refresh_token', 'expires_in'])('an answer without %s is none', (missing) => {
    const whole = { access_token: 'a', refresh_token: 'r', expires_in: '3600' }
    expect(tokenAnswer.parse(whole).expires_in).toBe(3600)
    expect(tokenAnswer.safeParse({ ...whole, [missing]: undefined }).success).toBe(false)
  })

  it('a tenant id may be a number, and other keys may be anything', () => {
    expect(inspectAnswer.parse({ linked_tenants: [{ tenant_id: 12345, x: [] }], y: 1 }).linked_tenants).toEqual([
      { tenant_id: '12345' },
    ])
    expect(inspectAnswer.parse({}).linked_tenants).toEqual([])
  })
})

describe('a VAT code', () => {
  it.each([
    ['Af te dragen (1a, 1b)', 'sales', false],
    ['Te vorderen (5b)', 'purchase', false],
    ['Verlegd binnenland - levering (1e)', 'sales', true],
    ['Verlegd binnenland - verwerving (2a)', 'purchase', true],
    ['Verlegd buiten EU - levering (3a)', 'sales', true],
    ['Verlegd binnen EU - levering (3b)', 'sales', true],
    ['Verlegd buiten EU - verwerving (4a)', 'purchase', true],
    ['Verlegd binnen EU - verwerving (4b)', 'purchase', true],
    ['Afstandsverkopen binnen de EU (3c)', 'sales', false],
    ['Diensten binnen de EU (ICP)', 'sales', true],
  ] as const)('of type %s is for %s, reverse charge %s', (type, direction, isReverseCharge) => {
    expect(toVatCode(vatWire.parse({ id: 1, type, percentage: 21, account_id: '1510' }))).toMatchObject({
      direction,
      isReverseCharge,
      vatBasisPoints: 2100,
      ledgerAccount: '1510',
    })
  })

  it('without an account has none', () => {
    for (const account of ['', '0', undefined])
      expect(toVatCode(vatWire.parse({ id: 1, account_id: account })).ledgerAccount).toBeNull()
  })
})

describe('a journal', () => {
  it.each([
    ['verkopen', 'sales'],
    ['sales', 'sales'],
    ['inkopen', 'purchase'],
    ['bank', 'bank'],
    ['kas', 'cash'],
    ['memoriaal', 'general'],
    ['general', 'general'],
    ['beginbalans', 'opening'],
    ['xyz', 'unknown'],
  ])('of type %s is %s', (type, kind) => {
    expect(journalKind({ type })).toBe(kind)
  })

  it('whose type says nothing is judged by its description', () => {
    expect(journalKind({ type: '7', description: 'Verkoopboek binnenland' })).toBe('sales')
    expect(journalKind({})).toBe('unknown')
  })
})

describe('a ledger account', () => {
  it('has a default VAT code only when the VAT object names one', () => {
    expect(toLedgerAccount(ledgerAccountWire.parse({ id: 8000, vat: { id: 1 } })).defaultVatCode).toBe('1')
    for (const vat of [{ id: 0 }, [], null, undefined])
      expect(toLedgerAccount(ledgerAccountWire.parse({ id: 8050, vat })).defaultVatCode).toBeNull()
  })

  it('is on the balance sheet by its own word, its group or its RGS code', () => {
    const isBalanceSheet = (fields: object) =>
      toLedgerAccount(ledgerAccountWire.parse({ id: 1, ...fields })).isBalanceSheet
    expect(isBalanceSheet({ isBalance: true })).toBe(true)
    expect(isBalanceSheet({ balance: { isBalance: true } })).toBe(true)
    expect(isBalanceSheet({ rgs: [{ reference_code: 'BLimBan' }] })).toBe(true)
    expect(isBalanceSheet({ rgs: [{ reference_code: 'WOmz' }] })).toBe(false)
  })

  it('says why it is blocked, and nothing when it is not', () => {
    const read = (blocked: object) => toLedgerAccount(ledgerAccountWire.parse({ id: 1, blocked }))
    expect(read({ active: true, reason: 'Vervallen' })).toMatchObject({ isBlocked: true, blockedReason: 'Vervallen' })
    expect(read({ active: false, reason: 'Vervallen' })).toMatchObject({ isBlocked: false, blockedReason: null })
  })
})

describe('an administration', () => {
  it('has its fiscal years in order, each with its own number of periods', () => {
    const administration = toAdministration(
      administrationWire.parse({
        id: 2,
        name: 'Gebroken Boekjaar B.V.',
        number_of_periods: '12',
        fiscal_years: [
          { fiscal_year: 2026, number_of_periods: 13, start_date: '2026-07-01T00:00:00.000Z', end_date: '2027-06-30' },
          { fiscal_year: 2025, start_date: '2025-07-01', end_date: '2026-06-30' },
        ],
      }),
    )
    expect(administration.fiscalYears).toEqual([
      { year: 2025, startsOn: '2025-07-01', endsOn: '2026-06-30', periods: 12 },
      { year: 2026, startsOn: '2026-07-01', endsOn: '2027-06-30', periods: 13 },
    ])
  })
})
