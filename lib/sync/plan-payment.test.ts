import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Receipt } from '@/lib/domain/books'
import { addDays } from '@/lib/domain/day'
import { sumCents } from '@/lib/domain/money'
import { paymentMarkerOf } from './entry-id'
import { applyPayment, balanceOf, liveThrough, openItem, plan, readBalance, receivedCents } from './testing/open-item'

const bank = (amountCents: number, paidOn = '2026-04-01'): Receipt => ({ paidOn, amountCents, means: 'bank' })
const cash = (amountCents: number, paidOn = '2026-04-01'): Receipt => ({ paidOn, amountCents, means: 'cash' })
const writtenOff = (amountCents: number, paidOn = '2026-04-01'): Receipt => ({ paidOn, amountCents, means: 'other' })

describe('an invoice that was paid in the books', () => {
  it('is registered in the source on the day that the money came in', () => {
    expect(plan(openItem(12_100), balanceOf(12_100, [bank(12_100, '2026-04-02')]))).toEqual({
      kind: 'register',
      amountCents: 12_100,
      paidOn: '2026-04-02',
      isPaidOnKnown: true,
      paidCents: 12_100,
      isSettled: true,
    })
  })

  it('in parts, by bank and in cash, is registered once for all of it, on the day of the last part', () => {
    const receipts = [bank(5000, '2026-04-20'), cash(7100, '2026-04-03')]
    expect(plan(openItem(12_100), balanceOf(12_100, receipts))).toMatchObject({
      kind: 'register',
      amountCents: 12_100,
      paidOn: '2026-04-20',
    })
  })

  it('is not registered again', () => {
    const item = openItem(12_100)
    const balance = balanceOf(12_100, [bank(12_100)])
    expect(plan(applyPayment(item, plan(item, balance)), balance).kind).not.toBe('register')
  })

  it('is registered today, and said to be of an unknown day, when the books do not say how', () => {
    const balance = { ...balanceOf(12_100, [bank(12_100)]), receipts: null }
    expect(plan(openItem(12_100), balance)).toMatchObject({
      kind: 'register',
      amountCents: 12_100,
      paidOn: '2026-06-30',
      isPaidOnKnown: false,
    })
  })

  it('is registered with all that came in when too much did, not on the day of the refund', () => {
    const receipts = [bank(15_000, '2026-04-02'), bank(-2900, '2026-04-09')]
    expect(plan(openItem(12_100), balanceOf(12_100, receipts))).toMatchObject({
      amountCents: 12_100,
      paidOn: '2026-04-02',
      isSettled: true,
    })
    expect(plan(openItem(12_100), balanceOf(12_100, receipts.slice(0, 1)))).toMatchObject({
      amountCents: 15_000,
      isSettled: true,
    })
  })
})

describe('an invoice that was paid in part', () => {
  const item = openItem(12_100)
  const half = balanceOf(12_100, [bank(5000)])

  it('is remembered and nothing passed on, as long as parts are not asked for', () => {
    expect(plan(item, half)).toEqual({
      kind: 'remember',
      paidCents: 5000,
      isSettled: false,
      reason: { code: 'partly-paid', params: { paidCents: 5000, totalCents: 12_100 } },
    })
  })

  it('is passed on where parts are asked for, and then only the rest', () => {
    const first = plan(item, half, true)
    expect(first).toMatchObject({ kind: 'register', amountCents: 5000, isSettled: false })
    const rest = balanceOf(12_100, [bank(5000), bank(7100, '2026-05-01')])
    expect(plan(applyPayment(item, first), rest, true)).toMatchObject({
      kind: 'register',
      amountCents: 7100,
      paidOn: '2026-05-01',
      isSettled: true,
    })
  })

  it('is no news when it is read again', () => {
    const remembered = applyPayment(item, plan(item, half))
    expect(plan(remembered, readBalance(remembered, [bank(5000)]))).toEqual({ kind: 'none' })
  })
})

describe('an invoice that was settled without money', () => {
  it('by a write-off is remembered as settled, and the source hears of no payment', () => {
    expect(plan(openItem(12_100), balanceOf(12_100, [writtenOff(12_100)]))).toEqual({
      kind: 'remember',
      paidCents: 12_100,
      isSettled: true,
      reason: { code: 'settled-without-bank', params: { paidCents: 12_100, bankCents: 0 } },
    })
  })

  it('for a part is registered with what came in by bank only', () => {
    const receipts = [bank(12_000), writtenOff(100)]
    expect(plan(openItem(12_100), balanceOf(12_100, receipts))).toMatchObject({
      kind: 'register',
      amountCents: 12_000,
      paidCents: 12_100,
      isSettled: true,
    })
  })

  it('for a part is not taken for money at the next reading, when the books explain nothing new', () => {
    const receipts = [bank(6000), writtenOff(4000)]
    const item = openItem(15_000)
    const after = applyPayment(item, plan(item, readBalance(item, receipts), true))
    expect(after).toMatchObject({ paidCents: 10_000, passedOnCents: 6000 })
    expect(plan(after, readBalance(after, receipts), true)).toEqual({ kind: 'none' })
  })

  it('by offset against a credit invoice is no payment on either of the two', () => {
    expect(plan(openItem(12_100), balanceOf(12_100, [writtenOff(12_100)]), true).kind).toBe('remember')
    expect(plan(openItem(-12_100), balanceOf(-12_100, [writtenOff(-12_100)]), true)).toEqual({
      kind: 'remember',
      paidCents: -12_100,
      isSettled: true,
      reason: { code: 'settled-without-bank', params: { paidCents: -12_100, bankCents: 0 } },
    })
  })
})

