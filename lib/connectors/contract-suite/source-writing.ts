import { expect } from 'vitest'
import { errorOf, paymentOn, sendMany, type SourceStage } from './source-stage'

/** Guarantees about what goes back: exactly once, and one bad record stops no other. */
export const writingGuarantees = {
  'a payment put twice is created once, with the same id': async ({ open, world }) => {
    const ref = world.sendInvoice()
    const [first] = await open().putPayments([paymentOn(ref)])
    const [second] = await open().putPayments([paymentOn(ref)])
    expect(first).toEqual({ ok: true, id: expect.stringMatching(/./) as string, created: true })
    expect(second).toEqual({ ...first, created: false })
    expect(await open().listPayments([ref])).toHaveLength(1)
  },

  'a payment whose answer was lost is found again and not repeated': async ({ open, world }) => {
    const ref = world.sendInvoice()
    world.failOnce('answer-lost-after-write')
    const [lost] = await open().putPayments([paymentOn(ref)])
    expect(lost?.ok === false ? lost.error.kind : lost).toBe('unavailable')
    const [again] = await open().putPayments([paymentOn(ref)])
    expect(again).toMatchObject({ ok: true, created: false })
    expect(await open().listPayments([ref])).toEqual([
      expect.objectContaining({ invoiceRef: ref, amountCents: 1210, paidOn: '2026-11-02' }),
    ])
  },

  'a refused payment does not stop its neighbours': async ({ open, world }) => {
    const one = world.sendInvoice()
    const other = world.sendInvoice()
    const outcomes = await open().putPayments([paymentOn(one), paymentOn(`${one}0`), paymentOn(other)])
    expect(outcomes.map((outcome) => (outcome.ok ? 'registered' : outcome.error.kind))).toEqual([
      'registered',
      'invalid',
      'registered',
    ])
  },

  'fifty payments cost one look-up and fifty writes': async (stage) => {
    const sent = sendMany(stage, 50)
    const before = stage.countCalls()
    const outcomes = await stage.open().putPayments(sent.map((ref) => paymentOn(ref)))
    expect(outcomes.filter((outcome) => outcome.ok && outcome.created)).toHaveLength(50)
    expect(stage.countCalls() - before).toBe(51)
  },

  'a part payment and the rest bring what is outstanding to zero': async ({ open, world }) => {
    const ref = world.sendInvoice([{ quantity: '1', unitPrice: '100', vatPercent: '21' }])
    const stateOf = async () => {
      const { items } = await open().getInvoices([ref])
      return items.map(({ outstandingCents, sourceState }) => [outstandingCents, sourceState === 'paid'])
    }
    expect(await stateOf()).toEqual([[12100, false]])
    await open().putPayments([paymentOn(ref, { marker: 'suite-part', amountCents: 2101 })])
    expect(await stateOf()).toEqual([[9999, false]])
    await open().putPayments([paymentOn(ref, { marker: 'suite-rest', amountCents: 9999 })])
    expect(await stateOf()).toEqual([[0, true]])
    expect((await open().listPayments([ref])).map(({ amountCents }) => amountCents).sort()).toEqual([2101, 9999])
  },

  'a message put twice stands on the timeline once': async ({ open, world }) => {
    const invoiceRef = world.sendInvoice()
    const message = { marker: 'suite-message', invoiceRef, title: 'Genegeerd', content: 'Niet naar de boekhouding' }
    const first = await open().putTimelineMessage(message)
    const second = await open().putTimelineMessage(message)
    expect([first.created, second]).toEqual([true, { id: first.id, created: false }])
    expect(world.countMessages(invoiceRef)).toBe(1)
  },

  'a message whose answer was lost is found again and not repeated': async ({ open, world }) => {
    const invoiceRef = world.sendInvoice()
    const message = { marker: 'suite-message', invoiceRef, title: 'Genegeerd', content: 'Niet naar de boekhouding' }
    world.failOnce('answer-lost-after-write')
    expect((await errorOf(open().putTimelineMessage(message))).kind).toBe('unavailable')
    expect((await open().putTimelineMessage(message)).created).toBe(false)
    expect(world.countMessages(invoiceRef)).toBe(1)
  },
} as const satisfies Record<string, (stage: SourceStage) => Promise<void>>
