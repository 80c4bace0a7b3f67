import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumCents } from '@/lib/domain/money'
import { toLedgerLines } from './ledger-lines'
import { comparePlans, planText, type OfferedPlan } from './offered-plan'
import { planBooking } from './plan-booking'
import { lawfulInvoices } from './testing/lawful-invoices'
import { sampleRules } from './testing/sample-books'
import { invoiceLine, sampleInvoice } from './testing/sample-invoices'

const planned = (invoice = sampleInvoice([invoiceLine({ ref: 'a' })])) => {
  const decision = planBooking({ invoice, bookingDate: null }, sampleRules())
  if (decision.kind === 'hold') throw new Error(JSON.stringify(decision.reason))
  return decision
}
const planOf = (
  change: Partial<OfferedPlan['entry']> = {},
  debtor: Partial<OfferedPlan['debtor']> = {},
): OfferedPlan => ({
  entry: { ...planned().draft, ...change },
  debtor: { booksDebtorId: '1001', isOurs: false, ...debtor },
})
const fieldOf = (plan: OfferedPlan) => comparePlans(planOf(), plan)?.params
const [line] = planOf().entry.lines
if (line === undefined) throw new Error('The sample has a line')

describe('what a person was shown', () => {
  it.each([
    ['total', planOf({ grossCents: 1 })],
    ['debtor', planOf({}, { booksDebtorId: '1002' })],
    ['debtor', planOf({}, { booksDebtorId: '1001', isOurs: true })],
    ['date', planOf({ bookingDate: '2026-04-01' })],
    ['period', planOf({ period: { fiscalYear: 2026, period: 4 } })],
    ['number', planOf({ invoiceNumber: 7 })],
    ['account', planOf({ lines: [{ ...line, ledgerAccount: '8090' }] })],
    ['vat', planOf({ lines: [{ ...line, vatCode: null }] })],
    ['amounts', planOf({ lines: [{ ...line, netCents: line.netCents + 1 }] })],
    ['other', planOf({ description: 'Iets anders' })],
    ['other', planOf({ lines: [{ ...line, description: 'Iets anders' }] })],
    ['other', planOf({ dueOn: '2027-01-01' })],
    ['other', planOf({ style: 'vat-as-own-line' })],
  ])('is not what will be booked when its %s is another', (field, plan) => {
    expect(fieldOf(plan)).toMatchObject({ field })
    expect(planText(plan)).not.toBe(planText(planOf()))
  })

  it('is what will be booked when nothing changed, in whatever order the database kept it', () => {
    const { entry, debtor } = planOf()
    const kept = { debtor, entry: Object.fromEntries(Object.entries(entry).toReversed()) as OfferedPlan['entry'] }
    expect(comparePlans(planOf(), kept)).toBeNull()
    expect(planText(kept)).toBe(planText(planOf()))
  })

  it('still holds when the debtor that was to be made has been made', () => {
    const made = planOf({}, { booksDebtorId: '2001', isOurs: true })
    expect(comparePlans(planOf({}, { booksDebtorId: null, isOurs: true }), made)).toBeNull()
  })
})

describe('an entry as a bookkeeper reads it', () => {
  it('balances, has no negative side and no line of nothing, whatever the invoice', () => {
    fc.assert(
      fc.property(lawfulInvoices, (invoice) => {
        const { draft, origins } = planned(invoice)
        const lines = toLedgerLines({ entry: draft }, origins)
        expect(sumCents(lines.map(({ debitCents, creditCents }) => debitCents - creditCents))).toBe(0)
        expect(lines.filter(({ debitCents, creditCents }) => debitCents < 0 || creditCents < 0)).toEqual([])
        expect(lines.filter(({ kind }) => kind === 'revenue').map(({ origin }) => origin)).toEqual(origins)
        expect(
          lines.filter(({ debitCents, creditCents, vatCents }) => !debitCents && !creditCents && !vatCents),
        ).toEqual([])
      }),
    )
  })
})
