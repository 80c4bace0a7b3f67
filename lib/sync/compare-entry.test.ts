import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BookedEntry, BookingStyle, SalesEntry } from '@/lib/domain/books'
import { compareEntry } from './compare-entry'
import { planBooking } from './plan-booking'
import type { ReadBackField } from './reasons'
import { lawfulInvoices } from './testing/lawful-invoices'
import { sampleRules } from './testing/sample-books'
import { invoiceLine, revenueGroup, sampleInvoice, vatClasses } from './testing/sample-invoices'

const entryOf = (invoice = mixed, bookingStyle: BookingStyle = 'vat-on-line'): SalesEntry => {
  const decision = planBooking({ invoice, bookingDate: null }, sampleRules({ bookingStyle }))
  if (decision.kind === 'hold') throw new Error(`held: ${JSON.stringify(decision.reason)}`)
  return { ...decision.draft, id: '4b0c7a52-7c39-5e0e-9d0c-6a1a3f7a2c11', debtorId: '1300' }
}

const mixed = sampleInvoice([
  invoiceLine({ ref: 'a', quantity: '10' }),
  invoiceLine({ ref: 'b', quantity: '-1' }),
  invoiceLine({ ref: 'c', vatClass: vatClasses.low, revenueGroup: revenueGroup('8010 Omzet laag') }),
  invoiceLine({ ref: 'd', vatClass: vatClasses.reversed, revenueGroup: revenueGroup('8020 Omzet verlegd') }),
  invoiceLine({ ref: 'e', vatClass: vatClasses.exempt, revenueGroup: revenueGroup('8050 Omzet vrijgesteld') }),
])

/** The entry as books state it that keep what they were sent. */
const readAsSent = ({ lines, ...entry }: SalesEntry): BookedEntry => ({
  id: entry.id,
  journalRef: entry.journalRef,
  debtorId: entry.debtorId,
  invoiceNumber: entry.invoiceNumber,
  bookingDate: entry.bookingDate,
  period: entry.period,
  grossCents: entry.grossCents,
  lines: lines.map(({ ledgerAccount, netCents, vatCents, vatCode }) => ({
    ledgerAccount,
    netCents,
    vatCents: vatCode === null ? null : vatCents,
    vatCode,
  })),
})

type Mutation = (read: BookedEntry) => BookedEntry
type Line = BookedEntry['lines'][number]

const put =
  (change: Partial<BookedEntry>): Mutation =>
  (read) => ({ ...read, ...change })
const withLines =
  (change: (lines: Line[]) => Line[]): Mutation =>
  (read) => ({ ...read, lines: change(read.lines) })
const putLine = (at: number, change: Partial<Line>): Mutation =>
  withLines((lines) => lines.map((line, index) => (index === at ? { ...line, ...change } : line)))

