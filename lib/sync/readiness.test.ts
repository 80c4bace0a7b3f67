import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BooksDebtor } from '@/lib/domain/debtor'
import type { Invoice } from '@/lib/domain/invoice'
import { sumCents } from '@/lib/domain/money'
import type { SetupLink } from '@/lib/domain/setup'
import { booksNumberOf } from './invoice-number'
import { planBooking } from './plan-booking'
import {
  beginReading,
  debtorsNeeded,
  judgeDebtors,
  judgeInvoice,
  readinessProgress,
  settleInvoices,
  toReport,
  type ReadinessProgress,
} from './readiness'
import { doubtfulInvoices } from './testing/lawful-invoices'
import { sampleRules } from './testing/sample-books'
import { invoiceLine, revenueGroup, sampleInvoice, vatClasses } from './testing/sample-invoices'

const profileRef = 'myorganizationprofile:0000000000000001'
const link: SetupLink = {
  ...{ companyProfileRef: profileRef, companyProfileName: 'Breekijzer B.V.' },
  ...{ administrationRef: '1', administrationName: 'Breekijzer B.V.' },
  ...{ defaultRevenueAccount: '8090', salesJournalRef: 'VERK' },
}
const rules = sampleRules()

const externalRefOf = (ref: string) => `simplicate:${ref}`

/** Progress that has read these invoices, with a debtor for each that is named. */
const read = (invoices: readonly Invoice[], emails: Record<string, string | null> = {}): ReadinessProgress => ({
  ...beginReading('basis'),
  invoices: Object.fromEntries(invoices.map((invoice) => [invoice.ref, judgeInvoice(invoice, rules)])),
  debtors: Object.fromEntries(
    invoices.map(({ debtor }) => [
      debtor.ref,
      { kind: debtor.kind, name: debtor.name, email: emails[debtor.ref] ?? null },
    ]),
  ),
})
const withBooks = (progress: ReadinessProgress, debtors: readonly BooksDebtor[] = []): ReadinessProgress => ({
  ...progress,
  books: { '1': judgeDebtors(progress, link, { debtors, externalRefOf }) },
})
const booksDebtor = (id: string, emails: string[], rest: Partial<BooksDebtor> = {}): BooksDebtor => ({
  ...{ id, name: id, emails, externalRef: null, isBlocked: false },
  ...rest,
})
let made = 0
const invoice = (rest: Partial<Invoice> = {}): Invoice => {
  made += 1
  return sampleInvoice([invoiceLine({ ref: 'line' })], {
    ref: `invoice:${String(made)}`,
    number: `F${String(1000 + made)}`,
    ...rest,
  })
}
const of = (ref: string) => ({ debtor: { ref, kind: 'organization' as const, name: `Klant ${ref}` } })

