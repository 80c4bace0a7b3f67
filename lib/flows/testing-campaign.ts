import fc from 'fast-check'
import type { SimplicateSandbox } from '@/lib/connectors/simplicate/sandbox'
import { formatCents, type Cents, type Decimal } from '@/lib/domain/money'
import type { Trouble } from './testing-books'
import type { WantedLine } from './testing-source'

/** An invoice that the story begins with: to one of its customers, with up to four lines. */
export type StoryInvoice = { customer: number; lines: WantedLine[]; rounding: 'line' | 'total'; day: number }

export type SourceTrouble = Parameters<SimplicateSandbox['fault']>[0]

type PlainStep = 'offer' | 'ignore' | 'unignore' | 'undo' | 'credit' | 'reverse' | 'write-off'

/**
 * One thing that happens. Invoices and customers are named by their place; invoices that are made on the way come after
 * those of the beginning. What makes no sense by then (an invoice that is not there yet, money on one that is not booked)
 * is passed over, so that a story stays one whatever is left out of it.
 */
export type Step =
  | { [Do in PlainStep]: { do: Do; invoice: number } }[PlainStep]
  | { do: 'edit'; invoice: number; price: Decimal }
  /** `cents` null: all that is open. */
  | { do: 'pay'; invoice: number; cents: Cents | null }
  | { do: 'overpay'; invoice: number; cents: Cents }
  | { do: 'offset'; invoice: number; against: number }
  | { do: 'rename' | 'lose-debtor'; customer: number }
  | { do: 'books-trouble'; trouble: Trouble }
  | { do: 'source-trouble'; trouble: SourceTrouble }
  | { do: 'sync'; trigger: 'manual' | 'schedule' }
  | { do: 'wait'; minutes: number }

export type Story = { invoices: StoryInvoice[]; steps: Step[] }

export const storyCustomers = 4

const amount = fc.oneof(
  fc.constantFrom('1', '2', '-1', '0.125', '12.5', '3'),
  fc.integer({ min: -400, max: 4_000 }).map((hundredths) => (hundredths / 100).toFixed(2)),
)
const price = fc.oneof(
  fc.constantFrom('100', '0.335', '0.125', '96.50', '4.95', '3.000000000003'),
  fc.integer({ min: 1, max: 250_000 }).map((thousandths) => (thousandths / 1_000).toFixed(3)),
)
const line: fc.Arbitrary<WantedLine> = fc.record({
  kind: fc.constantFrom('high', 'low', 'reversed', 'exempt', 'unnumbered', 'advance'),
  amount,
  price,
})

const customer = fc.integer({ min: 0, max: storyCustomers - 1 })

const invoice: fc.Arbitrary<StoryInvoice> = fc.record({
  customer,
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
const booksTrouble: fc.Arbitrary<Trouble> = fc
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
      { method: 'DELETE', path: '/transaction_line_batch/' },
      { path: '/transaction_lines' },
      { method: 'POST', path: '/customer' },
      { method: 'PATCH', path: '/customer' },
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

/** Steps about an invoice reach a few places past the beginning: credit invoices are made on the way. */
const madeOnTheWay = 3

const stepOf = (invoices: number): fc.Arbitrary<Step> => {
  const place = fc.integer({ min: 0, max: invoices - 1 + madeOnTheWay })
  const about = (...does: PlainStep[]): fc.Arbitrary<Step> =>
    fc.record({ do: fc.constantFrom(...does), invoice: place })
  const cents = fc.integer({ min: 1, max: 20_000 })
  const steps: [weight: number, arbitrary: fc.Arbitrary<Step>][] = [
    [8, about('offer')],
    [2, about('ignore', 'unignore')],
    [2, about('undo')],
    [1, about('credit')],
    [2, about('reverse', 'write-off')],
    [3, fc.record({ do: fc.constant('edit' as const), invoice: place, price })],
    [4, fc.record({ do: fc.constant('pay' as const), invoice: place, cents: fc.option(cents, { nil: null }) })],
    [1, fc.record({ do: fc.constant('overpay' as const), invoice: place, cents })],
    [1, fc.record({ do: fc.constant('offset' as const), invoice: place, against: place })],
    [1, fc.record({ do: fc.constant('rename' as const), customer })],
    [1, fc.record({ do: fc.constant('lose-debtor' as const), customer })],
    [3, fc.record({ do: fc.constant('books-trouble' as const), trouble: booksTrouble })],
    [2, fc.record({ do: fc.constant('source-trouble' as const), trouble: sourceTrouble })],
    [
      7,
      fc.record({ do: fc.constant('sync' as const), trigger: fc.constantFrom('manual' as const, 'schedule' as const) }),
    ],
    [1, fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 240 }) })],
  ]
  return fc.oneof(...steps.map(([weight, arbitrary]) => ({ weight, arbitrary })))
}