describe('a credit invoice', () => {
  it('is paid by money going out', () => {
    expect(plan(openItem(-12_100), balanceOf(-12_100, [bank(-12_100, '2026-04-02')]))).toMatchObject({
      kind: 'register',
      amountCents: -12_100,
      paidOn: '2026-04-02',
      isSettled: true,
    })
  })

  it('is not settled by less than its amount', () => {
    expect(plan(openItem(-12_100), balanceOf(-12_100, [bank(-5000)]))).toMatchObject({
      kind: 'remember',
      isSettled: false,
      reason: { code: 'partly-paid' },
    })
  })

  it('of which a payment came back is a question', () => {
    const item = openItem(-12_100, { paidCents: -12_100, passedOnCents: -12_100 })
    expect(plan(item, balanceOf(-12_100, [bank(-12_100), bank(12_000)]))).toMatchObject({
      kind: 'remember',
      reason: { code: 'payment-went-down', params: { passedOnCents: -12_100, paidCents: -100 } },
    })
  })
})

describe('a payment that was taken back', () => {
  const item = openItem(12_100, { paidCents: 5000, passedOnCents: 5000 })

  it('is a question, asked once', () => {
    const balance = balanceOf(12_100, [])
    const decision = plan(item, balance)
    expect(decision).toEqual({
      kind: 'remember',
      paidCents: 0,
      isSettled: false,
      reason: { code: 'payment-went-down', params: { passedOnCents: 5000, paidCents: 0 } },
    })
    expect(plan(applyPayment(item, decision), balance)).toEqual({ kind: 'none' })
  })

  it('after the invoice was settled opens it again, and made once more settles it without a second payment', () => {
    const paid = applyPayment(openItem(12_100), plan(openItem(12_100), balanceOf(12_100, [bank(12_100)])))
    const back = [bank(12_100), bank(-12_100, '2026-05-20')]
    const reopened = applyPayment(paid, plan(paid, readBalance(paid, back)))
    expect(reopened).toMatchObject({ paidCents: 0, passedOnCents: 12_100, isSettled: false })
    expect(plan(reopened, readBalance(reopened, [...back, bank(12_100, '2026-06-01')]))).toMatchObject({
      kind: 'remember',
      isSettled: true,
    })
  })

  it('and made again is not passed on twice', () => {
    const without = applyPayment(item, plan(item, balanceOf(12_100, []), true))
    const again = [bank(5000), bank(-5000), bank(5000, '2026-05-01')]
    expect(plan(without, readBalance(without, again), true)).toMatchObject({ kind: 'remember', isSettled: false })
  })

  it('does not settle the invoice, though a write-off covers it', () => {
    expect(plan(item, balanceOf(12_100, [bank(5000), bank(-5000), writtenOff(12_100)]))).toMatchObject({
      kind: 'remember',
      isSettled: false,
      reason: { code: 'payment-went-down', params: { passedOnCents: 5000, paidCents: 0 } },
    })
  })
})

describe('an entry that is gone from the books', () => {
  it('is not paid: it is a question, and what was known stays known', () => {
    const item = openItem(12_100, { paidCents: 5000, passedOnCents: 5000 })
    expect(plan(item, { entryId: 'entry', state: 'missing' })).toEqual({
      kind: 'remember',
      paidCents: 5000,
      isSettled: false,
      reason: { code: 'entry-missing', params: { booksNumber: 20_260_042 } },
    })
  })
})

describe('an entry whose balance cannot be read', () => {
  it('is neither paid nor gone: it is said, and what was known stays known', () => {
    const item = openItem(12_100, { paidCents: 5000, passedOnCents: 5000 })
    expect(plan(item, { entryId: 'entry', state: 'unreadable', text: 'no amount' })).toEqual({
      kind: 'remember',
      paidCents: 5000,
      isSettled: false,
      reason: { code: 'record-unreadable', params: { text: 'no amount' } },
    })
  })
})

type Series = { grossCents: number; steps: (Receipt | null)[]; partialPayments: boolean }

