import { inspect } from 'node:util'
import { expect } from 'vitest'
import type { ConnectorError } from '../errors'
import { errorOf, issuedFrom, refsOf, type SourceStage } from './source-stage'

/** Guarantees about the way to the source: credentials, trouble, secrets. */
export const sourceTransportGuarantees = {
  'good credentials name the account': async ({ open, accountRef }) => {
    const info = await open().check()
    expect(info.ref).toBe(accountRef)
    expect(info.label).not.toBe('')
  },

  'bad credentials are auth': async ({ openWithBadCredentials }) => {
    expect((await errorOf(openWithBadCredentials().check())).kind).toBe('auth')
  },

  'being asked to wait is rate-limit with a time': async ({ open, world }) => {
    world.failOnce('asks-to-wait')
    const error = await errorOf(open().listInvoices(null, { issuedFrom }))
    expect(error.kind).toBe('rate-limit')
    expect(error.details.retryAfterMs).toBeGreaterThan(0)
    expect(error.isRetryable).toBe(true)
  },

  'a server error is unavailable': async ({ open, world }) => {
    world.failOnce('server-error')
    expect((await errorOf(open().listInvoices(null, { issuedFrom }))).kind).toBe('unavailable')
  },

  'no answer in time is unavailable': async ({ open, world }) => {
    world.failOnce('slow')
    expect((await errorOf(open().listInvoices(null, { issuedFrom }))).kind).toBe('unavailable')
  },

  'a cut connection is unavailable': async ({ open, world }) => {
    world.failOnce('cut-connection')
    expect((await errorOf(open().listInvoices(null, { issuedFrom }))).kind).toBe('unavailable')
  },

  'a token that ended is renewed once for twenty callers and handed back': async (stage) => {
    const ref = stage.world.sendInvoice()
    const { account, renewals } = stage.openWithEndedToken()
    const answers = await Promise.all(Array.from({ length: 20 }, () => account.getInvoices([ref])))
    expect(answers.map(({ items }) => refsOf(items))).toEqual(Array.from({ length: 20 }, () => [ref]))
    expect(renewals()).toBe(1)
  },

  'no secret appears in an error or a log line': async (stage) => {
    const { account } = stage.openWithEndedToken()
    const ref = stage.world.sendInvoice()
    const errors: ConnectorError[] = [await errorOf(stage.openWithBadCredentials().check())]
    await account.getInvoices([ref])
    // A server that repeats what it was sent is the worst case; being asked to wait ends what can be tried.
    for (const failure of ['repeats-what-was-sent', 'server-error', 'cut-connection', 'asks-to-wait'] as const) {
      stage.world.failOnce(failure)
      errors.push(await errorOf(account.listInvoices(null, { issuedFrom })))
    }
    expect(errors.map(({ kind }) => kind)).toContain('rate-limit')
    expect(errors.map(({ details }) => details.vendorText)).toContainEqual(expect.stringContaining('Niet toegestaan'))
    const seen = inspect([errors, stage.logged()], { depth: 20, showHidden: true }) + JSON.stringify(errors)
    expect(stage.logged().length).toBeGreaterThan(0)
    expect(stage.secretValues().length).toBeGreaterThan(2)
    for (const secret of stage.secretValues()) expect(seen).not.toContain(secret)
  },
} as const satisfies Record<string, (stage: SourceStage) => Promise<void>>