/** Some customers and invoices, and whatever people, vendors and the network then do with them. */
export const story: fc.Arbitrary<Story> = fc
  .array(invoice, { minLength: 2, maxLength: 6 })
  .chain((invoices) =>
    fc
      .array(stepOf(invoices.length), { minLength: 8, maxLength: 32, size: 'max' })
      .map((steps): Story => ({ invoices, steps })),
  )

const nameOf = (place: number): string => `F-${String(place + 1)}`
const customerOf = (place: number): string => `C-${String(place + 1)}`

type Place = { method?: string; path?: string }

const placeOf = (trouble: Place & { match?: Place }): Place => trouble.match ?? trouble

const tellTrouble = (trouble: Trouble | SourceTrouble): string => {
  const { method = '', path = '' } = placeOf(trouble)
  const status = trouble.status === undefined ? '' : ` ${String(trouble.status)}`
  const where = [method, path].filter((part) => part !== '').join(' ') || 'anything'
  return `${trouble.mode}${status} on ${where}, ${String(trouble.times ?? 1)}×`
}

/** The step in plain English. */
export const tellStep = (step: Step): string => {
  switch (step.do) {
    case 'offer':
    case 'ignore':
    case 'unignore':
    case 'undo':
    case 'credit':
      return `${step.do} ${nameOf(step.invoice)}`
    case 'reverse':
      return `take back what was paid on ${nameOf(step.invoice)}`
    case 'write-off':
      return `write off what is open on ${nameOf(step.invoice)}`
    case 'edit':
      return `edit ${nameOf(step.invoice)} to a price of ${step.price}`
    case 'pay':
      return `pay ${nameOf(step.invoice)} ${step.cents === null ? 'in full' : formatCents(step.cents)}`
    case 'overpay':
      return `pay ${nameOf(step.invoice)} in full and ${formatCents(step.cents)} more`
    case 'offset':
      return `set ${nameOf(step.against)} off against ${nameOf(step.invoice)}`
    case 'rename':
      return `rename ${customerOf(step.customer)}`
    case 'lose-debtor':
      return `remove ${customerOf(step.customer)} from the books`
    case 'books-trouble':
      return `books: ${tellTrouble(step.trouble)}`
    case 'source-trouble':
      return `source: ${tellTrouble(step.trouble)}`
    case 'sync':
      return step.trigger === 'manual' ? 'sync by hand' : 'sync'
    case 'wait':
      return `wait ${String(step.minutes)} minutes`
  }
}

const placesIn = (step: Step): number[] =>
  'invoice' in step ? ('against' in step ? [step.invoice, step.against] : [step.invoice]) : []

const tellInvoice = ({ customer: to, day, rounding, lines }: StoryInvoice): string => {
  const said = lines.map(
    ({ kind = 'high', amount: quantity, price: each }) => `${quantity ?? ''} × ${each ?? ''} ${kind}`,
  )
  return `to ${customerOf(to)} of 2026-10-${String(day).padStart(2, '0')}, ${said.join(' + ')}, rounded on the ${rounding}`
}

/** The whole story in sentences: the invoices that it is about, and what happens. */
export const tellStory = ({ invoices, steps }: Story): string => {
  const named = new Set(steps.flatMap(placesIn))
  const opening = invoices.flatMap((one, at) => (named.has(at) ? [`${nameOf(at)} ${tellInvoice(one)}`] : []))
  return [...opening, steps.map(tellStep).join(', ')].join('\n')
}
