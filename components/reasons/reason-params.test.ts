import { describe, expect, it } from 'vitest'
import { getFormats } from '@/lib/i18n/formats'
import { formatReasonParams } from './reason-params'

describe('the parameters of a cause', () => {
  it('are written out by what their name says they are', () => {
    const written = formatReasonParams(
      { statedCents: 121, vatBasisPoints: 2100, bookingDate: '2026-03-01', fiscalYear: 2026, account: '8000' },
      getFormats('nl'),
    )
    expect(written).toEqual({
      statedCents: '€\u00a01,21',
      vatBasisPoints: '21%',
      bookingDate: '01-03-2026',
      fiscalYear: '2026',
      account: '8000',
    })
  })

  it('write out the amount in which an entry differs, after its account', () => {
    const written = formatReasonParams({ sent: '8000 1100.00', read: '-0.05', field: 'account' }, getFormats('nl'))
    expect(written).toEqual({ sent: '8000 €\u00a01.100,00', read: '€\u00a0-0,05', field: 'account' })
  })

  it('say that there is none where one is empty', () => {
    expect(formatReasonParams({ revenueGroup: '' }, getFormats('nl'))).toEqual({ revenueGroup: 'none' })
  })
})
