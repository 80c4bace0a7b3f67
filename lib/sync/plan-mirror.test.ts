import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Invoice } from '@/lib/domain/invoice'
import { everyInvoice } from '@/lib/domain/offering-rule'
import { invoiceFingerprint } from './fingerprint'
import { planMirror, type InvoiceState, type Mirrored, type MirrorScope } from './plan-mirror'
import { lawfulInvoices } from './testing/lawful-invoices'
import { invoiceLine, sampleInvoice } from './testing/sample-invoices'

const invoice = sampleInvoice([invoiceLine({ ref: 'a' }), invoiceLine({ ref: 'b', quantity: '2' })])

const scope: MirrorScope = {
  invoicesFrom: '2026-01-01',
  linkedProfiles: new Set([invoice.companyProfileRef]),
  offeredByItself: null,
}

const mirroredAs = (source: Invoice, state: InvoiceState = 'pending', rest: Partial<Mirrored> = {}): Mirrored => ({
  state,
  fingerprint: invoiceFingerprint(source),
  sourceUpdatedAt: source.updatedAt,
  outstandingCents: source.outstandingCents,
  sourceState: source.sourceState,
  bookedFingerprint: state === 'booked' ? invoiceFingerprint(source) : null,
  booked: state === 'booked' ? source : null,
  ...rest,
})

const states: InvoiceState[] = ['pending', 'offered', 'processing', 'booked', 'failed', 'action', 'ignored']

describe('an invoice that changed after it was booked', () => {
  const retyped = {
    ...invoice,
    updatedAt: 'later',
    lines: invoice.lines.map((line) => ({ ...line, ref: `${line.ref}2` })),
  }

  it('did not drift when it would become the very same entry', () => {
    expect(planMirror(retyped, mirroredAs(invoice, 'booked'), scope)).toMatchObject({
      isDrift: false,
      isCosmetic: true,
    })
  })

  it('drifted when what it said then was not kept, whatever it says now', () => {
    const mirrored = mirroredAs(invoice, 'booked', { booked: null })
    expect(planMirror(retyped, mirrored, scope)).toMatchObject({ isDrift: true, isCosmetic: false })
  })

  it('is no longer another one when it came back to what was booked, though in other words', () => {
    const mirrored = mirroredAs(invoice, 'booked', { fingerprint: 'of a version between' })
    expect(planMirror(retyped, mirrored, scope)).toMatchObject({ isDrift: false, isCosmetic: true })
  })
})

describe('an invoice that the mirror does not hold', () => {
  it('is added with its fingerprint', () => {
    expect(planMirror(invoice, null, scope)).toEqual({
      kind: 'insert',
      fingerprint: invoiceFingerprint(invoice),
      isOffered: false,
    })
  })

  it('is added on the first day of the combi and left out the day before', () => {
    expect(planMirror({ ...invoice, issuedOn: '2026-01-01' }, null, scope).kind).toBe('insert')
    expect(planMirror({ ...invoice, issuedOn: '2025-12-31' }, null, scope)).toEqual({ kind: 'skip' })
  })

  it('is left out when its company profile is not linked', () => {
    expect(planMirror({ ...invoice, companyProfileRef: 'myorganizationprofile:9' }, null, scope)).toEqual({
      kind: 'skip',
    })
  })
})

