import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { debtorAmounts, type BookingStyle, type SalesEntry, type SalesEntryLine } from '@/lib/domain/books'
import { sumCents } from '@/lib/domain/money'
import { ConnectorError } from '../errors'
import { fromTransactionLines, toTransactionLines } from './map'
import { transactionLineWire } from './schemas'
import { encodeBody } from './wire'

type SentLine = {
  account: { id: string; scheme: string; type: string }
  debit: number
  credit: number
  due_date?: string
  payment_term?: { id: number }
  description: string
  vat?: { id: number; amount: number }
}

const line = (changes: Partial<SalesEntryLine>): SalesEntryLine => ({
  ledgerAccount: '8000',
  netCents: 100_000,
  vatCents: 21_000,
  vatCode: '1',
  vatLedgerAccount: '1510',
  description: 'Advies maart',
  ...changes,
})

const books = line({
  ledgerAccount: '8010',
  netCents: 20_000,
  vatCents: 1_800,
  vatCode: '2',
  vatLedgerAccount: '1511',
  description: 'Boeken',
})

const entryOf = (lines: SalesEntryLine[], style: BookingStyle = 'vat-on-line'): SalesEntry => ({
  id: '4b0c7a52-0d3a-5d0e-9a4e-6a1f2b3c4d5e',
  style,
  journalRef: 'VERK',
  debtorId: '1300',
  invoiceNumber: 20260042,
  bookingDate: '2026-03-12',
  dueOn: '2026-04-11',
  period: { fiscalYear: 2026, period: 3 },
  paymentTermDays: 30,
  description: 'F2026-0042 Rivier BV',
  grossCents: sumCents(lines.flatMap(({ netCents, vatCents }) => [netCents, vatCents])),
  lines,
})

const textOf = (entry: SalesEntry) =>
  encodeBody(toTransactionLines(entry, { paymentTermId: 3, descriptionMaxLength: 40 }))
const sent = (entry: SalesEntry) => JSON.parse(textOf(entry)) as SentLine[]
const sidesOf = (lines: SentLine[]) => lines.map(({ account, debit, credit, vat }) => [account.id, debit, credit, vat])

/** What the books would answer to what was sent, as far as this connector reads it. */
const asAnswer = (entry: SalesEntry) =>
  sent(entry).map((one) =>
    transactionLineWire.parse({ ...one, journal: { id: entry.journalRef, type: 'verkopen' }, batch_id: entry.id }),
  )

