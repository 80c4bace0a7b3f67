import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '@/lib/domain/day'
import {
  averageOfferToBookMs,
  figureNames,
  granularities,
  successBasisPoints,
  summariseStatistics,
  totalOf,
  type CountedDay,
  type Figures,
} from './summarise-statistics'

const zero: Figures = {
  runs: 0,
  failedRuns: 0,
  booked: 0,
  bookedCents: 0,
  failed: 0,
  action: 0,
  ignored: 0,
  payments: 0,
  paymentCents: 0,
  offerToBookMs: 0,
  offerToBookCount: 0,
  calls: 0,
  waitMs: 0,
}

const on = (day: string, figures: Partial<Figures>): CountedDay => ({ ...zero, ...figures, day })

const dayNumber = fc.integer({ min: 0, max: 900 })
const toDay = (number: number) => addDays('2024-12-20', number)
const span = fc
  .tuple(dayNumber, dayNumber)
  .map(([one, other]) => ({ from: toDay(Math.min(one, other)), to: toDay(Math.max(one, other)) }))
const days = fc
  .uniqueArray(dayNumber, { maxLength: 60 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((number) =>
        fc
          .record({ booked: fc.nat(500), bookedCents: fc.integer({ min: -9e9, max: 9e9 }), waitMs: fc.nat(900_000) })
          .map((figures) => on(toDay(number), figures)),
      ),
    ),
  )
const granularity = fc.constantFrom(...granularities)

const add = (all: readonly Figures[]): Figures =>
  all.reduce(
    (sums, one) => Object.fromEntries(figureNames.map((name) => [name, sums[name] + one[name]])) as Figures,
    zero,
  )

describe('statistics', () => {
  it('add up to the same total by day, by week and by month, to the cent', () => {
    fc.assert(
      fc.property(days, span, granularity, (counted, asked, by) => {
        const { parts, total } = summariseStatistics(counted, { span: asked, compared: null }, by)
        expect(add(parts.map(({ figures }) => figures))).toEqual(total)
        expect(total).toEqual(totalOf(counted, asked))
      }),
    )
  })

  it('have every day of the span in exactly one part, those without a row as zero', () => {
    fc.assert(
      fc.property(span, granularity, (asked, by) => {
        const { parts } = summariseStatistics([], { span: asked, compared: null }, by)
        expect(parts[0]?.from).toBe(asked.from)
        expect(parts.at(-1)?.to).toBe(asked.to)
        for (const [index, part] of parts.entries()) {
          expect(part.from <= part.to).toBe(true)
          expect(part.figures).toEqual(zero)
          const next = parts[index + 1]
          if (next !== undefined) expect(next.from).toBe(addDays(part.to, 1))
        }
      }),
    )
  })

  it('stand opposite the compared span part by part, which loses none of its days', () => {
    fc.assert(
      fc.property(days, span, fc.tuple(granularity, fc.nat(3)), (counted, asked, [by, longer]) => {
        const length = daysBetween(asked.from, asked.to) + longer
        const to = addDays(asked.from, -1)
        const compared = { from: addDays(to, -length), to }
        const { parts, comparedTotal } = summariseStatistics(counted, { span: asked, compared }, by)
        expect(add(parts.flatMap((part) => part.compared?.figures ?? []))).toEqual(comparedTotal)
        expect(comparedTotal).toEqual(totalOf(counted, compared))
      }),
    )
  })

  it('begin a week on Monday', () => {
    const { parts } = summariseStatistics(
      [],
      { span: { from: '2026-11-01', to: '2026-11-11' }, compared: null },
      'week',
    )
    expect(parts.map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2026-11-01 2026-11-01',
      '2026-11-02 2026-11-08',
      '2026-11-09 2026-11-11',
    ])
  })

  it('put a day opposite the same day of the month before, and none where that month had ended', () => {
    const spans = { span: { from: '2026-03-01', to: '2026-03-31' }, compared: { from: '2026-02-01', to: '2026-02-28' } }
    const { parts } = summariseStatistics([on('2026-02-28', { booked: 3 })], spans, 'day')
    expect(parts[27]?.compared).toMatchObject({ from: '2026-02-28', figures: { booked: 3 } })
    expect(parts[28]?.compared).toBeNull()
    expect(parts[30]?.compared).toBeNull()
  })

  it('put a month opposite a month, however long each is', () => {
    const spans = { span: { from: '2026-01-01', to: '2026-03-31' }, compared: { from: '2025-01-01', to: '2025-03-31' } }
    const { parts } = summariseStatistics([on('2025-03-31', { booked: 2 })], spans, 'month')
    expect(parts.map(({ compared }) => compared && `${compared.from} ${compared.to}`)).toEqual([
      '2025-01-01 2025-01-31',
      '2025-02-01 2025-02-28',
      '2025-03-01 2025-03-31',
    ])
    expect(parts[2]?.compared?.figures.booked).toBe(2)
  })
})

describe('the success rate', () => {
  it('is the part of what was tried that was booked, and unknown when nothing was', () => {
    expect(successBasisPoints({ ...zero, booked: 2, failed: 0, action: 1 })).toBe(6_667)
    expect(successBasisPoints({ ...zero, booked: 0, failed: 1 })).toBe(0)
    expect(successBasisPoints({ ...zero, ignored: 4 })).toBeNull()
  })
})

describe('the time from offering to booking', () => {
  it('is an average over the invoices, not over the days', () => {
    const sums = totalOf(
      [
        on('2026-01-01', { offerToBookMs: 1_000, offerToBookCount: 1 }),
        on('2026-01-02', { offerToBookMs: 9_000, offerToBookCount: 3 }),
      ],
      { from: '2026-01-01', to: '2026-01-02' },
    )
    expect(averageOfferToBookMs(sums)).toBe(2_500)
    expect(averageOfferToBookMs(zero)).toBeNull()
  })
})
