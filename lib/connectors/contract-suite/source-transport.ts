import { inspect } from 'node:util'
import { expect } from 'vitest'
import type { ConnectorError } from '../errors'
import { errorOf, issuedFrom, paymentOn, refsOf, type SourceStage } from './source-stage'

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

  'a token that ended is renewed once for twenty callers and handed back': async (source) => {
    const ref = source.world.sendInvoice()
    const { account, renewals } = await source.openWithEndedToken()
    const answers = await Promise.all(Array.from({ length: 20 }, () => account.getInvoices([ref])))
    expect(answers.map(({ items }) => refsOf(items))).toEqual(Array.from({ length: 20 }, () => [ref]))
    expect(renewals()).toBe(1)
  },

  'no secret appears in any error or log line': async (source) => {
    const { account } = await source.openWithEndedToken()
    const ref = source.world.sendInvoice()
    const problems: ConnectorError[] = [await errorOf(source.openWithBadCredentials().check())]
    for (const failure of ['asks-to-wait', 'server-error', 'cut-connection'] as const) {
      source.world.failOnce(failure)
      problems.push(await errorOf(source.open().listInvoices(null, { issuedFrom })))
    }
    const [refused] = await source.open().putPayments([paymentOn(`${ref}0`)])
    if (refused?.ok === false) problems.push(refused.error)
    await account.getInvoices([ref])
    expect(problems).toHaveLength(5)
    const written = [
      ...problems.flatMap((error) => [error.message, error.stack ?? '', JSON.stringify(error.details)]),
      ...problems.map(({ cause }) => String(cause)),
      ...source.logLines(),
    ].join('\n')
    expect(source.logLines().length).toBeGreaterThan(0)
    for (const secret of source.secrets) expect(written).not.toContain(secret)
  },
} satisfies Record<string, (stage: SourceStage) => Promise<void>>