describe('an invoice as transaction lines', () => {
  it('is the worked example of the contract, to the letter', () => {
    expect(textOf(entryOf([line({}), books]))).toBe(
      '[{"account":{"id":"1300","scheme":"MINOX","type":"customer"},"debit":1428.00,"credit":0.00,' +
        '"journal":{"id":"VERK"},"period":{"id":3,"fiscal_year":2026},"document_date":"2026-03-12","invoice_number":20260042,' +
        '"due_date":"2026-04-11","payment_term":{"id":3},"description":"F2026-0042 Rivier BV"},' +
        '{"account":{"id":"8000","scheme":"MINOX","type":"ledger_account"},"debit":0.00,"credit":1000.00,' +
        '"journal":{"id":"VERK"},"period":{"id":3,"fiscal_year":2026},"document_date":"2026-03-12","invoice_number":20260042,' +
        '"description":"Advies maart","vat":{"id":1,"amount":210.00}},' +
        '{"account":{"id":"8010","scheme":"MINOX","type":"ledger_account"},"debit":0.00,"credit":200.00,' +
        '"journal":{"id":"VERK"},"period":{"id":3,"fiscal_year":2026},"document_date":"2026-03-12","invoice_number":20260042,' +
        '"description":"Boeken","vat":{"id":2,"amount":18.00}}]',
    )
  })

  it('leaves VAT to the ledger accounts in that style', () => {
    expect(sidesOf(sent(entryOf([line({}), books], 'vat-from-ledger')))).toEqual([
      ['1300', 1428, 0, undefined],
      ['8000', 0, 1000, undefined],
      ['8010', 0, 200, undefined],
    ])
  })

  it('has one line per VAT account in the style of own lines', () => {
    expect(
      sidesOf(sent(entryOf([line({}), books, line({ netCents: -5_000, vatCents: -1_050 })], 'vat-as-own-line'))),
    ).toEqual([
      ['1300', 1367.5, 0, undefined],
      ['8000', 0, 1000, undefined],
      ['8010', 0, 200, undefined],
      ['8000', 50, 0, undefined],
      ['1510', 0, 199.5, undefined],
      ['1511', 0, 18, undefined],
    ])
  })

  it('swaps the sides of a credit invoice and keeps every amount positive, VAT too', () => {
    expect(sidesOf(sent(entryOf([line({ netCents: -100_000, vatCents: -21_000 })])))).toEqual([
      ['1300', 0, 1210, undefined],
      ['8000', 1000, 0, { id: 1, amount: 210 }],
    ])
  })

  it('books a discount line on the other side of its invoice', () => {
    expect(sidesOf(sent(entryOf([line({}), line({ netCents: -10_000, vatCents: -2_100 })])))).toEqual([
      ['1300', 1089, 0, undefined],
      ['8000', 0, 1000, { id: 1, amount: 210 }],
      ['8000', 100, 0, { id: 1, amount: 21 }],
    ])
  })

  it('stands on both sides of the debtor when it comes to nothing, and reads back as nothing', () => {
    const entry = entryOf([line({}), line({ ledgerAccount: '1700', netCents: -100_000, vatCents: -21_000 })])
    expect(sidesOf(sent(entry))).toEqual([
      ['1300', 1210, 0, undefined],
      ['1300', 0, 1210, undefined],
      ['8000', 0, 1000, { id: 1, amount: 210 }],
      ['1700', 1000, 0, { id: 1, amount: 210 }],
    ])
    expect(fromTransactionLines(entry.id, asAnswer(entry))).toMatchObject({ debtorId: '1300', grossCents: 0 })
  })

  it('names the code of reverse-charged VAT with an amount of nothing', () => {
    expect(textOf(entryOf([line({ ledgerAccount: '8020', vatCents: 0, vatCode: '4' })]))).toContain(
      '"vat":{"id":4,"amount":0.00}',
    )
  })

  it('carries no VAT where the account has none', () => {
    expect(
      sent(entryOf([line({ ledgerAccount: '8050', vatCents: 0, vatCode: null, vatLedgerAccount: null })]))[1]?.vat,
    ).toBeUndefined()
  })

  it('carries over the VAT of the source on half-cent lines, whichever way that was rounded', () => {
    // 37.50 and 12.50 at 21 %: 7.88 + 2.63 per line, 10.50 on the total. Both are lawful.
    const perLine = [line({ netCents: 3_750, vatCents: 788 }), line({ netCents: 1_250, vatCents: 263 })]
    const onTotal = [line({ netCents: 3_750, vatCents: 787 }), line({ netCents: 1_250, vatCents: 263 })]
    expect(sent(entryOf(perLine))[0]?.debit).toBe(60.51)
    expect(sent(entryOf(onTotal))[0]?.debit).toBe(60.5)
  })

  it('has the due date and the payment term on the debtor alone', () => {
    const [debtor, revenue] = sent(entryOf([line({})]))
    expect([debtor?.due_date, debtor?.payment_term]).toEqual(['2026-04-11', { id: 3 }])
    expect([revenue?.due_date, revenue?.payment_term]).toEqual([undefined, undefined])
  })

  it('describes a line without words by its invoice, and cuts what is too long', () => {
    const lines = sent(
      entryOf([line({ description: ' ' }), line({ description: 'Onderhoud aan de installatie in het hoofdgebouw' })]),
    )
    expect(lines[1]?.description).toBe('F2026-0042 Rivier BV')
    expect(lines[2]?.description).toBe('Onderhoud aan de installatie in het hoof')
  })
})

