import { describe, expect, it } from 'vitest'
import { debtorAmounts } from '@/lib/domain/books'
import type { Invoice, InvoiceLine } from '@/lib/domain/invoice'
import { planBooking, type BookingRules } from './plan-booking'
import { chartWith, ledgerAccount, sampleChart, sampleMapping, sampleRules } from './testing/sample-books'
import { invoiceLine, revenueGroup, sampleInvoice, vatClasses } from './testing/sample-invoices'

const plan = (invoice: Invoice, rules: BookingRules = sampleRules(), bookingDate: string | null = null) =>
  planBooking({ invoice, bookingDate }, rules)

const held = (code: string, params: Record<string, unknown>) => ({ kind: 'hold', reason: { code, params }, notes: [] })

const low = { vatClass: vatClasses.low, revenueGroup: revenueGroup('8010 Omzet laag') }
const reversed = { vatClass: vatClasses.reversed, revenueGroup: revenueGroup('8020 Omzet verlegd') }
const exempt = { vatClass: vatClasses.exempt, revenueGroup: revenueGroup('8050 Omzet vrijgesteld') }

const advice = invoiceLine({ ref: 'advice', description: 'Advies maart', quantity: '10', unitPrice: '100.00' })
const books = invoiceLine({ ref: 'books', description: 'Boeken', quantity: '4', unitPrice: '50.00', ...low })