describe('an entry that was read back', () => {
  it('agrees when the books hold what was sent, whatever was sent', () => {
    fc.assert(
      fc.property(
        lawfulInvoices,
        fc.constantFrom<BookingStyle[]>('vat-on-line', 'vat-as-own-line'),
        (invoice, bookingStyle) => {
          const sent = entryOf(invoice, bookingStyle)
          expect(compareEntry(sent, readAsSent(sent))).toBeNull()
        },
      ),
    )
  })

  it('agrees in whatever order its lines come, and when the books add up those of an account', () => {
    const sent = entryOf()
    const read = readAsSent(sent)
    expect(compareEntry(sent, { ...read, lines: read.lines.toReversed() })).toBeNull()
    const [first, second, ...rest] = read.lines
    if (first === undefined || second === undefined) throw new Error('the sample has lines')
    expect([first.ledgerAccount, second.ledgerAccount]).toEqual(['8000', '8000'])
    const added = {
      ...first,
      netCents: first.netCents + second.netCents,
      vatCents: (first.vatCents ?? 0) + (second.vatCents ?? 0),
    }
    expect(compareEntry(sent, { ...read, lines: [added, ...rest] })).toBeNull()
  })

  it('agrees when the books state no VAT on its lines', () => {
    const sent = entryOf()
    const read = readAsSent(sent)
    const silent = read.lines.map((line) => ({ ...line, vatCents: null, vatCode: null }))
    expect(compareEntry(sent, { ...read, lines: silent })).toBeNull()
  })

  it('agrees when the books show the VAT that they add as a line of its own', () => {
    const sent = entryOf()
    const read = readAsSent(sent)
    const added = { ledgerAccount: '1600', netCents: 18_900, vatCents: null, vatCode: '1' }
    expect(compareEntry(sent, { ...read, lines: [...read.lines, added] })).toBeNull()
  })

  it('is missing when there is none', () => {
    expect(compareEntry(entryOf(), null)).toEqual({
      code: 'read-back-differs',
      params: { field: 'presence', sent: '20260042', read: '' },
    })
  })

  const mutations: { field: ReadBackField; what: string; mutate: Mutation; sent: string; read: string }[] = [
    { field: 'debtor', what: 'another one', mutate: put({ debtorId: '1301' }), sent: '1300', read: '1301' },
    { field: 'number', what: 'another one', mutate: put({ invoiceNumber: 42 }), sent: '20260042', read: '42' },
    { field: 'journal', what: 'another one', mutate: put({ journalRef: 'VRK2' }), sent: 'VERK', read: 'VRK2' },
    {
      field: 'date',
      what: 'a later one',
      mutate: put({ bookingDate: '2026-03-13' }),
      sent: '2026-03-12',
      read: '2026-03-13',
    },
    {
      field: 'period',
      what: 'the next',
      mutate: put({ period: { fiscalYear: 2026, period: 4 } }),
      sent: '2026-3',
      read: '2026-4',
    },
    {
      field: 'period',
      what: 'last year’s',
      mutate: put({ period: { fiscalYear: 2025, period: 3 } }),
      sent: '2026-3',
      read: '2025-3',
    },
    { field: 'total', what: 'a cent more', mutate: put({ grossCents: 139_801 }), sent: '1398.00', read: '1398.01' },
    {
      field: 'total',
      what: 'the other sign',
      mutate: put({ grossCents: -139_800 }),
      sent: '1398.00',
      read: '-1398.00',
    },
    {
      field: 'account',
      what: 'a cent less',
      mutate: putLine(0, { netCents: 99_999 }),
      sent: '8000 900.00',
      read: '8000 899.99',
    },
    {
      field: 'account',
      what: 'another one',
      mutate: putLine(2, { ledgerAccount: '8011' }),
      sent: '8010 100.00',
      read: '8010 0.00',
    },
    {
      field: 'account',
      what: 'a line less',
      mutate: withLines((lines) => lines.slice(0, -1)),
      sent: '8050 100.00',
      read: '8050 0.00',
    },
    {
      field: 'account',
      what: 'a line twice',
      mutate: withLines((lines) => [...lines, ...lines.slice(0, 1)]),
      sent: '8000 900.00',
      read: '8000 1900.00',
    },
    { field: 'vat', what: 'a cent more', mutate: putLine(0, { vatCents: 21_001 }), sent: '198.00', read: '198.01' },
    {
      field: 'vat',
      what: 'where none was sent',
      mutate: putLine(4, { vatCents: 2100, vatCode: '1' }),
      sent: '198.00',
      read: '219.00',
    },
    {
      field: 'vat',
      what: 'the code of another box',
      mutate: putLine(3, { vatCode: '4' }),
      sent: '4 0.00',
      read: '4 100.00',
    },
    {
      field: 'vat',
      what: 'a code where none was sent',
      mutate: putLine(4, { vatCode: '7' }),
      sent: '7 0.00',
      read: '7 100.00',
    },
  ]

  it.each(mutations)('differs in $field: $what', ({ field, mutate, sent, read }) => {
    const entry = entryOf()
    expect(compareEntry(entry, mutate(readAsSent(entry)))).toEqual({
      code: 'read-back-differs',
      params: { field, sent, read },
    })
  })

  it('differs whenever any of its lines is a cent off', () => {
    fc.assert(
      fc.property(lawfulInvoices, fc.nat(), fc.constantFrom(1, -1), (invoice, which, cent) => {
        const sent = entryOf(invoice)
        const read = readAsSent(sent)
        const at = which % read.lines.length
        const lines = read.lines.map((line, index) =>
          index === at ? { ...line, netCents: line.netCents + cent } : line,
        )
        expect(compareEntry(sent, { ...read, lines })).toMatchObject({ params: { field: 'account' } })
      }),
    )
  })

  it('is not asked for VAT on its lines when the VAT was sent as a line of its own', () => {
    const sent = entryOf(mixed, 'vat-as-own-line')
    const read = readAsSent(sent)
    const lines = read.lines.map((line) => ({ ...line, vatCents: 1, vatCode: '7' }))
    expect(compareEntry(sent, { ...read, lines })).toBeNull()
    expect(compareEntry({ ...sent, style: 'vat-on-line' }, { ...read, lines })).toMatchObject({
      params: { field: 'vat' },
    })
  })
})
