import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Balance, Receipt } from '@/lib/domain/books'
import { sumCents } from '@/lib/domain/money'
import { combineBalances } from './combine-balances'
import { planPayment } from './plan-payment'

const receipt = (amountCents: number, means: Receipt['means'] = 'bank'): Receipt => ({
  ...{ amountCents, means, paidOn: '2026-05-01' },
})
const known = (totalCents: number, receipts: Receipt[]): Balance => ({
  ...{ entryId: 'entry', state: 'known', totalCents, receipts },
  paidCents: sumCents(receipts.map(({ amountCents }) => amountCents)),
})
const beside = (grossCents: number, receipts: Receipt[]) => ({
  ...{ grossCents, knownPaidCents: 0, balance: known(grossCents, receipts) },
})
const decide = (balance: Balance, passedOnCents: number) =>
  planPayment({ grossCents: 10_890, booksNumber: 1, paidCents: 0, passedOnCents }, balance, {
    ...{ partialPayments: true, today: '2026-06-30' },
  })

describe('an invoice with an entry, its opposite and a new entry', () => {
  it('is settled by what was paid before and offset since, without a payment for the offset', () => {
    const old = beside(12_100, [receipt(12_100)])
    const opposite = beside(-12_100, [receipt(-10_890, 'other')])
    const combined = combineBalances(known(10_890, [receipt(10_890, 'other')]), [old, opposite])
    expect(combined).toMatchObject({ totalCents: 10_890, paidCents: 12_100 })
    expect(decide(combined, 12_100)).toMatchObject({ kind: 'remember', isSettled: true })
  })

  it('has what comes in on the old entry passed on, and an offset between the old two passed over', () => {
    const old = beside(12_100, [receipt(12_100, 'other')])
    const opposite = beside(-12_100, [receipt(-12_100, 'other')])
    expect(decide(combineBalances(known(10_890, []), [old, opposite]), 0).kind).toBe('none')
    const late = beside(12_100, [receipt(12_100, 'other'), receipt(10_890)])
    expect(decide(combineBalances(known(10_890, []), [late, opposite]), 0)).toMatchObject({
      ...{ kind: 'register', amountCents: 10_890, isSettled: true },
    })
  })

  it('counts every cent of money once, wherever it came in, and no offset at all', () => {
    const money = fc.array(fc.integer({ min: 1, max: 9000 }), { maxLength: 3 })
    const cases = fc.record({ old: money, own: money, offset: fc.integer({ min: 0, max: 12_100 }) })
    fc.assert(
      fc.property(cases, ({ old, own, offset }) => {
        const moved = offset === 0 ? [] : [receipt(offset, 'other')]
        const back = offset === 0 ? [] : [receipt(-offset, 'other')]
        const combined = combineBalances(known(10_890, [...own.map((cents) => receipt(cents)), ...moved]), [
          beside(
            12_100,
            old.map((cents) => receipt(cents)),
          ),
          beside(-12_100, back),
        ])
        const received = sumCents([...old, ...own])
        expect(combined).toMatchObject({ totalCents: 10_890, paidCents: received })
        const decision = decide(combined, 0)
        if (received > 0) expect(decision).toMatchObject({ kind: 'register', amountCents: received })
      }),
    )
  })

  it('keeps what was known of an entry that the books do not tell of', () => {
    const gone = { grossCents: 12_100, knownPaidCents: 500, balance: null }
    expect(combineBalances(known(10_890, []), [gone, beside(-12_100, [])])).toMatchObject({
      ...{ totalCents: 10_890, paidCents: 500, receipts: null },
    })
    expect(combineBalances({ entryId: 'entry', state: 'missing' }, [gone])).toEqual({
      entryId: 'entry',
      state: 'missing',
    })
  })
})