describe('an offered invoice', () => {
  it('becomes the entry of the worked example, line by line', () => {
    expect(plan(sampleInvoice([advice, books]))).toEqual({
      kind: 'book',
      customerVat: 'none',
      notes: [],
      origins: [
        { account: 'label', revenueGroup: expect.stringMatching(/^8000 /) as string },
        { account: 'label', revenueGroup: '8010 Omzet laag' },
      ],
      draft: {
        style: 'vat-on-line',
        journalRef: 'VERK',
        invoiceNumber: 20_260_042,
        bookingDate: '2026-03-12',
        dueOn: '2026-04-11',
        period: { fiscalYear: 2026, period: 3 },
        paymentTermDays: 30,
        description: 'F2026-0042 Rivier BV',
        grossCents: 142_800,
        lines: [
          {
            ledgerAccount: '8000',
            netCents: 100_000,
            vatCents: 21_000,
            vatCode: '1',
            vatLedgerAccount: '1600',
            description: 'Advies maart',
          },
          {
            ledgerAccount: '8010',
            netCents: 20_000,
            vatCents: 1800,
            vatCode: '2',
            vatLedgerAccount: '1610',
            description: 'Boeken',
          },
        ],
      },
    })
  })

  it('is called what the combi says, and numbered with its offset; the original number stays readable', () => {
    const rules = sampleRules({ descriptionTemplate: '{subject} – {number}', numberOffset: 500_000_000 })
    expect(plan({ ...sampleInvoice([advice]), subject: 'Advies' }, rules)).toMatchObject({
      draft: { description: 'Advies – F2026-0042', invoiceNumber: 520_260_042 },
    })
  })

  it('is held when its number with the offset is held by another, or fits the books no more', () => {
    const taken = sampleRules({
      numberOffset: 1,
      holderOfNumber: (held) => (held === 20_260_043 ? 'F2026-0043' : null),
    })
    expect(plan(sampleInvoice([advice]), taken)).toMatchObject({
      reason: { code: 'number-collision', params: { booksNumber: 20_260_043, other: 'F2026-0043' } },
    })
    expect(plan(sampleInvoice([advice]), sampleRules({ numberOffset: 999_999_999 }))).toMatchObject({
      reason: { code: 'number-not-usable' },
    })
  })

  it('is booked on the day that a person chose, in the period of that day', () => {
    expect(plan(sampleInvoice([advice]), sampleRules(), '2026-02-28')).toMatchObject({
      draft: { bookingDate: '2026-02-28', period: { fiscalYear: 2026, period: 2 }, dueOn: '2026-04-11' },
    })
  })

  it('is never due before it is booked', () => {
    expect(plan(sampleInvoice([advice]), sampleRules(), '2026-05-01')).toMatchObject({
      draft: { bookingDate: '2026-05-01', dueOn: '2026-05-01' },
    })
  })

  it('keeps its payment term only where the books have it', () => {
    expect(plan(sampleInvoice([advice], { paymentTermDays: 21 }))).toMatchObject({ draft: { paymentTermDays: null } })
  })

  it('keeps its lines in the order of the invoice', () => {
    const decision = plan(sampleInvoice([books, advice]))
    expect(decision).toMatchObject({ draft: { lines: [{ description: 'Boeken' }, { description: 'Advies maart' }] } })
  })

  it('is credited by the same entry with every amount the other way', () => {
    const credit = [advice, books].map((line) =>
      invoiceLine({ ...line, vatCents: -line.vatCents, quantity: `-${line.quantity}` }),
    )
    expect(plan(sampleInvoice(credit))).toMatchObject({
      draft: {
        grossCents: -142_800,
        lines: [
          { netCents: -100_000, vatCents: -21_000 },
          { netCents: -20_000, vatCents: -1800 },
        ],
      },
    })
  })

  it('may settle an advance with a negative line between the others', () => {
    const settled = invoiceLine({ ...advice, ref: 'advance', quantity: '-4', vatCents: -8400 })
    expect(plan(sampleInvoice([advice, settled]))).toMatchObject({
      draft: { grossCents: 72_600, lines: [{ netCents: 100_000 }, { netCents: -40_000, vatCents: -8400 }] },
    })
  })

  it('is an entry as well when an advance settles it to the cent: revenue and advance both move', () => {
    const settled = invoiceLine({
      ref: 'advance',
      quantity: '-10',
      unitPrice: '100.00',
      vatCents: -21_000,
      revenueGroup: revenueGroup('1700 Vooruitontvangen'),
    })
    const advances = chartWith(ledgerAccount('1700', '1', { isBalanceSheet: true }))
    const decision = plan(sampleInvoice([advice, settled]), sampleRules({ chart: advances }))
    expect(decision).toMatchObject({
      kind: 'book',
      draft: {
        grossCents: 0,
        lines: [
          { ledgerAccount: '8000', netCents: 100_000, vatCents: 21_000, vatCode: '1' },
          { ledgerAccount: '1700', netCents: -100_000, vatCents: -21_000, vatCode: '1' },
        ],
      },
    })
    expect(decision.kind === 'book' && debtorAmounts(decision.draft)).toEqual([121_000, -121_000])
  })

  it('carries reverse charge without VAT, under the code that says so', () => {
    expect(plan(sampleInvoice([invoiceLine({ ref: 'a', ...reversed })]))).toMatchObject({
      draft: { grossCents: 10_000, lines: [{ ledgerAccount: '8020', netCents: 10_000, vatCents: 0, vatCode: '3' }] },
    })
  })

  it('carries an exempt line without any code', () => {
    expect(plan(sampleInvoice([invoiceLine({ ref: 'a', ...exempt })]))).toMatchObject({
      draft: { lines: [{ ledgerAccount: '8050', vatCents: 0, vatCode: null, vatLedgerAccount: null }] },
    })
  })

  it('leaves out lines of nothing, which need no account, class or group', () => {
    const text = invoiceLine({
      ref: 'text',
      quantity: '0.000000',
      unitPrice: '0',
      vatClass: null,
      revenueGroup: revenueGroup('8060 Omzet oud'),
    })
    const free = invoiceLine({ ref: 'free', quantity: '-0', unitPrice: '12.50', ...reversed })
    expect(plan(sampleInvoice([text, advice, free]))).toMatchObject({
      notes: [],
      draft: { lines: [{ description: 'Advies maart' }] },
    })
  })

  it('says once that the default account was used, however many lines of a group used it', () => {
    const loose = { revenueGroup: revenueGroup('Omzet zonder nummer') }
    const lines = [1, 2].map((at) => invoiceLine({ ref: String(at), ...loose }))
    const noted = (group: string) => ({
      code: 'default-account-used',
      params: { revenueGroup: group, account: '8090' },
    })
    expect(plan(sampleInvoice([...lines, invoiceLine({ ref: '3', revenueGroup: null })]))).toMatchObject({
      kind: 'book',
      notes: [noted('Omzet zonder nummer'), noted('')],
    })
  })
})

