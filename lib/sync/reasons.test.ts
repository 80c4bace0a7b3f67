import { describe, expect, it } from 'vitest'
import { reasonCodes, verdictOf, type ReasonCode } from './reasons'

const codesOf = (verdict: string) => reasonCodes.filter((code) => verdictOf({ code }) === verdict)

describe('the verdict of a cause', () => {
  it('is one of the four, and each of them occurs', () => {
    expect([...new Set(reasonCodes.map((code) => verdictOf({ code })))].sort()).toEqual([
      'action',
      'failed',
      'note',
      'retry',
    ])
  })

  it('is to try again, and only so, where waiting or reconnecting is what helps', () => {
    expect(codesOf('retry')).toEqual(['not-answered', 'reconnect-source', 'reconnect-books'])
  })

  it.each<ReasonCode>([
    'period-closed',
    'vat-unmapped',
    'account-blocked',
    'debtor-email-ambiguous',
    'number-collision',
    'total-mismatch',
    'read-back-differs',
    'payment-went-down',
    'entry-missing',
    'changed-after-booking',
  ])('is a question for a person: %s', (code) => {
    expect(verdictOf({ code })).toBe('action')
  })

  it.each<ReasonCode>([
    'default-account-used',
    'vat-code-by-rate',
    'settled-without-bank',
    'partly-paid',
    'paid-on-unknown',
  ])('holds nothing up, and is said all the same: %s', (code) => {
    expect(verdictOf({ code })).toBe('note')
  })

  it.each<ReasonCode>(['books-refused', 'source-refused', 'rights-missing', 'record-unreadable'])(
    'is failed, since the same again would be refused again: %s',
    (code) => {
      expect(verdictOf({ code })).toBe('failed')
    },
  )
})