describe('an invoice is offered by the portal itself', () => {
  const automatic: MirrorScope = { ...scope, offeredByItself: everyInvoice }
  const isOffered = (source: Invoice, mirrored: Mirrored | null, within: MirrorScope): boolean => {
    const decision = planMirror(source, mirrored, within)
    return decision.kind === 'insert' && decision.isOffered
  }

  it('when the combi says so', () => {
    expect(isOffered(invoice, null, automatic)).toBe(true)
  })

  it('only when it meets the rule', () => {
    const { companyProfileRef, debtor, grossCents } = invoice
    const rule = { companyProfileRefs: [companyProfileRef], debtorRefs: [debtor.ref], upToCents: grossCents }
    expect(isOffered(invoice, null, { ...scope, offeredByItself: rule })).toBe(true)
    for (const other of [{ debtorRefs: ['another'] }, { upToCents: grossCents - 1 }])
      expect(isOffered(invoice, null, { ...scope, offeredByItself: { ...rule, ...other } })).toBe(false)
  })

  it('not when the mirror held it already, in whatever state, changed or not', () => {
    for (const state of states)
      for (const source of [invoice, { ...invoice, grossCents: invoice.grossCents + 1 }])
        expect(isOffered(source, mirroredAs(invoice, state), automatic)).toBe(false)
  })

  it('never when offering is up to people, whatever is read', () => {
    fc.assert(
      fc.property(lawfulInvoices, fc.option(fc.constantFrom(...states)), (source, state) => {
        const mirrored = state === null ? null : mirroredAs(source, state)
        const linkedProfiles = new Set([source.companyProfileRef])
        expect(isOffered(source, mirrored, { ...scope, linkedProfiles })).toBe(false)
      }),
    )
  })
})

describe('an invoice that the mirror holds', () => {
  it('costs nothing when it is read again unchanged, in every state, its lines in whatever order', () => {
    fc.assert(
      fc.property(lawfulInvoices, fc.constantFrom(...states), (source, state) => {
        const mirrored = mirroredAs(source, state)
        expect(planMirror(source, mirrored, scope)).toEqual({ kind: 'skip' })
        expect(planMirror({ ...source, lines: source.lines.toReversed() }, mirrored, scope)).toEqual({ kind: 'skip' })
      }),
    )
  })

  it('is followed also when it is out of scope by now: what is there is never forgotten', () => {
    const changed = { ...invoice, issuedOn: '2025-06-01', companyProfileRef: 'myorganizationprofile:9' }
    expect(planMirror(changed, mirroredAs(invoice), scope)).toMatchObject({ kind: 'update' })
  })

  it.each<[string, Partial<Invoice>]>([
    ['a payment', { outstandingCents: 0 }],
    ['its state', { sourceState: 'overdue' }],
    ['its change stamp', { updatedAt: '2026-04-01 08:00:00' }],
  ])('is brought up to date by %s, which is neither drift nor a cure', (_, change) => {
    for (const state of states)
      expect(planMirror({ ...invoice, ...change }, mirroredAs(invoice, state), scope)).toEqual({
        kind: 'update',
        fingerprint: invoiceFingerprint(invoice),
        isDrift: false,
        isCosmetic: false,
        isHealable: false,
      })
  })

  it.each(states)('is drift when its content changed after it was booked, and a cure when it was held: %s', (state) => {
    const changed = { ...invoice, grossCents: invoice.grossCents + 1 }
    expect(planMirror(changed, mirroredAs(invoice, state), scope)).toEqual({
      kind: 'update',
      fingerprint: invoiceFingerprint(changed),
      isDrift: state === 'booked',
      isCosmetic: false,
      isHealable: state === 'action' || state === 'failed',
    })
  })

  const versions = [
    invoice,
    { ...invoice, number: 'F2026-0043' },
    { ...invoice, dueOn: '2026-05-11' },
    { ...invoice, lines: invoice.lines.slice(1) },
  ]

  it('is said to have drifted once for each change away from what was booked, and never for a change back', () => {
    const readings = fc.array(
      fc.record({ version: fc.nat(versions.length - 1), stamp: fc.integer({ min: 10, max: 59 }) }),
      { maxLength: 10 },
    )
    fc.assert(
      fc.property(readings, (series) => {
        let mirrored = mirroredAs(invoice, 'booked')
        let held = 0
        for (const { version, stamp } of series) {
          const source = { ...(versions[version] ?? invoice), updatedAt: `2026-04-01 08:00:${String(stamp)}` }
          const decision = planMirror(source, mirrored, scope)
          const isDrift = version !== held && version !== 0
          if (decision.kind === 'update') expect(decision.isDrift).toBe(isDrift)
          else expect(isDrift).toBe(false)
          const { bookedFingerprint } = mirrored
          mirrored = mirroredAs(source, 'booked', { bookedFingerprint, booked: invoice })
          held = version
          expect(planMirror(source, mirrored, scope)).toEqual({ kind: 'skip' })
        }
      }),
    )
  })
})