describe('VAT that the source rounded', () => {
  const halves = [
    invoiceLine({ ref: 'a', unitPrice: '37.50', vatCents: 788 }),
    invoiceLine({ ref: 'b', unitPrice: '12.50', vatCents: 263 }),
  ]

  it('per line is carried over per line', () => {
    expect(plan(sampleInvoice(halves))).toMatchObject({
      draft: { grossCents: 6051, lines: [{ vatCents: 788 }, { vatCents: 263 }] },
    })
  })

  it('on the total is carried over to the cent, from the larger of the two halves', () => {
    expect(plan(sampleInvoice(halves, { vatCents: 1050 }))).toMatchObject({
      draft: { grossCents: 6050, lines: [{ vatCents: 787 }, { vatCents: 263 }] },
    })
  })

  it('on the total, as the nets were, is taken where it stands farthest from the net that is booked', () => {
    const lines = [
      invoiceLine({ ref: 'a', unitPrice: '1.025', vatCents: 22 }),
      invoiceLine({ ref: 'b', unitPrice: '2.075', vatCents: 44 }),
    ]
    expect(plan(sampleInvoice(lines, { netCents: 310, vatCents: 65 }))).toMatchObject({
      draft: {
        lines: [
          { netCents: 103, vatCents: 22 },
          { netCents: 207, vatCents: 43 },
        ],
      },
    })
  })

  it('never lands on a line without VAT, though it were the largest', () => {
    const big = invoiceLine({ ref: 'c', quantity: '100', ...reversed })
    expect(plan(sampleInvoice([big, ...halves], { vatCents: 1050 }))).toMatchObject({
      draft: { lines: [{ vatCents: 0 }, { vatCents: 787 }, { vatCents: 263 }] },
    })
  })

  it('does not explain a cent of VAT on lines whose VAT is whole cents', () => {
    expect(plan(sampleInvoice([advice, books], { vatCents: 22_801 }))).toEqual(
      held('total-mismatch', { statedCents: 22_801, countedCents: 22_800 }),
    )
  })

  it('does not explain a cent of VAT on an invoice that has none', () => {
    const lines = [1, 2, 3].map((at) => invoiceLine({ ref: String(at), ...reversed }))
    expect(plan(sampleInvoice(lines, { vatCents: 1 }))).toEqual(
      held('total-mismatch', { statedCents: 1, countedCents: 0 }),
    )
  })

  it('does not explain a cent of net on lines of whole cents', () => {
    expect(plan(sampleInvoice([advice, books], { netCents: 120_001 }))).toEqual(
      held('total-mismatch', { statedCents: 120_001, countedCents: 120_000 }),
    )
  })
})

describe('VAT that its code cannot mean', () => {
  const vatOff = (line: InvoiceLine, vatCents: number) => sampleInvoice([{ ...line, vatCents }])

  it('is held: VAT of zero at 21 %', () => {
    expect(plan(vatOff(advice, 0))).toEqual(held('vat-rounding-differs', { vatCents: 0, ledgerVatCents: 21_000 }))
  })

  it('is held: VAT on a reverse-charged line', () => {
    expect(plan(vatOff(invoiceLine({ ref: 'a', ...reversed }), 2100))).toEqual(
      held('vat-rounding-differs', { vatCents: 2100, ledgerVatCents: 0 }),
    )
  })

  it('is held: VAT on a line whose class has no readable rate', () => {
    const line = invoiceLine({ ref: 'a', ...reversed, vatClass: vatClasses.unreadable })
    expect(plan(vatOff(line, 2100))).toEqual(held('vat-rounding-differs', { vatCents: 2100, ledgerVatCents: 0 }))
  })

  it('is held: VAT on an account without VAT', () => {
    expect(plan(vatOff(invoiceLine({ ref: 'a', ...exempt }), 1))).toEqual(
      held('vat-rounding-differs', { vatCents: 1, ledgerVatCents: 0 }),
    )
  })

  it('is held: VAT of the other sign than its line', () => {
    expect(plan(vatOff(advice, -21_000))).toMatchObject({ reason: { code: 'vat-rounding-differs' } })
  })

  it('is held: a whole cent away, and carried over when it is less', () => {
    const half = invoiceLine({ ref: 'a', unitPrice: '37.50' })
    expect(plan(vatOff(half, 789))).toMatchObject({ reason: { code: 'vat-rounding-differs' } })
    expect(plan(vatOff(half, 787))).toMatchObject({ kind: 'book' })
  })
})