describe('the report', () => {
  it('counts every invoice in scope once: ready or held, to the cent, and as the booking decides', () => {
    const some = fc.array(
      fc.tuple(doubtfulInvoices, fc.integer({ min: 1, max: 12 }), fc.constantFrom(profileRef, 'ander')),
      {
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(some, (drawn) => {
        const invoices = drawn.map(([one, number, companyProfileRef], at) => ({
          ...one,
          ...{ ref: `invoice:${String(at).padStart(3, '0')}`, number: `F${String(number)}`, companyProfileRef },
        }))
        const progress = withBooks(read(invoices))
        const inScope = invoices.filter(({ companyProfileRef }) => companyProfileRef === profileRef)
        const report = toReport(progress, [link])
        const [pair] = report.administrations
        const settled = settleInvoices(progress, link)
        const held = settled.filter(({ reason }) => reason !== null)
        for (const field of ['netCents', 'vatCents', 'grossCents'] as const) {
          const heldCents = sumCents(held.map((one) => one.invoice[field]))
          expect((pair?.ready[field] ?? 0) + heldCents).toBe(sumCents(inScope.map((one) => one[field])))
          expect(pair?.inScope[field]).toBe(sumCents(inScope.map((one) => one[field])))
        }
        expect((pair?.ready.count ?? 0) + report.findings.reduce((sum, { count }) => sum + count, 0)).toBe(
          inScope.length,
        )
        // What is ready can be booked all together: each passes by itself, and no two share a number.
        const ready = inScope.filter(({ ref }) => settled.some((one) => one.ref === ref && one.reason === null))
        for (const one of ready)
          expect(planBooking({ invoice: one, bookingDate: null }, { ...rules, holderOfNumber: () => null }).kind).toBe(
            'book',
          )
        const numbers = ready.map(({ number }) => booksNumberOf(number))
        expect(new Set(numbers).size).toBe(numbers.length)
      }),
    )
  })

  it('is the same whatever the order of reading was, and after it was kept and read back', () => {
    const invoices = [invoice({ number: 'F0012' }), invoice({ number: 'F12' }), invoice({ number: 'F13' })]
    const one = withBooks(read(invoices))
    const other = withBooks(read(invoices.toReversed()))
    expect(toReport(other, [link])).toEqual(toReport(one, [link]))
    expect(toReport(readinessProgress.parse(JSON.parse(JSON.stringify(one))), [link])).toEqual(toReport(one, [link]))
  })

  it('gives a number to the oldest invoice that can be booked', () => {
    const unbookable = invoice({ number: 'F77', issuedOn: '2026-01-01', grossCents: 1 })
    const older = invoice({ number: 'F0077', issuedOn: '2026-02-01' })
    const newer = invoice({ number: 'F-77', issuedOn: '2026-03-01' })
    const report = toReport(withBooks(read([newer, older, unbookable])), [link])
    expect(report.collidingNumbers).toEqual([{ booksNumber: 77, numbers: ['F77', 'F0077', 'F-77'] }])
    expect(report.findings.map(({ reason, examples }) => [reason.code, examples])).toEqual([
      ['total-mismatch', ['F77']],
      ['number-collision', ['F-77']],
    ])
  })

  it('tells causes of one account together and of two accounts apart', () => {
    const on = (label: string) =>
      sampleInvoice([invoiceLine({ ref: 'line', revenueGroup: revenueGroup(label) })], {
        ...{ ref: `invoice:${label}`, number: `F${String((made += 1))}` },
      })
    const blocked = [on('8060 Oud'), on('8060 Ook oud')]
    const { findings } = toReport(withBooks(read([...blocked, on('8010 Laag')])), [link])
    expect(findings.map(({ reason, count }) => [reason.code, reason.params.account, count])).toEqual([
      ['account-blocked', '8060', 2],
      ['vat-rate-differs', '8010', 1],
    ])
  })

  it('says which years the books do not have', () => {
    const days = ['2030-05-01', '2030-02-01', '2031-01-01', '2026-01-01']
    const progress = withBooks(read(days.map((issuedOn) => invoice({ issuedOn }))))
    expect(toReport(progress, [link]).missingYears).toEqual([
      { administration: 'Breekijzer B.V.', firstDay: '2030-02-01', lastDay: '2030-05-01', count: 2 },
      { administration: 'Breekijzer B.V.', firstDay: '2031-01-01', lastDay: '2031-01-01', count: 1 },
    ])
  })
})

describe('debtors', () => {
  const reasonsWith = (progress: ReadinessProgress, debtors: readonly BooksDebtor[] = []) =>
    toReport(withBooks(progress, debtors), [link]).findings.map(({ reason }) => reason.code)

  it('are matched as the first booking would, and made where nobody has their address', () => {
    const invoices = [invoice(of('a')), invoice(of('b')), invoice(of('c'))]
    const emails = { a: 'A@klant.example', b: 'b@klant.example' }
    expect(reasonsWith(read(invoices, emails), [booksDebtor('1', ['a@KLANT.example'])])).toEqual([])
  })

  it('keep invoices waiting when the books have their address twice, or another relation has it too', () => {
    const twice = [booksDebtor('1', ['a@klant.example']), booksDebtor('2', ['A@klant.example'])]
    expect(reasonsWith(read([invoice(of('a'))], { a: 'a@klant.example' }), twice)).toEqual(['debtor-email-ambiguous'])
    expect(toReport(withBooks(read([invoice(of('a'))]), twice), [link]).sharedEmails).toEqual([
      { email: 'a@klant.example', count: 2 },
    ])
    const both = read([invoice(of('a')), invoice(of('b'))], { a: 'x@klant.example', b: 'x@klant.example' })
    expect(reasonsWith(both)).toEqual(['debtor-email-shared'])
    expect(reasonsWith(both, [booksDebtor('1', ['x@klant.example'])])).toEqual(['debtor-email-shared'])
  })

  it('keep invoices waiting when they are blocked, gone or unreadable', () => {
    const progress = read([invoice(of('a')), invoice(of('b'))], { a: 'a@klant.example' })
    const blocked = [booksDebtor('1', ['a@klant.example'], { isBlocked: true })]
    expect(reasonsWith(progress, blocked)).toEqual(['debtor-blocked'])
    const gone = {
      ...progress.debtors,
      b: { kind: 'organization' as const, name: 'B', problem: { code: 'debtor-missing', params: { debtor: 'B' } } },
    }
    expect(reasonsWith({ ...progress, debtors: gone })).toEqual(['debtor-missing'])
    expect(toReport(withBooks({ ...progress, debtors: gone }), [link]).debtorsWithoutEmail.count).toBe(0)
  })

  it('without the VAT number that their invoices ask for keep those waiting, as the first booking will, and no others', () => {
    const reverseCharged = (ref: string) =>
      sampleInvoice(
        [invoiceLine({ ref: 'line', vatClass: vatClasses.reversed, revenueGroup: revenueGroup('8020 Omzet verlegd') })],
        { ...of(ref), ref: `reversed:${ref}`, number: `F${String((made += 1))}` },
      )
    const progress = read([reverseCharged('a'), reverseCharged('b'), reverseCharged('c'), invoice(of('a'))])
    const numbers: Record<string, string | null> = { a: null, b: 'NL123456782B90', c: 'NL123' }
    const debtors = Object.fromEntries(
      Object.entries(progress.debtors).map(([ref, debtor]) => [ref, { ...debtor, vatNumber: numbers[ref] ?? null }]),
    )
    const known = { ...progress, debtors }
    expect(reasonsWith(known)).toEqual(['vat-number-missing', 'vat-number-malformed'])
    expect(debtorsNeeded(known, link)).toEqual(['a', 'b'])
    expect(toReport(withBooks(known), [link]).administrations[0]?.ready.count).toBe(2)
  })

  it('are asked for only where an invoice gets as far as needing one', () => {
    const held = invoice({ ...of('a'), grossCents: 1 })
    expect(debtorsNeeded(read([held, invoice(of('b')), invoice(of('b'))]), link)).toEqual(['b'])
  })

  it('without an address are counted, each once', () => {
    const progress = withBooks(read([invoice(of('a')), invoice(of('a')), invoice(of('b'))], { b: 'b@klant.example' }))
    expect(toReport(progress, [link]).debtorsWithoutEmail).toEqual({ count: 1, examples: ['Klant a'] })
  })
})
