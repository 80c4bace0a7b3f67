import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BookedEntry, SalesEntry } from '@/lib/domain/books'
import type { Invoice } from '@/lib/domain/invoice'
import { sumCents } from '@/lib/domain/money'
import { creditIdOf, entryIdOf } from './entry-id'
import { nextCorrectionNumber } from './invoice-number'
import type { OfferedPlan } from './offered-plan'
import { planBooking } from './plan-booking'
import { asBooked, oppositeOf, planCorrection, type CorrectionFacts, type CreditTerms } from './plan-correction'
import { lawfulInvoices } from './testing/lawful-invoices'
import { sampleRules } from './testing/sample-books'
import { invoiceLine, sampleInvoice } from './testing/sample-invoices'

const key = { combiId: 'combi', invoiceRef: 'invoice:1', revision: 0 }
const debtor = { booksDebtorId: '1300', isOurs: true }

const planOf = (invoice: Invoice): OfferedPlan => {
  const decision = planBooking({ invoice, bookingDate: null }, sampleRules())
  if (decision.kind === 'hold') throw new Error(decision.reason.code)
  return { entry: decision.draft, debtor }
}
const sentOf = (invoice: Invoice): SalesEntry => ({
  ...planOf(invoice).entry,
  id: entryIdOf(key),
  debtorId: debtor.booksDebtorId,
})
const standingOf = ({ id, journalRef, debtorId, invoiceNumber, bookingDate, period, grossCents, lines }: SalesEntry) =>
  ({
    ...{ id, journalRef, debtorId, invoiceNumber, bookingDate, period, grossCents },
    lines: lines.map(({ ledgerAccount, netCents, vatCents, vatCode }) => ({
      ...{ ledgerAccount, netCents, vatCode },
      vatCents: vatCode === null ? null : vatCents,
    })),
  }) satisfies BookedEntry

const terms: CreditTerms = {
  creditId: creditIdOf(key),
  ...{ creditNumber: 900_000_001, planNumber: 900_000_002 },
  ...{ date: '2026-04-01', period: { fiscalYear: 2026, period: 4 } },
  describe: (text) => `Credit ${text}`,
}
const booked = sampleInvoice([invoiceLine({ ref: 'a' })])
const changed = sampleInvoice([invoiceLine({ ref: 'a', unitPrice: '90' })])

const factsOf = (rest: Partial<CorrectionFacts> = {}): CorrectionFacts => ({
  sent: sentOf(booked),
  standing: standingOf(sentOf(booked)),
  ...{ isPaid: false, isPeriodOpen: true },
  now: planOf(changed),
  ...rest,
})

