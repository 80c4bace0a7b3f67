import { describe, expect, it, onTestFinished } from 'vitest'
import { ConnectorError } from '../errors'
import type { faultSchema } from './sandbox/faults'
import { simplicateStage } from './testing'
import type { z } from 'zod'

const stageFor = async () => {
  const stage = await simplicateStage()
  onTestFinished(() => stage.stop())
  return stage
}

const errorOf = async (work: Promise<unknown>): Promise<ConnectorError> => {
  const error: unknown = await work.catch((reason: unknown) => reason)
  if (error instanceof ConnectorError) return error
  throw new Error(`Expected a ConnectorError, got ${String(error)}`)
}

type Fault = z.input<typeof faultSchema>

/** The verdict on a list that is answered like this. */
const verdictOn = async (fault: Fault) => {
  const stage = await stageFor()
  stage.sandbox.fault(fault)
  return await errorOf(stage.open().listVatClasses())
}

/** What a payment comes to that is answered like this. */
const outcomeOf = async (fault: Fault) => {
  const stage = await stageFor()
  const invoiceRef = stage.world.sendInvoice()
  stage.sandbox.fault({ ...fault, match: { method: 'POST' } })
  const payment = { marker: 'm-1', invoiceRef, paidOn: '2026-11-02', amountCents: 1, description: 'Bank' }
  const [outcome] = await stage.open().putPayments([payment])
  if (outcome?.ok !== false) throw new Error('The payment was expected to fail')
  return outcome.error
}

describe('the words of a refusal', () => {
  it.each([
    [
      '{"errors":[{"code":400,"message":"Bedrag ontbreekt"},{"translated_message":"Datum ontbreekt"}]}',
      'Bedrag ontbreekt · Datum ontbreekt',
    ],
    ['{"data":null,"errors":["Bedrag ontbreekt"],"debug":null}', 'Bedrag ontbreekt'],
    ['{"message":"Bedrag ontbreekt"}', 'Bedrag ontbreekt'],
    ['Bedrag ontbreekt', 'Bedrag ontbreekt'],
    ['<html><head><title>400</title></head><body><h1>Bedrag\n ontbreekt</h1></body></html>', '400 Bedrag ontbreekt'],
    ['', ''],
    ['{}', ''],
  ])('are read from %s', async (body, words) => {
    const error = await outcomeOf({ mode: 'status', status: 400, body })
    expect([error.kind, error.details.vendorText]).toEqual(['invalid', words])
  })

  it('are cut short when they go on and on', async () => {
    const error = await outcomeOf({ mode: 'status', status: 400, body: 'x'.repeat(5000) })
    expect(error.details.vendorText).toHaveLength(300)
  })

  it('never hold the key that we sent', async () => {
    const error = await outcomeOf({ mode: 'status', status: 422, body: 'Onbekend: {sent}' })
    expect(error.details.vendorText).toBe('Onbekend: ••• •••')
  })
})

describe('the verdict on a question', () => {
  it.each([
    [{ mode: 'status', status: 401 }, 'auth'],
    [{ mode: 'status', status: 403 }, 'invalid'],
    [{ mode: 'status', status: 400 }, 'unexpected'],
    [{ mode: 'status', status: 404 }, 'unexpected'],
    [{ mode: 'status', status: 418 }, 'unexpected'],
    [{ mode: 'status', status: 429, retryAfterSeconds: 3 }, 'rate-limit'],
    [{ mode: 'status', status: 302 }, 'unavailable'],
    [{ mode: 'status', status: 500 }, 'unavailable'],
    [{ mode: 'status', status: 503 }, 'unavailable'],
    [{ mode: 'truncate' }, 'unavailable'],
    [{ mode: 'drop' }, 'unavailable'],
    [{ mode: 'html' }, 'unavailable'],
    [{ mode: 'status', status: 200, body: '{"data":[{"id":"vatcl' }, 'unavailable'],
    [{ mode: 'status', status: 200, body: '{"data":null,"errors":["Onderhoud"]}' }, 'unexpected'],
    [{ mode: 'status', status: 200, body: '{"data":null,"errors":null}' }, 'unexpected'],
    [{ mode: 'status', status: 200, body: '{"data":"geen lijst"}' }, 'unexpected'],
    [{ mode: 'status', status: 200, body: '{"data":[{"label":"zonder id"}]}' }, 'unexpected'],
  ] as const)('answered with %j is %s', async (fault, kind) => {
    expect((await verdictOn(fault)).kind).toBe(kind)
  })

  it('that the user behind the key may not ask names the lack of rights', async () => {
    const { details } = await verdictOn({ mode: 'status', status: 403 })
    expect(details.reason).toBe('no-rights')
  })

  it('about who we are is auth when the key may not see the company profiles', async () => {
    const stage = await stageFor()
    stage.sandbox.change((tenant) => tenant.denials.push({ path: 'crm/myorganizationprofile', method: null }))
    expect((await errorOf(stage.open().check())).kind).toBe('auth')
  })
})

describe('the verdict on a write', () => {
  it.each([
    [{ mode: 'status', status: 400 }, 'invalid'],
    [{ mode: 'status', status: 404 }, 'invalid'],
    [{ mode: 'status', status: 422 }, 'invalid'],
    [{ mode: 'status', status: 405 }, 'unexpected'],
    [{ mode: 'status', status: 500 }, 'unavailable'],
    [{ mode: 'html' }, 'unavailable'],
    [{ mode: 'truncate' }, 'unavailable'],
    [{ mode: 'status', status: 200, body: '{"data":{},"errors":null}' }, 'unexpected'],
  ] as const)('answered with %j is %s', async (fault, kind) => {
    expect((await outcomeOf(fault)).kind).toBe(kind)
  })
})

