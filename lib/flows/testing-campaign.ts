import fc from 'fast-check'
import type { SimplicateSandbox } from '@/lib/connectors/simplicate/sandbox'
import type { WantedLine } from './testing-source'
import type { Trouble } from './testing-books'

/** An invoice of the story: to one of four customers, with up to four lines. */
export type StoryInvoice = { customer: number; lines: WantedLine[]; rounding: 'line' | 'total'; day: number }

export type SourceTrouble = Parameters<SimplicateSandbox['fault']>[0]

export type StoryRound = {
  /** Invoices by their place in the story. */
  offers: number[]
  receipts: { invoice: number; cents: number }[]
  bookTroubles: Trouble[]
  sourceTroubles: SourceTrouble[]
  /** Minutes until the next round. */
  pauseMinutes: number
}

export type Story = { invoices: StoryInvoice[]; rounds: StoryRound[] }

const amount = fc.oneof(
  fc.constantFrom('1', '2', '-1', '0.125', '12.5', '3'),
  fc.integer({ min: -400, max: 4_000 }).map((hundredths) => (hundredths / 100).toFixed(2)),
)
const price = fc.oneof(
  fc.constantFrom('100', '0.335', '0.125', '96.50', '4.95'),
  fc.integer({ min: 1, max: 250_000 }).map((thousandths) => (thousandths / 1_000).toFixed(3)),
)
const line: fc.Arbitrary<WantedLine> = fc.record({
  kind: fc.constantFrom('high', 'low', 'reversed', 'exempt', 'unnumbered'),
  amount,
  price,
})

const invoice: fc.Arbitrary<StoryInvoice> = fc.record({
  customer: fc.integer({ min: 0, max: 3 }),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  rounding: fc.constantFrom('line', 'total'),
  day: fc.integer({ min: 1, max: 28 }),
})

const times = fc.integer({ min: 1, max: 3 })
const refusals = fc.constantFrom(
  { mode: 'status', status: 500 } as const,
  { mode: 'status', status: 503, retryAfterSeconds: 20 } as const,
  { mode: 'status', status: 429, retryAfterSeconds: 30 } as const,
)

// Signing in is left out: an answer lost there may cost the consent, which only a person can renew.
const bookTrouble: fc.Arbitrary<Trouble> = fc
  .record({
    fault: fc.oneof(
      refusals,
      fc.constantFrom(
        { mode: 'drop_after_commit' } as const,
        { mode: 'drop_after_commit' } as const,
        { mode: 'drop_before_commit' } as const,
        { mode: 'truncate' } as const,
        { mode: 'html', status: 502 } as const,
      ),
    ),
    where: fc.constantFrom(
      { path: '/api/' },
      { method: 'GET', path: '/api/' },
      { method: 'PUT', path: '/transaction_line_batch/' },
      { method: 'PUT', path: '/transaction_line_batch/' },
      { path: '/transaction_lines' },
      { method: 'POST', path: '/customer' },
      { path: '/receivable' },
      { path: '/ledger_account' },
    ),
    times,
  })
  .map(({ fault, where, times: count }) => ({ ...fault, ...where, times: count }))

const sourceTrouble: fc.Arbitrary<SourceTrouble> = fc
  .record({
    fault: fc.oneof(
      refusals,
      fc.constantFrom(
        { mode: 'drop_after_commit' } as const,
        { mode: 'drop_after_commit' } as const,
        { mode: 'drop' } as const,
        { mode: 'truncate' } as const,
        { mode: 'html' } as const,
      ),
    ),
    match: fc.constantFrom(
      {},
      { path: '/invoices/invoice' },
      { method: 'POST', path: '/invoices/payment' },
      { method: 'POST', path: '/invoices/payment' },
      { method: 'GET', path: '/invoices/payment' },
      { path: '/crm/' },
    ),
    times,
  })
  .map(({ fault, match, times: count }) => ({ ...fault, match, times: count }))

const roundOf = (invoices: number): fc.Arbitrary<StoryRound> => {
  const place = fc.integer({ min: 0, max: invoices - 1 })
  return fc.record({
    offers: fc.uniqueArray(place, { maxLength: invoices }),
    receipts: fc.array(
      fc.record({ invoice: place, cents: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20_000 })) }),
      { maxLength: 4 },
    ),
    bookTroubles: fc.array(bookTrouble, { maxLength: 3 }),
    sourceTroubles: fc.array(sourceTrouble, { maxLength: 2 }),
    pauseMinutes: fc.integer({ min: 1, max: 240 }),
  })
}

/** A few customers, some invoices, and rounds of offering, paying and synchronising in which anything may go wrong. */
export const story: fc.Arbitrary<Story> = fc
  .array(invoice, { minLength: 2, maxLength: 8 })
  .chain((invoices) =>
    fc.array(roundOf(invoices.length), { minLength: 2, maxLength: 4 }).map((rounds): Story => ({ invoices, rounds })),
  )
