import { describe, expect, it } from 'vitest'
import { toPaymentState, type PaymentFacts } from './payment-state'

const unpaid: PaymentFacts = {
  grossCents: 12_100,
  outstandingCents: 12_100,
  paidCents: 0,
  isSettled: false,
  dueOn: '2026-03-31',
  today: '2026-03-31',
}

describe('the payment state of an invoice', () => {
  it.each<[string, Partial<PaymentFacts>, string]>([
    ['is open on its due date', {}, 'open'],
    ['is overdue the day after', { today: '2026-04-01' }, 'overdue'],
    ['is partly paid when the books received part of it', { paidCents: 100 }, 'partial'],
    ['is partly paid when the source expects less than all', { outstandingCents: 12_000 }, 'partial'],
    ['is paid when the books received all', { paidCents: 12_100 }, 'paid'],
    ['is paid when the source expects nothing', { outstandingCents: 0 }, 'paid'],
    ['is paid when it was settled', { isSettled: true }, 'paid'],
    ['is not overdue as a credit invoice', { grossCents: -500, outstandingCents: -500, today: '2026-05-01' }, 'open'],
  ])('%s', (_, facts, expected) => {
    expect(toPaymentState({ ...unpaid, ...facts })).toBe(expected)
  })
})