describe('registering payments', () => {
  const paymentsOn = (refs: readonly string[]) =>
    refs.map((invoiceRef, at) => ({
      marker: `m-${String(at)}`,
      invoiceRef,
      paidOn: '2026-11-02',
      amountCents: 10_001 + at,
      description: 'Bank',
    }))

  it('writes the amount as a number, to the cent', async () => {
    const stage = await stageFor()
    const ref = stage.world.sendInvoice()
    const amounts = [1, 10, 119_999, -2_550, 999_999_999_999, 100]
    await stage.open().putPayments(
      amounts.map((amountCents, at) => ({
        marker: `m-${String(at)}`,
        invoiceRef: ref,
        paidOn: '2026-11-02',
        amountCents,
        description: 'Bank',
      })),
    )
    const written = stage.sandbox.journal().flatMap(({ method, body }) => (method === 'POST' ? [body ?? ''] : []))
    expect(written.map((body) => /"amount":([^,]+)/.exec(body)?.[1])).toEqual([
      '0.01',
      '0.1',
      '1199.99',
      '-25.5',
      '9999999999.99',
      '1',
    ])
    expect((await stage.open().listPayments([ref])).map(({ amountCents }) => amountCents).sort()).toEqual(
      [...amounts].sort(),
    )
  })

  it('writes one that is asked for twice in one call once', async () => {
    const stage = await stageFor()
    const [payment] = paymentsOn([stage.world.sendInvoice()])
    if (!payment) throw new Error('one payment')
    const outcomes = await stage.open().putPayments([payment, payment])
    expect(outcomes.map((outcome) => outcome.ok && outcome.created)).toEqual([true, false])
    expect(await stage.open().listPayments([payment.invoiceRef])).toHaveLength(1)
  })

  it('leaves an invoice alone that has one that cannot be read, and goes on with the others', async () => {
    const stage = await stageFor()
    const payments = paymentsOn(Array.from({ length: 3 }, () => stage.world.sendInvoice()))
    const environment = stage.sandbox.environment()
    const unreadable = environment.addPayment({
      invoiceId: payments[1]?.invoiceRef ?? '',
      date: '2026-11-01',
      amount: '0.01',
      description: 'met de hand',
    })
    environment.overlay('payments', unreadable.id, { amount: 'niet te lezen' })
    const outcomes = await stage.open().putPayments(payments)
    expect(outcomes.map((outcome) => (outcome.ok ? 'registered' : outcome.error.kind))).toEqual([
      'registered',
      'unexpected',
      'registered',
    ])
    expect(environment.tenant.payments).toHaveLength(3)
  })

  it('goes on after one lost answer, and stops when Simplicate is away', async () => {
    const stage = await stageFor()
    const payments = paymentsOn(Array.from({ length: 6 }, () => stage.world.sendInvoice()))
    const kinds = async (times: number) => {
      stage.sandbox.fault({ mode: 'status', status: 502, match: { method: 'POST' }, times })
      const outcomes = await stage.open().putPayments(payments)
      stage.sandbox.clearFaults()
      return outcomes.map((outcome) => (outcome.ok ? 'registered' : outcome.error.kind))
    }
    const before = stage.countCalls()
    expect(await kinds(6)).toEqual(Array.from({ length: 6 }, () => 'unavailable'))
    expect(stage.countCalls() - before).toBe(3)
    expect(await kinds(1)).toEqual(['unavailable', ...Array.from({ length: 5 }, () => 'registered')])
  })

  it('stops at once when asked to wait, and says for how long for each', async () => {
    const stage = await stageFor()
    const payments = paymentsOn(Array.from({ length: 3 }, () => stage.world.sendInvoice()))
    stage.sandbox.fault({ mode: 'status', status: 429, retryAfterSeconds: 9, match: { method: 'POST' } })
    const outcomes = await stage.open().putPayments(payments)
    expect(outcomes.map((outcome) => (outcome.ok ? null : outcome.error.details.retryAfterMs))).toEqual([
      9000, 9000, 9000,
    ])
    expect(stage.countCalls()).toBe(2)
  })

  it('reads on when there are more payments than fit on a page', async () => {
    const stage = await stageFor()
    const ref = stage.world.sendInvoice()
    const environment = stage.sandbox.environment()
    for (let at = 0; at < 130; at += 1)
      environment.addPayment({ invoiceId: ref, date: '2026-11-01', amount: '0.01', description: `deel ${String(at)}` })
    expect(await stage.open().listPayments([ref])).toHaveLength(130)
  })
})

describe('the type of a message', () => {
  const message = (invoiceRef: string) => ({ marker: 'm-1', invoiceRef, title: 'Titel', content: 'Tekst' })

  it('is the usual one, asked for once', async () => {
    const stage = await stageFor()
    const account = stage.open()
    for (let at = 0; at < 3; at += 1) await account.putTimelineMessage(message(stage.world.sendInvoice()))
    expect(stage.sandbox.journal().filter(({ path }) => path === 'timeline/messagetype')).toHaveLength(1)
    expect(stage.sandbox.environment().tenant.messages.map(({ messageTypeId }) => messageTypeId)).toEqual(
      Array.from({ length: 3 }, () => 'messagetype:852d47ec82cb8055'),
    )
  })

  it('is the usual one when the list of types may not be read', async () => {
    const stage = await stageFor()
    stage.sandbox.change((tenant) => tenant.denials.push({ path: 'timeline/messagetype', method: null }))
    const ref = stage.world.sendInvoice()
    expect((await stage.open().putTimelineMessage(message(ref))).created).toBe(true)
    expect(stage.world.countMessages(ref)).toBe(1)
  })
})
