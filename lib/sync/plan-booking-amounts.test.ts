import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BookingStyle } from '@/lib/domain/books'
import type { Invoice, InvoiceLine } from '@/lib/domain/invoice'
import { sumCents } from '@/lib/domain/money'
import { roundHalfAway, timesExact, toExact } from '@/lib/domain/testing/exact-decimal'
import { planBooking, type BookingDecision, type BookingRules, type DraftEntry } from './plan-booking'
import { verdictOf } from './reasons'
import { doubtfulInvoices, lawfulInvoices, sales } from './testing/lawful-invoices'
import { sampleMapping, sampleRules } from './testing/sample-books'
import { invoiceLine, revenueGroup, sampleInvoice, vatClasses } from './testing/sample-invoices'

const plan = (invoice: Invoice, rules: BookingRules = sampleRules()): BookingDecision =>
  planBooking({ invoice, bookingDate: null }, rules)

const draftOf = (decision: BookingDecision): DraftEntry => {
  if (decision.kind === 'hold') throw new Error(`held: ${JSON.stringify(decision.reason)}`)
  return decision.draft
}

const saleOf = ({ revenueGroup: group, vatClass }: InvoiceLine) => {
  const sale = sales.find((one) => one.group?.ref === group?.ref && one.vatClass.ref === vatClass?.ref)
  if (sale === undefined) throw new Error('a line of no known sale')
  return sale
}

/** The lines that say something, with the entry line that each became. */
const pairs = (invoice: Invoice, draft: DraftEntry) => {
  const byText = new Map(draft.lines.map((line) => [line.description, line]))
  return invoice.lines.flatMap((source) => {
    const line = byText.get(source.description)
    return line === undefined ? [] : [{ source, line }]
  })
}

/** Whether an amount in cents lies less than a cent from an exact one, a fraction of whole numbers. */
const isWithinCent = (cents: number, numerator: bigint, denominator: bigint): boolean => {
  const distance = BigInt(cents) * denominator - numerator
  return -denominator < distance && distance < denominator
}

const expectCarriedOver = (invoice: Invoice, draft: DraftEntry) => {
  const nets = draft.lines.map(({ netCents }) => netCents)
  const vats = draft.lines.map(({ vatCents }) => vatCents)
  expect(sumCents(nets)).toBe(invoice.netCents)
  expect(sumCents(vats)).toBe(invoice.vatCents)
  expect(sumCents([...nets, ...vats])).toBe(draft.grossCents)
  expect(draft.grossCents).toBe(invoice.grossCents)
  expect([...nets, ...vats].filter((cents) => Object.is(cents, -0))).toEqual([])
  expect(draft.lines.filter(({ netCents, vatCents }) => netCents === 0 && vatCents === 0)).toEqual([])
  const strayed = pairs(invoice, draft).filter(({ source, line }) => {
    const exact = timesExact(toExact(source.quantity), toExact(source.unitPrice))
    const rate = BigInt(source.vatClass?.vatBasisPoints ?? 0)
    return !(
      isWithinCent(line.netCents, exact.digits * 100n, 10n ** BigInt(exact.decimals)) &&
      isWithinCent(line.vatCents, BigInt(line.netCents) * rate, 10_000n)
    )
  })
  expect(strayed).toEqual([])
}

const explicitRules = sampleRules({
  vatMode: 'explicit',
  mapping: {
    ...sampleMapping,
    vatCodes: Object.fromEntries(sales.map(({ vatClass, vatCode }) => [vatClass.ref, vatCode ?? '7'])),
  },
})

