import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logAddress } from '@/components/statistics/log-address'
import type { LogFilterDto } from '@/lib/dto/log'
import { runItemKinds, runItemOutcomes } from '@/lib/dto/log-choices'
import { toLogSearch } from '@/lib/queries/log'
import { logFilterIn } from './filter-in'

const searchOf = (address: string) => Object.fromEntries(new URL(address, 'https://portaal.example').searchParams)

const day = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10))

const filters: fc.Arbitrary<LogFilterDto> = fc
  .record(
    {
      days: fc.tuple(day, day).map((days) => days.toSorted()),
      outcome: fc.constantFrom(...runItemOutcomes),
      kind: fc.constantFrom(...runItemKinds),
      reason: fc.constantFrom('period-closed', 'not-answered', 'from-an-earlier-version'),
      q: fc.string({ minLength: 3, maxLength: 100 }).filter((text) => text.trim().length >= 3 && text === text.trim()),
    },
    { requiredKeys: [] },
  )
  .map(({ days, ...rest }) => ({ ...rest, ...(days && { from: days[0] ?? '', to: days[1] ?? '' }) }))

describe('the filter of a log', () => {
  it('stands in the address as it was chosen', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const search = searchOf(`/combis/1/logboek${toLogSearch(filter, { view: 'records', cursor: 'x' })}`)
        expect(logFilterIn(search)).toEqual(filter)
      }),
    )
  })

  it('is what the statistics link to', () => {
    const address = logAddress('1', { code: 'vat-unmapped', from: '2026-11-01', to: '2026-11-30' })
    expect(logFilterIn(searchOf(address))).toEqual({ reason: 'vat-unmapped', from: '2026-11-01', to: '2026-11-30' })
    expect(searchOf(address).view).toBe('records')
  })

  it('asks for nothing by a field that was left empty', () => {
    expect(logFilterIn({ q: '', outcome: '', kind: 'payment', from: '', other: 'x' })).toEqual({ kind: 'payment' })
  })

  it.each([
    { q: 'ab' },
    { q: '  a  ' },
    { q: ['abc', 'def'] },
    { outcome: 'gelukt' },
    { kind: 'x' },
    { reason: "x' OR 1=1" },
    { from: '2026-02-30' },
    { from: '2026-03-02', to: '2026-03-01' },
  ])('is refused as a whole when a part makes no sense: %j', (search) => {
    expect(logFilterIn(search)).toBeNull()
  })
})
