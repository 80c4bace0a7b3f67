import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { overpaymentOf, toldCentsOf } from './overpayment'

const none = { booksCents: 0, sourceCents: 0 }

describe('what was paid beyond an invoice', () => {
  it('is nothing while it is open, partly paid or paid to the cent', () => {
    const open = { grossCents: 12_100, paidCents: 0, outstandingCents: 12_100 }
    for (const paidCents of [0, 5_000, 12_100])
      expect(overpaymentOf({ ...open, paidCents, outstandingCents: 12_100 - paidCents })).toEqual(none)
  })

  it('is told for each side by itself: one may not know yet what the other does', () => {
    expect(overpaymentOf({ grossCents: 12_100, paidCents: 15_000, outstandingCents: 0 })).toEqual({
      ...{ booksCents: 2_900, sourceCents: 0 },
    })
    expect(overpaymentOf({ grossCents: 12_100, paidCents: 12_100, outstandingCents: -1 })).toEqual({
      ...{ booksCents: 0, sourceCents: 1 },
    })
  })

  it('is of a credit invoice what was paid back too much', () => {
    expect(overpaymentOf({ grossCents: -12_100, paidCents: -12_100, outstandingCents: 0 })).toEqual(none)
    expect(overpaymentOf({ grossCents: -12_100, paidCents: 0, outstandingCents: -12_100 })).toEqual(none)
    expect(overpaymentOf({ grossCents: -12_100, paidCents: -12_500, outstandingCents: 400 })).toEqual({
      ...{ booksCents: 400, sourceCents: 400 },
    })
  })

  it('is never negative, and the same for an invoice and its mirror image', () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 })
    fc.assert(
      fc.property(cents.filter(Boolean), cents, cents, (grossCents, paidCents, outstandingCents) => {
        const found = overpaymentOf({ grossCents, paidCents, outstandingCents })
        const [gross, paid, outstanding] = [grossCents, paidCents, outstandingCents].map((each) => 0 - each)
        expect(Math.min(found.booksCents, found.sourceCents)).toBeGreaterThanOrEqual(0)
        expect(
          overpaymentOf({ grossCents: gross ?? 0, paidCents: paid ?? 0, outstandingCents: outstanding ?? 0 }),
        ).toEqual(found)
      }),
    )
  })
})

describe('what the source was told of the money', () => {
  const surplus = { booksCents: 2_900, sourceCents: 0 }

  it('is all that was passed on, part of which somebody may have registered there by hand', () => {
    expect(toldCentsOf(12_100, [5_000], none)).toBe(12_100)
    expect(toldCentsOf(12_100, [], surplus)).toBe(12_100)
  })

  it('is without what came beyond the invoice, which is registered nowhere', () => {
    expect(toldCentsOf(15_000, [12_000, 100], surplus)).toBe(12_100)
  })
})
