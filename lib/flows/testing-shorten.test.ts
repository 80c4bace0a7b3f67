import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { story, tellStory, type Step, type Story } from './testing-campaign'
import { shorten } from './testing-shorten'

const long: Story = {
  invoices: [
    {
      customer: 0,
      day: 3,
      rounding: 'line',
      lines: [
        { kind: 'high', amount: '1', price: '100' },
        { kind: 'low', amount: '2', price: '0.335' },
      ],
    },
    { customer: 2, day: 9, rounding: 'total', lines: [{ kind: 'exempt', amount: '3', price: '5' }] },
  ],
  steps: [
    { do: 'sync', trigger: 'manual' },
    { do: 'offer', invoice: 0 },
    { do: 'offer', invoice: 1 },
    {
      do: 'books-trouble',
      trouble: { method: 'PUT', path: '/transaction_line_batch/', mode: 'drop_after_commit', times: 2 },
    },
    { do: 'sync', trigger: 'schedule' },
    { do: 'rename', customer: 2 },
    { do: 'pay', invoice: 0, cents: 12_100 },
    { do: 'sync', trigger: 'schedule' },
  ],
}

describe('a story', () => {
  it('is told in sentences, with the invoices that it is about', () => {
    expect(tellStory({ ...long, steps: long.steps.filter((step) => step.do !== 'offer' || step.invoice === 0) })).toBe(
      [
        'F-1 to C-1 of 2026-10-03, 1 × 100 high + 2 × 0.335 low, rounded on the line',
        'sync by hand, offer F-1, books: drop_after_commit on PUT /transaction_line_batch/, 2×, sync, rename C-3, ' +
          'pay F-1 121.00, sync',
      ].join('\n'),
    )
  })

  it('can be told whatever it is', () => {
    fc.assert(
      fc.property(story, (any) => {
        expect(tellStory(any)).not.toMatch(/undefined|\[object|NaN/)
      }),
    )
  })
})

describe('a story that fails', () => {
  /** Fails when these happen in this order. */
  const failsBy =
    (...does: Step['do'][]) =>
    ({ steps }: Story) => {
      let at = 0
      for (const step of steps) if (step.do === does[at]) at += 1
      return Promise.resolve(at === does.length)
    }

  it('is cut down to the steps that it takes, and to invoices of one line', async () => {
    const { invoices, steps } = await shorten(long, failsBy('offer', 'pay'), 100)
    expect(steps.map((step) => step.do)).toEqual(['offer', 'pay'])
    expect(invoices.map(({ lines }) => lines.length)).toEqual([1, 1])
  })

  it('keeps its trouble when it takes that', async () => {
    const { steps } = await shorten(long, failsBy('books-trouble', 'sync'), 100)
    expect(steps.map((step) => step.do)).toEqual(['books-trouble', 'sync'])
  })

  it('is told again no more often than allowed, still fails, and never grows, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.integer({ min: 0, max: 20 }), async (any, most) => {
        let told = 0
        const fails = failsBy('offer')
        const shorter = await shorten(any, (one) => ((told += 1), fails(one)), most)
        expect(told).toBeLessThanOrEqual(most)
        expect(shorter.steps.length).toBeLessThanOrEqual(any.steps.length)
        expect(shorter === any || (await fails(shorter))).toBe(true)
      }),
    )
  })
})
