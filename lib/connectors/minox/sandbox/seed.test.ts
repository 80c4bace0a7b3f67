import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@/lib/domain/day'
import { normaliseEmail } from '@/lib/domain/debtor'
import { emailsOf } from './books'
import { isPeriodClosed, periodOfDay, periodsOf } from './calendar'
import { imbalanceOf, openItems } from './receivables'
import { seeds } from './seed'
import { seedFiscalYears } from './seed-chart'

const state = seeds.breekijzer()
const administrations = state.tenants.flatMap((tenant) => tenant.administrations)
const [main] = administrations

describe('the seeded books', () => {
  it('are the four administrations of 12345 and one of a stranger', () => {
    expect(
      state.tenants.map(({ id, administrations: own }) => [
        id,
        own.map(({ id: administration, name }) => `${administration} ${name}`),
      ]),
    ).toEqual([
      [12345, ['1 Breekijzer B.V.', '2 Gebroken Boekjaar B.V.', '3 Vierwekelijks B.V.', '4 Kwartaal B.V.']],
      [67890, ['1 Import Holland B.V.']],
    ])
  })

  it('balance, entry by entry', () => {
    for (const { batches } of administrations) for (const batch of batches) expect(imbalanceOf(batch)).toBe(0)
    expect(main?.batches.length).toBeGreaterThan(80)
  })

  it('look lived in: items open, paid, paid in part, credited or written off', () => {
    const items = main ? openItems(main) : []
    expect(items.some(({ paidCents }) => paidCents === 0)).toBe(true)
    expect(items.some(({ balanceCents, totalCents }) => balanceCents === 0 && totalCents > 0)).toBe(true)
    expect(items.some(({ balanceCents, paidCents }) => balanceCents > 0 && paidCents > 0)).toBe(true)
    expect(items.some(({ totalCents, balanceCents }) => totalCents < 0 && balanceCents === 0)).toBe(true)
    expect(main?.batches.some(({ journalId }) => journalId === 'MEMO')).toBe(true)
  })

  it('never hold an invoice number that the source could bring', () => {
    for (const item of administrations.flatMap(openItems)) expect(item.invoiceNumber).toBeLessThan(1_000_000)
  })

  it('have debtors of whom one address belongs to two', () => {
    const counts = new Map<string, number>()
    for (const email of main?.customers.flatMap(emailsOf) ?? [])
      counts.set(normaliseEmail(email), (counts.get(normaliseEmail(email)) ?? 0) + 1)
    expect(main?.customers).toHaveLength(60)
    expect([...counts].filter(([, count]) => count > 1)).toEqual([['inkoop@dubbelop.example', 2]])
  })

  it('have all of 2024 closed and everything after it open', () => {
    for (const administration of administrations)
      for (const year of administration.fiscalYears)
        for (const { period } of periodsOf(year))
          expect(isPeriodClosed(administration, year.fiscalYear, period)).toBe(year.fiscalYear === 2024)
  })

  it('are the same every time, apart from the salt of the passwords', () => {
    const withoutSalt = (one: typeof state) => one.tenants.map(({ administrations: own }) => own)
    expect(withoutSalt(seeds.breekijzer())).toEqual(withoutSalt(state))
  })
})

describe('periods', () => {
  it.each([
    [12, 1],
    [12, 7],
    [13, 1],
    [4, 1],
    [1, 1],
  ])('%i a year from month %i cover every day once', (periods, firstMonth) => {
    for (const year of seedFiscalYears(periods, firstMonth)) {
      const ranges = periodsOf(year)
      expect(ranges).toHaveLength(periods)
      expect(ranges[0]?.startDate).toBe(year.startDate)
      expect(ranges.at(-1)?.endDate).toBe(year.endDate)
      for (const [index, range] of ranges.entries()) {
        expect(range.startDate <= range.endDate).toBe(true)
        if (index > 0) expect(range.startDate).toBe(addDays(ranges[index - 1]?.endDate ?? '', 1))
      }
    }
  })

  it('are found for any day of the seeded years', () => {
    fc.assert(
      fc.property(fc.constantFrom(...administrations), fc.integer({ min: 0, max: 1_000 }), (administration, days) => {
        const day = addDays('2024-07-01', days)
        const period = periodOfDay(administration, day)
        expect(period && period.startDate <= day && day <= period.endDate).toBe(true)
      }),
    )
  })
})