describe('an entry that cannot be right', () => {
  const refusalOf = (entry: SalesEntry) => {
    try {
      textOf(entry)
    } catch (error) {
      return error instanceof ConnectorError ? [error.kind, error.details.reason] : error
    }
    return null
  }

  it('is refused when it is a cent off', () => {
    expect(refusalOf({ ...entryOf([line({})]), grossCents: 121_001 })).toEqual(['invalid', 'not-balanced'])
  })

  it('is refused when VAT has no code, or a code no account to go to', () => {
    expect(refusalOf(entryOf([line({ vatCode: null })]))).toEqual(['invalid', 'vat-refused'])
    expect(refusalOf(entryOf([line({ vatCode: 'hoog' })]))).toEqual(['invalid', 'vat-refused'])
    expect(refusalOf(entryOf([line({ vatLedgerAccount: null })], 'vat-as-own-line'))).toEqual([
      'invalid',
      'vat-refused',
    ])
  })
})

const anyLine = fc
  .record({
    netCents: fc.integer({ min: -9_999_999, max: 9_999_999 }).filter((cents) => cents !== 0),
    rate: fc.constantFrom([21, '1', '1510'] as const, [9, '2', '1511'] as const),
  })
  .map(({ netCents, rate: [percentage, vatCode, vatLedgerAccount] }) =>
    line({ netCents, vatCents: Math.trunc((netCents * percentage) / 100) + 0, vatCode, vatLedgerAccount }),
  )
const anyEntry = fc
  .record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 12 }),
    style: fc.constantFrom<BookingStyle>('vat-on-line', 'vat-as-own-line'),
  })
  .map(({ lines, style }) => entryOf(lines, style))
  .filter((entry) => debtorAmounts(entry).length > 0)

describe('any entry', () => {
  it('balances: debit equals credit with VAT on the side of its line', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const cents = (euros: number) => Math.round(euros * 100)
        const difference = sent(entry).reduce((total, one) => {
          const vat = cents(one.vat?.amount ?? 0)
          return total + cents(one.debit) - cents(one.credit) + (one.debit > 0 ? vat : -vat)
        }, 0)
        expect(difference).toBe(0)
      }),
    )
  })

  it('has exactly one side above zero on every line, and none below', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        for (const { debit, credit } of sent(entry)) {
          expect(Math.min(debit, credit)).toBe(0)
          expect(Math.max(debit, credit)).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('reads back as it was sent, to the cent', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const read = fromTransactionLines(entry.id, asAnswer(entry))
        expect(read).toMatchObject({
          id: entry.id,
          debtorId: entry.debtorId,
          invoiceNumber: entry.invoiceNumber,
          bookingDate: entry.bookingDate,
          period: entry.period,
          grossCents: entry.grossCents,
        })
        expect(read?.lines.slice(0, entry.lines.length)).toEqual(
          entry.lines.map(({ ledgerAccount, netCents, vatCents, vatCode }) =>
            entry.style === 'vat-on-line'
              ? { ledgerAccount, netCents, vatCents, vatCode }
              : { ledgerAccount, netCents, vatCents: null, vatCode: null },
          ),
        )
      }),
    )
  })
})

describe('a batch that is read', () => {
  const answer = () => asAnswer(entryOf([line({})]))

  it('is no sales entry when its journal is a bank, or when no debtor is in it', () => {
    const bank = answer().map((one) => ({ ...one, journal: { id: 'BANK', type: 'bank' } }))
    expect(fromTransactionLines('x', bank)).toBeNull()
    expect(fromTransactionLines('x', answer().slice(1))).toBeNull()
    expect(fromTransactionLines('x', [])).toBeNull()
  })

  it('is taken for a sales entry when the words of its journal say nothing', () => {
    const unknown = answer().map((one) => ({ ...one, journal: { id: '70', type: 'xyz' } }))
    expect(fromTransactionLines('x', unknown)?.journalRef).toBe('70')
  })

  it('is read without the lines that the books made themselves', () => {
    const automatic = transactionLineWire.parse({
      account: { id: '1510', type: 'ledger_account' },
      credit: 210,
      journal: { id: 'VERK', type: 'verkopen', line_number: 9001 },
    })
    expect(fromTransactionLines('x', [...answer(), automatic])?.lines).toHaveLength(1)
  })

  it('is no single entry when it holds two invoices', () => {
    const [debtor, revenue] = answer()
    if (!debtor || !revenue) throw new Error('two lines were made')
    expect(fromTransactionLines('x', [debtor, revenue, { ...debtor, invoice_number: 7 }])).toBeNull()
  })
})