const seriesOf = (...means: Receipt['means'][]): fc.Arbitrary<Series> =>
  fc
    .record({
      grossCents: fc.integer({ min: 1, max: 1_000_000 }),
      isCredit: fc.boolean(),
      partialPayments: fc.boolean(),
      steps: fc.array(
        fc.record({
          means: fc.constantFrom(...means),
          // Part, all or too much, and now and then taken back.
          percent: fc.oneof(
            fc.integer({ min: 1, max: 150 }),
            fc.constantFrom(100, 50),
            fc.integer({ min: -100, max: 0 }),
          ),
        }),
        { minLength: 1, maxLength: 12 },
      ),
    })
    .map(({ grossCents: size, isCredit, partialPayments, steps }) => {
      const grossCents = isCredit ? -size : size
      const receipts = steps.map(({ means: how, percent }, at) => {
        const amountCents = Math.trunc((grossCents * percent) / 100)
        return amountCents === 0 ? null : { paidOn: addDays('2026-01-01', at), amountCents, means: how }
      })
      return { grossCents, partialPayments, steps: receipts }
    })

const anySeries = seriesOf('bank', 'bank', 'cash', 'other')

const readingsOf = ({ grossCents, steps, partialPayments }: Series) => liveThrough(grossCents, steps, partialPayments)

describe('over any series of payments, write-offs and reversals, of invoices and credit invoices', () => {
  it('the source has exactly what was received at each registration, and never more than was ever received', () => {
    let registered = 0
    fc.assert(
      fc.property(anySeries, (series) => {
        const sign = Math.sign(series.grossCents)
        let most = 0
        for (const { before, after, decision, receipts } of readingsOf(series)) {
          most = Math.max(most, sign * receivedCents(receipts))
          expect(sign * after.passedOnCents).toBeLessThanOrEqual(most)
          expect(sign * after.passedOnCents).toBeGreaterThanOrEqual(sign * before.passedOnCents)
          if (decision.kind !== 'register') continue
          registered += 1
          expect(after.passedOnCents).toBe(receivedCents(receipts))
          expect(Math.sign(decision.amountCents)).toBe(sign)
        }
      }),
      { numRuns: 500 },
    )
    expect(registered).toBeGreaterThan(100)
  })

  it('an invoice ends settled exactly when its total is covered, with the source holding what was received', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const sign = Math.sign(series.grossCents)
        for (const { after, receipts } of readingsOf(series)) {
          const paidCents = sumCents(receipts.map(({ amountCents }) => amountCents))
          const isCovered = sign * (paidCents - series.grossCents) >= 0
          const isBehind = sign * (receivedCents(receipts) - after.passedOnCents) < 0
          expect(after.isSettled).toBe(isCovered && !isBehind)
          if (after.isSettled) expect(after.passedOnCents).toBe(receivedCents(receipts))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('planning again after carrying out plans no payment and changes nothing', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        for (const { after, balance, receipts } of readingsOf(series))
          for (const again of [balance, readBalance(after, receipts)]) {
            const decision = plan(after, again, series.partialPayments)
            expect(decision.kind).not.toBe('register')
            expect(applyPayment(after, decision)).toEqual(after)
          }
      }),
    )
  })

  it('nothing is passed on before it is settled, where parts are not asked for', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        for (const { before, after } of readingsOf({ ...series, partialPayments: false }))
          if (!after.isSettled) expect(after.passedOnCents).toBe(before.passedOnCents)
      }),
    )
  })

  it('every part is passed on as it comes in, where parts are asked for', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        for (const { before, after, balance, receipts } of readingsOf({ ...series, partialPayments: true })) {
          const isExplained = balance.state === 'known' && balance.receipts !== null && balance.paidCents !== 0
          const due = Math.sign(series.grossCents) * (receivedCents(receipts) - before.passedOnCents)
          if (isExplained && due > 0) expect(after.passedOnCents).toBe(receivedCents(receipts))
        }
      }),
    )
  })

  it('each payment has a marker of its own, and a day on which money came in', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const markers: string[] = []
        for (const { before, decision, receipts } of readingsOf(series)) {
          if (decision.kind !== 'register') continue
          markers.push(paymentMarkerOf({ entryId: 'entry', passedOnCents: before.passedOnCents }))
          const days = receipts
            .filter(({ means, amountCents }) => means !== 'other' && amountCents * series.grossCents > 0)
            .map(({ paidOn }) => paidOn)
          expect(decision.isPaidOnKnown).toBe(true)
          expect(decision.paidOn).toBe(days.at(-1))
        }
        expect(new Set(markers).size).toBe(markers.length)
      }),
    )
  })

  it('money whose origin the books never explain is passed on to the cent, today', () => {
    fc.assert(
      fc.property(seriesOf('bank', 'cash'), (series) => {
        let item = openItem(series.grossCents)
        for (const at of series.steps.keys()) {
          const receipts = series.steps.slice(0, at + 1).filter((step) => step !== null)
          const decision = plan(
            item,
            { ...balanceOf(series.grossCents, receipts), receipts: null },
            series.partialPayments,
          )
          item = applyPayment(item, decision)
          if (decision.kind === 'register') {
            expect(item.passedOnCents).toBe(receivedCents(receipts))
            expect(decision).toMatchObject({ paidOn: '2026-06-30', isPaidOnKnown: false })
          }
          if (item.isSettled) {
            expect(item.passedOnCents).toBe(receivedCents(receipts))
            break
          }
        }
      }),
    )
  })
})
