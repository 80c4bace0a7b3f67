import { inspect } from 'node:util'
import { expect } from 'vitest'
import { ConnectorError } from '../errors'
import {
  debtorWrite,
  putSampleDebtor,
  sampleEntry,
  sampleLine,
  watched,
  type AccountingConnection,
  type AccountingStage,
} from './accounting-stage'

type Check = (stage: AccountingStage) => Promise<void>

const errorOf = async (work: () => Promise<unknown>): Promise<ConnectorError> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof ConnectorError) return error
    throw error
  }
  throw new Error('The call was expected to fail')
}

/** Everything of an error that could reach a log, hidden properties and causes included. */
const everythingOf = (value: unknown): string => inspect(value, { depth: 20, showHidden: true })

const bookSome = async (stage: AccountingStage, connection: AccountingConnection, count: number) => {
  const debtorId = await putSampleDebtor(stage, connection.account)
  const entries = Array.from({ length: count }, (_, index) =>
    sampleEntry(stage, { debtorId, invoiceNumber: index + 1, lines: [sampleLine(stage, 10_000 + index)] }),
  )
  for (const entry of entries) await connection.account.putEntry(stage.administrationRef, entry)
  return entries
}

/** Guarantees about the way to the books: credentials, trouble, cost. */
export const transportGuarantees = {
  'good credentials name the account': async (stage) => {
    const { account } = stage.connect()
    expect((await account.check()).ref).toBe(stage.accountRef)
  },

  'a withdrawn consent is an auth error, for every call': async (stage) => {
    const { account } = stage.connect()
    stage.trouble.withdrawsConsent()
    const calls = [
      () => account.check(),
      () => account.readChart(stage.administrationRef),
      () => account.listEntries(stage.administrationRef, stage.period),
    ]
    for (const call of calls) expect((await errorOf(call)).kind).toBe('auth')
  },

  'paging misses no record': async (stage) => {
    stage.trouble.putsFewOnAPage()
    const connection = stage.connect()
    const entries = await bookSome(stage, connection, 7)
    const { account } = connection
    const listed = await account.listEntries(stage.administrationRef, stage.period)
    expect(new Set(listed.map(({ id }) => id))).toEqual(new Set(entries.map(({ id }) => id)))
    expect(listed).toHaveLength(entries.length)
    const balances = await account.readBalances(
      stage.administrationRef,
      entries.map((entry) => watched(entry, 0)),
    )
    expect(balances.every(({ state }) => state === 'known')).toBe(true)
    const chart = await account.readChart(stage.administrationRef)
    for (const { account: number } of stage.revenue)
      expect(chart.ledgerAccounts.map((one) => one.number)).toContain(number)
  },

  'an entry whose answer is lost and is put again is one entry': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const entry = sampleEntry(stage, { debtorId, invoiceNumber: 20260042, lines: [sampleLine(stage, 100_000)] })
    stage.trouble.losesAnswer('PUT')
    const lost = await errorOf(() => account.putEntry(stage.administrationRef, entry))
    expect(lost.kind).toBe('unavailable')
    expect((await account.getEntry(stage.administrationRef, entry.id))?.grossCents).toBe(entry.grossCents)
    await account.putEntry(stage.administrationRef, entry)
    expect(stage.bookkeeper.countEntries()).toBe(1)
  },

  'a debtor whose answer is lost and is put again is one debtor': async (stage) => {
    const { account } = stage.connect()
    const write = debtorWrite(stage)
    stage.trouble.losesAnswer('POST')
    expect((await errorOf(() => account.putDebtor(stage.administrationRef, write))).kind).toBe('unavailable')
    expect((await account.putDebtor(stage.administrationRef, write)).created).toBe(false)
    expect(stage.bookkeeper.countDebtors()).toBe(1)
  },

  'half an answer leaves it open whether the entry was booked': async (stage) => {
    const { account } = stage.connect()
    const debtorId = await putSampleDebtor(stage, account)
    const entry = sampleEntry(stage, { debtorId, invoiceNumber: 1, lines: [sampleLine(stage, 100_000)] })
    stage.trouble.answersHalf('PUT')
    expect((await errorOf(() => account.putEntry(stage.administrationRef, entry))).kind).toBe('unavailable')
  },

  'being told to wait is a rate limit with its time': async (stage) => {
    const { account } = stage.connect()
    stage.trouble.answers({ status: 429 })
    const error = await errorOf(() => account.listAdministrations())
    expect(error.kind).toBe('rate-limit')
    expect(error.details.retryAfterMs).toBeGreaterThan(0)
    expect(error.isRetryable).toBe(true)
  },

  'a server error, a cut connection and silence are unavailable': async (stage) => {
    const { account } = stage.connect({ timeoutMs: 150 })
    stage.trouble.answers({ status: 500 })
    expect((await errorOf(() => account.listAdministrations())).kind).toBe('unavailable')
    stage.trouble.answers({ status: 502, body: '<html><body><h1>502 Bad Gateway</h1></body></html>' })
    expect((await errorOf(() => account.listAdministrations())).kind).toBe('unavailable')
    stage.trouble.cutsConnection()
    expect((await errorOf(() => account.listAdministrations())).kind).toBe('unavailable')
    stage.trouble.isSlow(600)
    expect((await errorOf(() => account.listAdministrations())).kind).toBe('unavailable')
    expect((await account.listAdministrations()).length).toBeGreaterThan(0)
  },

  'twenty calls with an expired token ask for one new token, handed back once': async (stage) => {
    const connections = Array.from({ length: 4 }, () => stage.connect())
    await Promise.all(connections.map(({ account }) => account.listAdministrations()))
    for (const { calls } of connections) calls.length = 0
    stage.trouble.expiresTokens()
    const before = connections[0]?.renewals() ?? 0
    const answers = await Promise.all(
      connections.flatMap(({ account }) => Array.from({ length: 5 }, () => account.listAdministrations())),
    )
    expect(answers.every((administrations) => administrations.length > 0)).toBe(true)
    expect((connections[0]?.renewals() ?? 0) - before).toBe(1)
    const tokenRequests = connections.flatMap(({ calls }) => calls).filter(({ path }) => path.includes('token'))
    expect(tokenRequests).toHaveLength(1)
  },

  'no secret appears in an error or a log line': async (stage) => {
    const connection = stage.connect()
    const { account } = connection
    await account.listAdministrations()
    const errors: unknown[] = []
    const fails = async (call: () => Promise<unknown>) => errors.push(await errorOf(call))
    for (const status of [400, 403, 409, 422]) {
      // A server that repeats what it was sent is the worst case.
      stage.trouble.answers({
        status,
        body: JSON.stringify({ message: `Niet toegestaan: ${connection.secretValues().join(' ')}` }),
      })
      await fails(() => account.listAdministrations())
    }
    stage.trouble.cutsConnection()
    await fails(() => account.listAdministrations())
    stage.trouble.withdrawsConsent()
    await fails(() => account.listAdministrations())
    const seen = everythingOf(errors) + everythingOf(connection.calls) + JSON.stringify(errors)
    expect(errors).toHaveLength(6)
    expect(connection.secretValues().length).toBeGreaterThan(0)
    for (const secret of connection.secretValues()) expect(seen).not.toContain(secret)
  },

  'no e-mail address of a debtor appears in an error or a log line': async (stage) => {
    const { account, calls } = stage.connect()
    const write = debtorWrite(stage)
    await account.putDebtor(stage.administrationRef, write)
    await account.findDebtorsByEmail(stage.administrationRef, write.debtor.email ?? '')
    stage.trouble.cutsConnection()
    const error = await errorOf(() => account.putDebtor(stage.administrationRef, write))
    expect(everythingOf(error) + everythingOf(calls)).not.toContain(write.debtor.email)
  },

  'booking costs one call an entry, reading a period back one call in all': async (stage) => {
    const connection = stage.connect()
    const { account, calls } = connection
    const debtorId = await putSampleDebtor(stage, account)
    const chart = await account.readChart(stage.administrationRef)
    calls.length = 0
    const entries = Array.from({ length: 12 }, (_, index) =>
      sampleEntry(stage, {
        debtorId,
        invoiceNumber: index + 1,
        lines: [sampleLine(stage, 10_000 + index)],
        paymentTermDays: chart.paymentTermDays[0] ?? null,
      }),
    )
    for (const entry of entries) await account.putEntry(stage.administrationRef, entry)
    expect(calls).toHaveLength(12)
    expect(await account.listEntries(stage.administrationRef, stage.period)).toHaveLength(12)
    expect(calls).toHaveLength(13)
  },

  'many payments at once are explained in a few calls': async (stage) => {
    const connection = stage.connect()
    const { account, calls } = connection
    const entries = await bookSome(stage, connection, 15)
    for (const entry of entries) stage.bookkeeper.pays({ ...entry, amountCents: entry.grossCents })
    calls.length = 0
    const balances = await account.readBalances(
      stage.administrationRef,
      entries.map((entry) => watched(entry, 0)),
    )
    expect(balances).toEqual(
      entries.map(({ id, grossCents }) => ({
        entryId: id,
        state: 'known',
        totalCents: grossCents,
        paidCents: grossCents,
        receipts: [{ paidOn: stage.paidOn, amountCents: grossCents, means: 'bank' }],
      })),
    )
    expect(calls.length).toBeLessThanOrEqual(3)
  },

  'balances of which nothing changed cost one call, of no entries none': async (stage) => {
    const connection = stage.connect()
    const { account, calls } = connection
    const entries = await bookSome(stage, connection, 8)
    const [first] = entries
    if (!first) throw new Error('eight entries were booked')
    stage.bookkeeper.pays({ ...first, amountCents: 5_000 })
    calls.length = 0
    await account.readBalances(stage.administrationRef, [])
    expect(calls).toHaveLength(0)
    await account.readBalances(
      stage.administrationRef,
      entries.map((entry) => watched(entry, entry === first ? 5_000 : 0)),
    )
    expect(calls).toHaveLength(1)
  },
} as const satisfies Record<string, Check>
