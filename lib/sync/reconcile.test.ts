import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookedAmounts, totalShares, type BookedAmounts } from './booked-amounts'
import { addAmounts, noAmounts, reconcile, type FreshReading, type HeldInvoice, type StatedInvoice } from './reconcile'

const cents = fc.integer({ min: -5_000_000, max: 5_000_000 })
const amounts = fc
  .tuple(cents, cents)
  .map(([netCents, vatCents]) => ({ netCents, vatCents, grossCents: netCents + vatCents }))

const entryWith = (
  given: { netCents: number; vatCents: number; grossCents: number },
  bookingDate: string,
): BookedAmounts => ({
  ...given,
  bookingDate,
  shares: [{ ledgerAccount: '8000', vatCode: '1', netCents: given.netCents, vatCents: given.vatCents }],
})

const stated = (ref: string, given = { netCents: 10_000, vatCents: 2_100, grossCents: 12_100 }): StatedInvoice => ({
  ...given,
  ref,
  number: `F-${ref}`,
  debtorName: 'Jansen & Zn.',
  issuedOn: '2026-11-05',
  fingerprint: 'same',
  sourceUrl: null,
})

const heldInvoice = (ref: string, change: Partial<HeldInvoice> = {}): HeldInvoice => ({
  ...stated(ref),
  id: `id-${ref}`,
  state: 'pending',
  bookedFingerprint: null,
  entryId: null,
  entry: null,
  ...change,
})

const bookedInvoice = (ref: string, change: Partial<HeldInvoice> = {}): HeldInvoice =>
  heldInvoice(ref, {
    state: 'booked',
    bookedFingerprint: 'same',
    entryId: `entry-${ref}`,
    entry: entryWith({ netCents: 10_000, vatCents: 2_100, grossCents: 12_100 }, '2026-11-05'),
    ...change,
  })

const reading = (change: Partial<FreshReading> = {}): FreshReading => ({
  invoices: [],
  movedRefs: new Set(),
  unreadable: [],
  entries: new Map(),
  ...change,
})

const look = (held: readonly HeldInvoice[], fresh: FreshReading | null, elsewhere = new Map()) =>
  reconcile({ held, fresh, month: '2026-11-01', invoicesFrom: '2026-11-03', heldElsewhere: elsewhere })

const kindsOf = (held: readonly HeldInvoice[], fresh: FreshReading | null) =>
  look(held, fresh).differences.map(({ kind, number, amounts: { grossCents } }) => [kind, number, grossCents])

describe('the reconciliation of a month', () => {
  const state = fc.constantFrom('pending', 'offered', 'processing', 'booked', 'failed', 'action', 'ignored')
  const ref = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')
  const anyHeld = fc.uniqueArray(
    fc.record({ ref, state, own: amounts, entry: fc.option(amounts), print: fc.constantFrom('same', 'other') }),
    { selector: (row) => row.ref },
  )
  const anyFresh = fc.option(
    fc.record({
      invoices: fc.uniqueArray(fc.record({ ref, own: amounts }), { selector: (row) => row.ref }),
      entries: fc.uniqueArray(fc.record({ ref, own: amounts }), { selector: (row) => row.ref }),
      moved: fc.array(ref),
      unreadable: fc.array(ref),
    }),
  )

  it('always holds: what the source invoiced is the parts and the named differences, to the cent', () => {
    fc.assert(
      fc.property(anyHeld, anyFresh, (rows, fresh) => {
        const held = rows.map((row) =>
          heldInvoice(row.ref, {
            ...row.own,
            state: row.state,
            bookedFingerprint: row.print,
            entryId: `entry-${row.ref}`,
            entry: row.entry && entryWith(row.entry, '2026-11-09'),
          }),
        )
        const { total, parts, differences, differenceTotal } = look(
          held,
          fresh &&
            reading({
              invoices: fresh.invoices.map((row) => stated(row.ref, row.own)),
              entries: new Map(fresh.entries.map((row) => [`entry-${row.ref}`, entryWith(row.own, '2026-11-09')])),
              movedRefs: new Set(fresh.moved),
              unreadable: fresh.unreadable.map((missing) => ({ ref: missing, label: null })),
            }),
        )
        expect(addAmounts([...parts.map((part) => part.amounts), differenceTotal])).toEqual(total.amounts)
        expect(addAmounts(differences.map((difference) => difference.amounts))).toEqual(differenceTotal)
        expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(held.length)
      }),
    )
  })

  it('has no difference when everything is where it should be, read afresh or not', () => {
    const held = [bookedInvoice('a'), heldInvoice('b', { state: 'ignored' }), heldInvoice('c')]
    const fresh = reading({
      invoices: held.map(({ ref: name }) => stated(name)),
      entries: new Map([
        ['entry-a', entryWith({ netCents: 10_000, vatCents: 2_100, grossCents: 12_100 }, '2026-11-05')],
      ]),
    })
    expect(kindsOf(held, null)).toEqual([])
    expect(kindsOf(held, fresh)).toEqual([])
  })

  it('names an invoice that is not in the mirror, and one from before the combi’s first day', () => {
    const early = { ...stated('early'), issuedOn: '2026-11-02' }
    expect(kindsOf([], reading({ invoices: [stated('new'), early] }))).toEqual([
      ['not-in-mirror', 'F-new', 12_100],
      ['before-start', 'F-early', 12_100],
    ])
  })

  it('names what is gone from the source: deleted, unreadable, or dated elsewhere', () => {
    const held = [heldInvoice('a'), heldInvoice('b'), heldInvoice('c')]
    const fresh = reading({ unreadable: [{ ref: 'b', label: 'F-b' }], movedRefs: new Set(['c']) })
    expect(kindsOf(held, fresh)).toEqual([
      ['deleted', 'F-a', -12_100],
      ['unreadable', 'F-b', -12_100],
      ['moved-away', 'F-c', -12_100],
    ])
  })

  it('names an invoice that the mirror still has under another month', () => {
    const elsewhere = new Map([['a', { id: 'id-a', state: 'pending' as const }]])
    expect(look([], reading({ invoices: [stated('a')] }), elsewhere).differences).toMatchObject([
      { kind: 'moved-here', invoiceId: 'id-a', state: 'pending', amounts: { grossCents: 12_100 } },
    ])
  })

  it('names an unreadable invoice that nobody has seen yet, without an amount', () => {
    const { differences } = look([], reading({ unreadable: [{ ref: null, label: 'F-x' }] }))
    expect(differences).toMatchObject([{ kind: 'unreadable', number: 'F-x', amounts: noAmounts }])
  })

  it('names an entry that is missing in the books', () => {
    expect(kindsOf([bookedInvoice('a')], reading({ invoices: [stated('a')] }))).toEqual([
      ['missing-in-books', 'F-a', 12_100],
    ])
  })

  it('names an invoice that changed after it was booked, also when its total did not', () => {
    const changed = { netCents: 11_000, vatCents: 2_310, grossCents: 13_310 }
    const held = [
      bookedInvoice('a', { ...changed, fingerprint: 'other' }),
      bookedInvoice('b', { fingerprint: 'other' }),
    ]
    expect(kindsOf(held, null)).toEqual([
      ['changed-after-booking', 'F-a', 1_210],
      ['changed-after-booking', 'F-b', 0],
    ])
  })

  it('names an entry that somebody changed in the books', () => {
    const fresh = reading({
      invoices: [stated('a')],
      entries: new Map([
        ['entry-a', entryWith({ netCents: 9_000, vatCents: 2_100, grossCents: 11_100 }, '2026-11-05')],
      ]),
    })
    expect(kindsOf([bookedInvoice('a')], fresh)).toEqual([['amounts-differ', 'F-a', 1_000]])
  })

  it('names what the source says and the mirror does not know yet', () => {
    const fresh = reading({ invoices: [stated('a', { netCents: 1, vatCents: 0, grossCents: 1 })] })
    expect(kindsOf([heldInvoice('a')], fresh)).toEqual([['not-read-yet', 'F-a', -12_099]])
  })

  it('names a booking in another month, which is a difference of time and not of money', () => {
    const entry = entryWith({ netCents: 10_000, vatCents: 2_100, grossCents: 12_100 }, '2026-12-01')
    expect(kindsOf([bookedInvoice('a', { entry })], null)).toEqual([['other-month', 'F-a', 0]])
  })
})

