import { expect, it } from 'vitest'
import { countCauses } from './count-causes'

const days = [
  { day: '2026-10-31', code: 'period-closed', count: 4 },
  { day: '2026-11-01', code: 'vat-unmapped', count: 1 },
  { day: '2026-11-02', code: 'period-closed', count: 2 },
  { day: '2026-11-03', code: 'period-closed', count: 1 },
  { day: '2026-11-03', code: 'account-blocked', count: 1 },
]
const november = { from: '2026-11-01', to: '2026-11-30' }

it('causes are counted over the days of the span, most frequent first, beside those of the compared one', () => {
  expect(countCauses(days, november, { from: '2026-10-01', to: '2026-10-31' })).toEqual([
    { code: 'period-closed', count: 3, comparedCount: 4 },
    { code: 'account-blocked', count: 1, comparedCount: 0 },
    { code: 'vat-unmapped', count: 1, comparedCount: 0 },
  ])
})

it('causes that nothing is compared with have no other count', () => {
  expect(countCauses(days, { from: '2026-10-01', to: '2026-10-31' }, null)).toEqual([
    { code: 'period-closed', count: 4, comparedCount: null },
  ])
})
