import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumCents } from '@/lib/domain/money'
import { roundHalfAway } from '@/lib/domain/testing/exact-decimal'
import { exactVatCents, roundToCents, spreadRounding } from './rounding'

/** Cents with four decimals, as whole ten-thousandths. */
const inTenThousandths = (exact: bigint) => new Big(exact.toString()).div(10_000)

const roundedLine = (exact: bigint) => ({ cents: roundHalfAway(exact, 10_000n), exactCents: inTenThousandths(exact) })

const exactAmounts = fc.array(
  fc.oneof(
    fc.bigInt({ min: -50_000_000n, max: 50_000_000n }),
    // Whole cents and halves of a cent.
    fc.bigInt({ min: -10_000n, max: 10_000n }).map((halves) => halves * 5000n),
  ),
  { maxLength: 40 },
)

const sumExact = (parts: readonly bigint[]) => parts.reduce((total, part) => total + part, 0n)

describe('spreading a rounding difference', () => {
  it('explains every total that was rounded once instead of per line', () => {
    fc.assert(
      fc.property(exactAmounts, (exact) => {
        const statedCents = roundHalfAway(sumExact(exact), 10_000n)
        const amounts = spreadRounding(exact.map(roundedLine), statedCents)
        expect(amounts).not.toBeNull()
        expect(sumCents(amounts ?? [])).toBe(statedCents)
      }),
    )
  })

  it('explains every total of groups that were rounded apart, as per VAT rate', () => {
    fc.assert(
      fc.property(fc.array(exactAmounts, { maxLength: 4 }), (groups) => {
        const statedCents = sumCents(groups.map((group) => roundHalfAway(sumExact(group), 10_000n)))
        const amounts = spreadRounding(groups.flat().map(roundedLine), statedCents)
        expect(amounts).not.toBeNull()
        expect(sumCents(amounts ?? [])).toBe(statedCents)
      }),
    )
  })

  it('adds up to whatever it accepts, moves no line more than a cent, and none a whole cent from its exact amount', () => {
    let explained = 0
    fc.assert(
      fc.property(exactAmounts, fc.integer({ min: -6, max: 6 }), (exact, off) => {
        const lines = exact.map(roundedLine)
        const statedCents = sumCents(lines.map(({ cents }) => cents)) + off
        const amounts = spreadRounding(lines, statedCents)
        if (amounts === null) return
        if (off !== 0) explained += 1
        expect(sumCents(amounts)).toBe(statedCents)
        const strayed = lines.filter(({ cents, exactCents }, at) => {
          const amount = amounts[at] ?? Number.NaN
          const isMovedRight = amount === cents || amount === cents + Math.sign(off)
          return !isMovedRight || exactCents.minus(amount).abs().gte(1)
        })
        expect(strayed).toEqual([])
      }),
    )
    expect(explained).toBeGreaterThan(0)
  })

  it('explains no total more than half a cent a line from the exact one', () => {
    fc.assert(
      fc.property(exactAmounts, fc.integer({ min: 1, max: 5 }), fc.constantFrom(1, -1), (exact, excess, sign) => {
        const reach = BigInt(exact.length) * 5000n
        const farthest = sumExact(exact) + BigInt(sign) * (reach + BigInt(excess) * 10_000n)
        const lines = exact.map(roundedLine)
        const statedCents = roundHalfAway(farthest, 10_000n)
        fc.pre(statedCents !== sumCents(lines.map(({ cents }) => cents)))
        expect(spreadRounding(lines, statedCents)).toBeNull()
      }),
    )
  })

  it('gives a credit invoice the mirror image of the invoice that it credits', () => {
    fc.assert(
      fc.property(exactAmounts, (exact) => {
        const statedCents = roundHalfAway(sumExact(exact), 10_000n)
        const amounts = spreadRounding(exact.map(roundedLine), statedCents)
        const credited = spreadRounding(
          exact.map((amount) => roundedLine(-amount)),
          0 - statedCents,
        )
        expect(credited).toEqual(amounts?.map((cents) => 0 - cents))
      }),
    )
  })

  const line = (cents: number, exactCents: string) => ({ cents, exactCents: new Big(exactCents) })

  it('takes the cent of 37.50 and 12.50 at 21 % from the larger of two equal halves', () => {
    // 7.875 and 2.625 round to 7.88 and 2.63, which is a cent more than 10.50.
    expect(spreadRounding([line(263, '262.5'), line(788, '787.5')], 1050)).toEqual([263, 787])
  })

  it('gives the cent to the line that lost most, though another is larger', () => {
    expect(spreadRounding([line(90, '90.1'), line(10, '10.4')], 101)).toEqual([90, 11])
  })

  it('leaves lines alone that add up already', () => {
    expect(spreadRounding([line(263, '262.5'), line(788, '787.5')], 1051)).toEqual([263, 788])
  })

  it('finds nothing to explain a cent on lines of whole cents', () => {
    expect(spreadRounding([line(5000, '5000'), line(5000, '5000')], 10_001)).toBeNull()
  })

  it('never puts a cent on a line of nothing, whatever the number of such lines', () => {
    expect(spreadRounding([line(0, '0'), line(0, '0'), line(3334, '3333.5')], 3333)).toEqual([0, 0, 3333])
    expect(spreadRounding([line(0, '0'), line(0, '0'), line(3333, '3333')], 3334)).toBeNull()
  })

  it('never moves a line that was rounded in the same direction already', () => {
    expect(spreadRounding([line(10, '9.6'), line(10, '9.6'), line(10, '9.6'), line(10, '9.6')], 41)).toBeNull()
  })

  it('explains nothing where there are no lines', () => {
    expect(spreadRounding([], 0)).toEqual([])
    expect(spreadRounding([], 1)).toBeNull()
  })
})

describe('VAT of a net amount', () => {
  it('is exact in cents, and rounds half away from zero', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.constantFrom(0, 900, 2100),
        (net, rate) => {
          const exact = exactVatCents(net, rate)
          expect(exact.times(10_000).eq(new Big(net).times(rate))).toBe(true)
          expect(Object.is(roundToCents(exact), roundHalfAway(BigInt(net) * BigInt(rate), 10_000n))).toBe(true)
        },
      ),
    )
  })

  it.each([
    [50, 2100, 11],
    [-50, 2100, -11],
    [-1, 2100, 0],
    [10_000, 900, 900],
  ])('of %i cents at %i basis points rounds to %i', (netCents, vatBasisPoints, vatCents) => {
    expect(roundToCents(exactVatCents(netCents, vatBasisPoints))).toBe(vatCents)
  })
})