describe('what the books hold of an invoice', () => {
  const sentLine = { vatLedgerAccount: '1510', description: '' }
  const sent = {
    lines: [
      { ...sentLine, ledgerAccount: '8000', netCents: 10_000, vatCents: 2_100, vatCode: '1' },
      { ...sentLine, ledgerAccount: '8010', netCents: 5_000, vatCents: 450, vatCode: '2' },
    ],
  }
  const entry = {
    id: 'e',
    journalRef: 'VERK',
    debtorId: '1',
    invoiceNumber: 1,
    bookingDate: '2026-11-05',
    period: { fiscalYear: 2026, period: 11 },
    grossCents: 17_550,
  }

  it('is spread as the books state it', () => {
    const lines = sent.lines.map(({ ledgerAccount, netCents, vatCents, vatCode }) => ({
      ledgerAccount,
      netCents,
      vatCents,
      vatCode,
    }))
    const amountsOf = bookedAmounts({ ...entry, lines }, sent)
    expect(amountsOf).toMatchObject({ netCents: 15_000, vatCents: 2_550 })
    expect(totalShares([amountsOf], 'ledgerAccount')).toEqual([
      { key: '8000', netCents: 10_000, vatCents: 2_100 },
      { key: '8010', netCents: 5_000, vatCents: 450 },
    ])
  })

  it('leaves the lines of VAT out of the revenue, and takes the codes from what was sent', () => {
    const bare = { vatCents: null, vatCode: null }
    const lines = [
      { ...bare, ledgerAccount: '8000', netCents: 10_000 },
      { ...bare, ledgerAccount: '8010', netCents: 5_000 },
      { ...bare, ledgerAccount: '1510', netCents: 2_550 },
    ]
    expect(totalShares([bookedAmounts({ ...entry, lines }, sent)], 'vatCode')).toEqual([
      { key: '1', netCents: 10_000, vatCents: 2_100 },
      { key: '2', netCents: 5_000, vatCents: 450 },
    ])
  })

  it('always adds up, whatever somebody made of the entry', () => {
    const line = fc.record({
      ledgerAccount: fc.constantFrom('8000', '8010', '1510', '4000'),
      netCents: cents,
      vatCents: fc.option(cents),
      vatCode: fc.option(fc.constantFrom('1', '2')),
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), cents, (lines, grossCents) => {
        const found = bookedAmounts({ ...entry, grossCents, lines }, sent)
        expect(found.netCents + found.vatCents).toBe(grossCents)
        for (const key of ['ledgerAccount', 'vatCode'] as const) {
          const totals = totalShares([found], key)
          expect(totals.reduce((sum, { netCents }) => sum + netCents, 0)).toBe(found.netCents)
          expect(totals.reduce((sum, { vatCents }) => sum + vatCents, 0)).toBe(found.vatCents)
        }
      }),
    )
  })
})