describe('every lawful invoice', () => {
  it('becomes an entry that balances, carries its amounts to the cent, and strays from no line by a cent', () => {
    fc.assert(
      fc.property(
        lawfulInvoices,
        fc.constantFrom<BookingStyle[]>('vat-on-line', 'vat-as-own-line'),
        (invoice, bookingStyle) => {
          expectCarriedOver(invoice, draftOf(plan(invoice, sampleRules({ bookingStyle }))))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('becomes one just so when its VAT is mapped by hand, classes of zero included', () => {
    fc.assert(
      fc.property(lawfulInvoices, (invoice) => {
        expectCarriedOver(invoice, draftOf(plan(invoice, explicitRules)))
      }),
    )
  })

  it('has each line on the account that its group names, under the code that its class means', () => {
    fc.assert(
      fc.property(lawfulInvoices, (invoice) => {
        const draft = draftOf(plan(invoice))
        const paired = pairs(invoice, draft)
        expect(paired).toHaveLength(draft.lines.length)
        for (const { source, line } of paired) {
          const { account, vatCode } = saleOf(source)
          expect(line).toMatchObject({ ledgerAccount: account, vatCode })
        }
      }),
    )
  })

  it('has a note for every group that fell back on the default account, and no other note', () => {
    fc.assert(
      fc.property(lawfulInvoices, (invoice) => {
        const decision = plan(invoice)
        const labels = pairs(invoice, draftOf(decision))
          .filter(({ line }) => line.ledgerAccount === '8090')
          .map(({ source }) => source.revenueGroup?.label ?? '')
        const noted = decision.notes.map((note) => (note.code === 'default-account-used' ? note.params : note))
        expect(noted).toHaveLength(new Set(labels).size)
        expect(noted).toEqual(expect.arrayContaining(labels.map((label) => ({ revenueGroup: label, account: '8090' }))))
      }),
    )
  })

  it('is planned the same twice, and in whatever order invoices come, and is left as it was', () => {
    fc.assert(
      fc.property(fc.array(lawfulInvoices, { maxLength: 6 }), (invoices) => {
        const before = structuredClone(invoices)
        const rules = sampleRules()
        const decisions = invoices.map((invoice) => plan(invoice, rules))
        const backwards = invoices.toReversed().map((invoice) => plan(invoice, rules))
        expect(backwards.toReversed()).toEqual(decisions)
        expect(invoices).toEqual(before)
      }),
      { numRuns: 50 },
    )
  })

  it('is planned to the same sums in whatever order its lines come', () => {
    fc.assert(
      fc.property(lawfulInvoices, (invoice) => {
        const turned = { ...invoice, lines: invoice.lines.toReversed() }
        const draft = draftOf(plan(turned))
        expectCarriedOver(turned, draft)
        expect(draft.lines).toHaveLength(draftOf(plan(invoice)).lines.length)
      }),
    )
  })

  it('is left to the books to compute exactly when they reach its VAT', () => {
    const rules = sampleRules({ bookingStyle: 'vat-from-ledger' })
    fc.assert(
      fc.property(lawfulInvoices, (invoice) => {
        const lines = pairs(invoice, draftOf(plan(invoice)))
        const ledgerVatCents = sumCents(
          lines.map(({ source, line }) =>
            roundHalfAway(BigInt(line.netCents) * BigInt(source.vatClass?.vatBasisPoints ?? 0), 10_000n),
          ),
        )
        const decision = plan(invoice, rules)
        if (ledgerVatCents === invoice.vatCents) expect(decision.kind).toBe('book')
        else
          expect(decision).toMatchObject({
            kind: 'hold',
            reason: { code: 'vat-rounding-differs', params: { vatCents: invoice.vatCents, ledgerVatCents } },
          })
      }),
    )
  })

  const spoilt = ({ lines, ...invoice }: Invoice, bad: InvoiceLine, at: number): Invoice =>
    sampleInvoice(lines.toSpliced(at % (lines.length + 1), 0, bad), {
      netCents: invoice.netCents + bad.netCents,
      vatCents: invoice.vatCents + bad.vatCents,
    })

  it.each([
    ['account-blocked', invoiceLine({ ref: 'bad', revenueGroup: revenueGroup('8060 Omzet oud') })],
    ['vat-rate-differs', invoiceLine({ ref: 'bad', vatClass: vatClasses.low })],
  ])('is held as %s because of one line, wherever it stands', (code, bad) => {
    fc.assert(
      fc.property(lawfulInvoices, fc.nat(), (invoice, at) => {
        const withBad = spoilt(invoice, bad, at)
        fc.pre(withBad.grossCents !== 0)
        expect(plan(withBad)).toMatchObject({ kind: 'hold', reason: { code } })
      }),
    )
  })

  it('is held because of one line whose VAT is not what its class says', () => {
    const amiss = fc.integer({ min: -5000, max: 5000 }).filter((vatCents) => Math.abs(vatCents - 2100) > 1)
    fc.assert(
      fc.property(lawfulInvoices, fc.nat(), amiss, (invoice, at, vatCents) => {
        const withBad = spoilt(invoice, invoiceLine({ ref: 'bad', vatCents }), at)
        fc.pre(withBad.grossCents !== 0)
        const decision = plan(withBad)
        // Far off, the total of the VAT is what no rounding explains.
        expect(['vat-rounding-differs', 'total-mismatch']).toContain(decision.kind === 'hold' && decision.reason.code)
      }),
    )
  })

  it('is held when a class on it is not mapped, and names one that is not', () => {
    fc.assert(
      fc.property(lawfulInvoices, fc.subarray(Object.values(vatClasses).map(({ ref }) => ref)), (invoice, gone) => {
        const vatCodes = Object.fromEntries(
          Object.entries(explicitRules.mapping.vatCodes).filter(([ref]) => !gone.includes(ref)),
        )
        const decision = plan(invoice, { ...explicitRules, mapping: { ...sampleMapping, vatCodes } })
        const said = pairs(invoice, draftOf(plan(invoice, explicitRules)))
        const unmapped = said.filter(({ source }) => gone.includes(source.vatClass?.ref ?? ''))
        if (unmapped.length === 0) expect(decision.kind).toBe('book')
        else {
          const causes = unmapped.map(({ source, line }) => ({
            code: 'vat-unmapped',
            params: { vatClass: source.vatClass?.label, account: line.ledgerAccount },
          }))
          expect(decision.kind).toBe('hold')
          expect(causes).toContainEqual(decision.kind === 'hold' ? decision.reason : null)
        }
      }),
    )
  })
})

describe('an invoice whose amounts are in doubt', () => {
  it('is booked to the cent or held for a person, and nothing between', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(doubtfulInvoices, (invoice) => {
        const decision = plan(invoice)
        seen.add(decision.kind)
        if (decision.kind === 'book') expectCarriedOver(invoice, decision.draft)
        else expect(verdictOf(decision.reason)).toBe('action')
      }),
      { numRuns: 500 },
    )
    expect([...seen].sort()).toEqual(['book', 'hold'])
  })

  it('is always held when its totals contradict each other', () => {
    const off = fc.integer({ min: -1000, max: 1000 }).filter((cents) => cents !== 0)
    fc.assert(
      fc.property(lawfulInvoices, off, (invoice, cents) => {
        const grossCents = invoice.grossCents + cents
        fc.pre(grossCents !== 0)
        expect(plan({ ...invoice, grossCents })).toMatchObject({
          kind: 'hold',
          reason: { code: 'total-mismatch', params: { statedCents: grossCents, countedCents: invoice.grossCents } },
        })
      }),
    )
  })
})