describe('an invoice that cannot be booked', () => {
  it('is held when there is no amount on it at all, since there is nothing to book', () => {
    const free = invoiceLine({ ...advice, quantity: '0', vatCents: 0 })
    expect(plan(sampleInvoice([free]))).toEqual(held('zero-total', {}))
    expect(plan(sampleInvoice([]))).toEqual(held('zero-total', {}))
  })

  it('is held when its totals contradict each other', () => {
    expect(plan(sampleInvoice([advice], { grossCents: 121_001 }))).toEqual(
      held('total-mismatch', { statedCents: 121_001, countedCents: 121_000 }),
    )
  })

  it('is held when it states a total and no lines', () => {
    expect(plan(sampleInvoice([], { netCents: 10_000 }))).toEqual(
      held('total-mismatch', { statedCents: 10_000, countedCents: 0 }),
    )
  })

  it.each(['VRK9', 'BANK'])('is held when the journal %s is missing, or no sales journal', (salesJournalRef) => {
    expect(plan(sampleInvoice([advice]), sampleRules({ salesJournalRef }))).toEqual(
      held('journal-missing', { journal: salesJournalRef }),
    )
  })

  it('is held when its number has no digits for the books', () => {
    expect(plan(sampleInvoice([advice], { number: 'CONCEPT' }))).toEqual(
      held('number-not-usable', { number: 'CONCEPT' }),
    )
  })

  it('is held when another invoice has the number that is left of it', () => {
    const rules = sampleRules({ holderOfNumber: (booksNumber) => (booksNumber === 12 ? 'F12' : null) })
    expect(plan(sampleInvoice([advice], { number: 'F0012' }), rules)).toEqual(
      held('number-collision', { number: 'F0012', booksNumber: 12, other: 'F12' }),
    )
  })

  it('is held when the books have no year for its day', () => {
    expect(plan(sampleInvoice([advice]), sampleRules(), '2028-01-01')).toEqual(
      held('fiscal-year-unknown', { bookingDate: '2028-01-01' }),
    )
  })

  it('is held when one of its accounts is blocked, and names it', () => {
    const line = invoiceLine({ ref: 'old', revenueGroup: revenueGroup('8060 Omzet oud') })
    expect(plan(sampleInvoice([advice, line]))).toEqual(
      held('account-blocked', { account: '8060', text: 'Vervallen per 2025' }),
    )
  })

  it('is held when a line needs the default account and there is none', () => {
    const rules = sampleRules({ mapping: { ...sampleMapping, defaultRevenueAccount: '8091' } })
    expect(plan(sampleInvoice([advice]), rules)).toMatchObject({ kind: 'book' })
    expect(plan(sampleInvoice([invoiceLine({ ref: 'a', revenueGroup: null })]), rules)).toEqual(
      held('default-account-missing', { account: '8091' }),
    )
  })

  it('is held when a class is not mapped although VAT is mapped by hand, and passes once it is', () => {
    const rules = (vatCodes: Record<string, string>) =>
      sampleRules({ vatMode: 'explicit', mapping: { ...sampleMapping, vatCodes } })
    const invoice = sampleInvoice([advice, books])
    const mapped = { [vatClasses.high.ref]: '1' }
    expect(plan(invoice, rules(mapped))).toEqual(held('vat-unmapped', { vatClass: 'BTW laag 9%', account: '8010' }))
    expect(plan(invoice, rules({ ...mapped, [vatClasses.low.ref]: '2' }))).toMatchObject({ kind: 'book' })
  })

  it('is held when its account applies another rate', () => {
    const line = invoiceLine({ ref: 'a', vatClass: vatClasses.low })
    expect(plan(sampleInvoice([line]))).toEqual(
      held('vat-rate-differs', { vatClass: 'BTW laag 9%', account: '8000', accountVatBasisPoints: 2100 }),
    )
  })
})

describe('an invoice whose VAT the books compute themselves', () => {
  const fromLedger = sampleRules({ bookingStyle: 'vat-from-ledger' })
  const half = (ref: string) => invoiceLine({ ref, unitPrice: '37.50', vatCents: 788 })

  it('is booked when they will reach the amount of the invoice', () => {
    expect(plan(sampleInvoice([half('a'), invoiceLine({ ref: 'b', ...reversed })]), fromLedger)).toMatchObject({
      kind: 'book',
      draft: { style: 'vat-from-ledger' },
    })
  })

  it('is held when they will not, with both amounts', () => {
    expect(plan(sampleInvoice([half('a'), half('b')], { vatCents: 1575 }), fromLedger)).toEqual(
      held('vat-rounding-differs', { vatCents: 1575, ledgerVatCents: 1576 }),
    )
  })

  it('is held when only a code that is not sent would make it right', () => {
    const chart = chartWith(ledgerAccount('8010', '1', { allowsOtherVat: true }))
    const invoice = sampleInvoice([books])
    expect(plan(invoice, sampleRules({ chart }))).toMatchObject({ kind: 'book', notes: [{ code: 'vat-code-by-rate' }] })
    expect(plan(invoice, sampleRules({ chart, bookingStyle: 'vat-from-ledger' }))).toMatchObject({
      reason: { code: 'vat-rate-differs' },
    })
  })

  it('never reads a chart that it was not given', () => {
    const chart = sampleChart({ ledgerAccounts: [], vatCodes: [] })
    expect(plan(sampleInvoice([advice]), sampleRules({ chart }))).toMatchObject({
      reason: { code: 'default-account-missing' },
    })
  })
})