describe('what is proposed when an invoice and its entry went apart', () => {
  it('is to replace the entry while it is unpaid and its period is open', () => {
    expect(planCorrection(factsOf(), terms)).toEqual({
      kind: 'correct',
      reversal: { kind: 'remove' },
      plan: planOf(changed),
    })
  })

  it.each([
    ['paid', { isPaid: true }],
    ['in a closed period', { isPeriodOpen: false }],
    ['both', { isPaid: true, isPeriodOpen: false }],
  ])('is its opposite and a new entry, under numbers of their own on the confirmed day, when it is %s', (_, rest) => {
    const proposal = planCorrection(factsOf(rest), terms)
    if (proposal.kind !== 'correct' || proposal.reversal.kind !== 'credit') throw new Error(proposal.kind)
    expect(proposal.reversal.credit).toMatchObject({
      ...{ id: terms.creditId, invoiceNumber: 900_000_001, debtorId: '1300', grossCents: -booked.grossCents },
      ...{ bookingDate: '2026-04-01', period: { fiscalYear: 2026, period: 4 } },
      description: `Credit ${sentOf(booked).description}`,
    })
    expect(proposal.plan).toEqual({
      debtor,
      entry: {
        ...planOf(changed).entry,
        ...{ invoiceNumber: 900_000_002, bookingDate: '2026-04-01', period: { fiscalYear: 2026, period: 4 } },
        dueOn: planOf(changed).entry.dueOn < '2026-04-01' ? '2026-04-01' : planOf(changed).entry.dueOn,
      },
    })
  })

  it('is only the opposite, or only the removal, when the source has the invoice no more', () => {
    expect(planCorrection(factsOf({ now: null }), terms)).toEqual({
      kind: 'correct',
      reversal: { kind: 'remove' },
      plan: null,
    })
    expect(planCorrection(factsOf({ now: null, isPaid: true }), terms)).toMatchObject({
      reversal: { kind: 'credit' },
      plan: null,
    })
  })

  it('is to book it again when the books hold it no more, whatever was paid', () => {
    expect(planCorrection(factsOf({ standing: null, isPaid: true, isPeriodOpen: false }), terms)).toEqual({
      kind: 'correct',
      reversal: { kind: 'none' },
      plan: planOf(changed),
    })
    expect(planCorrection(factsOf({ standing: null, now: null }), terms)).toEqual({ kind: 'gone' })
  })

  it('is nothing when what would be booked now is what stands there', () => {
    expect(planCorrection(factsOf({ now: planOf(booked) }), terms)).toEqual({ kind: 'same' })
    const other = { ...planOf(booked), debtor: { booksDebtorId: '1301', isOurs: true } }
    expect(planCorrection(factsOf({ now: other }), terms).kind).toBe('correct')
  })

  it('is a correction when somebody changed the entry in the books, though the invoice is as it was', () => {
    const standing = { ...standingOf(sentOf(booked)), bookingDate: '2026-03-30' }
    expect(planCorrection(factsOf({ standing, now: planOf(booked) }), terms).kind).toBe('correct')
  })

  it('sets off what stands in the books, not what was sent', () => {
    const [line] = standingOf(sentOf(booked)).lines
    if (line === undefined) throw new Error('The sample has a line')
    const standing = { ...standingOf(sentOf(booked)), lines: [{ ...line, ledgerAccount: '8090' }] }
    const proposal = planCorrection(factsOf({ standing, isPaid: true }), terms)
    expect(proposal).toMatchObject({ reversal: { credit: { lines: [{ ledgerAccount: '8090' }] } } })
  })

  it('is left to a person in the books when the amounts there do not add up', () => {
    const standing = { ...standingOf(sentOf(booked)), grossCents: 1 }
    expect(planCorrection(factsOf({ standing, isPaid: true }), terms)).toEqual({ kind: 'unreadable' })
    expect(planCorrection(factsOf({ standing }), terms)).toMatchObject({ reversal: { kind: 'remove' } })
  })

  it('never removes what was paid or lies in a closed period, and always tells one of the ways', () => {
    const cases = fc.record({
      ...{ was: lawfulInvoices, is: fc.option(lawfulInvoices) },
      ...{ isPaid: fc.boolean(), isPeriodOpen: fc.boolean() },
    })
    fc.assert(
      fc.property(cases, ({ was, is, isPaid, isPeriodOpen }) => {
        const now = is === null ? null : planOf(is)
        const facts = { sent: sentOf(was), standing: standingOf(sentOf(was)), now, isPaid, isPeriodOpen }
        const proposal = planCorrection(facts, terms)
        if (proposal.kind === 'correct')
          expect(proposal.reversal.kind).toBe(!isPaid && isPeriodOpen ? 'remove' : 'credit')
        else expect(proposal.kind).toBe('same')
      }),
    )
  })
})

describe('the opposite of an entry', () => {
  it('adds up with it to nothing on every account and code, and is itself in balance', () => {
    fc.assert(
      fc.property(lawfulInvoices, (invoice) => {
        const entry = sentOf(invoice)
        const credit = oppositeOf(entry, terms)
        const both = [...entry.lines, ...credit.lines]
        for (const name of ['ledgerAccount', 'vatCode'] as const)
          for (const value of new Set(both.map((line) => line[name]))) {
            const lines = both.filter((line) => line[name] === value)
            expect(sumCents(lines.map(({ netCents }) => netCents))).toBe(0)
            expect(sumCents(lines.map(({ vatCents }) => vatCents))).toBe(0)
          }
        const amounts = credit.lines.flatMap(({ netCents, vatCents }) => [netCents, vatCents])
        expect(sumCents(amounts)).toBe(credit.grossCents)
        expect([...amounts, credit.grossCents].some((cents) => Object.is(cents, -0))).toBe(false)
        expect(oppositeOf(credit, terms).lines).toEqual(entry.lines)
      }),
    )
  })

  it('is made of the entry as it was sent where the books hold that', () => {
    const sent = sentOf(booked)
    expect(asBooked(sent, standingOf(sent))).toBe(sent)
  })
})

describe('numbers and ids of corrections', () => {
  it('are never those of anything else', () => {
    expect(nextCorrectionNumber([])).toBe(900_000_001)
    expect(nextCorrectionNumber([20_260_042, 900_000_001, 900_000_007])).toBe(900_000_008)
    expect(nextCorrectionNumber([999_999_999])).toBeNull()
    const ids = [0, 1, 2].flatMap((revision) => [entryIdOf({ ...key, revision }), creditIdOf({ ...key, revision })])
    expect(new Set(ids).size).toBe(6)
    expect(creditIdOf(key)).toBe(creditIdOf({ ...key }))
  })
})
