import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { askCorrection, proposeCorrection } from './propose-correction'
import { startWorld, type World } from './testing'
import {
  administrationOf,
  bookingPath,
  callsTo,
  entriesIn,
  linesPath,
  payInBooks,
  troubleInBooks,
} from './testing-books'
import type { ChildJob } from './testing-child'
import type { TestCombi } from './testing-combi'
import { digitsOf, newCustomer, outstandingCents, paymentsOn, sendInvoice, sourceInvoice } from './testing-source'

const program = fileURLToPath(new URL('testing-child.ts', import.meta.url))
/** Long enough to kill a worker that waits for the answer. */
const answerMs = 1_500
const patience = { timeout: 30_000 }

describe('a worker that is killed', () => {
  let world: World

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())

  const startWorker = (): ChildProcessWithoutNullStreams => {
    const worker = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', program], {
      env: { NODE_ENV: 'test' },
    })
    onTestFinished(() => {
      worker.kill('SIGKILL')
    })
    return worker
  }

  /** Has a worker begin the run, kills it the moment that `isThere`, and lets the next one carry on. */
  const killDuring = async (combi: TestCombi, isThere: () => void) => {
    const worker = startWorker()
    const runId = await combi.request('schedule')
    const job: ChildJob = {
      databaseUrl: world.database.url,
      simplicateUrl: world.simplicate.urlTemplate,
      minoxUrl: world.minox.baseUrl,
      now: world.clock.now.toISOString(),
      workspaceId: combi.workspaceId,
      combiId: combi.combiId,
      runId,
    }
    worker.stdin.write(`${JSON.stringify(job)}\n`)
    await vi.waitFor(isThere, patience)
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    expect(await combi.run(runId)).toMatchObject({ finishedAt: null })
    // Its lease runs out, and what it had sent has long arrived or got lost by then.
    world.clock.advance(5 * 60_000)
    return runId
  }

  const offered = async (count: number, given: { partialPayments?: boolean; attachesPdf?: boolean } = {}) => {
    const combi = await world.addCombi(given)
    const to = newCustomer(world.simplicate)
    const numbers = Array.from({ length: count }, () => sendInvoice(world.simplicate, { to }).number)
    await combi.sync()
    await combi.offer(numbers)
    world.minox.world.requests.length = 0
    return { combi, numbers, to }
  }
  const entriesOf = (numbers: readonly string[]) =>
    entriesIn(world.minox).filter(({ number }) => numbers.some((one) => digitsOf(one) === number))
  const puts = () => callsTo(world.minox, 'PUT', bookingPath)

  it('while its write is under way leaves one entry, though the next one writes before the first arrives', async () => {
    const { combi, numbers } = await offered(3)
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'delay', delayMs: answerMs })
    const runId = await killDuring(combi, () => {
      expect(puts()).toHaveLength(1)
    })
    expect((await combi.invoices()).filter(({ state }) => state === 'processing')).toHaveLength(3)
    expect(await combi.finish(runId)).toMatchObject({ outcome: 'succeeded', bookedCount: 3 })
    await vi.waitFor(() => {
      expect(puts().every(({ status }) => status === 200)).toBe(true)
    }, patience)
    expect(entriesOf(numbers)).toHaveLength(3)
  })

  it('between its writes and writing down what came of them leaves one entry each, and none is written again', async () => {
    const { combi, numbers } = await offered(3)
    troubleInBooks(world.minox, { path: linesPath, mode: 'delay', delayMs: answerMs })
    const runId = await killDuring(combi, () => {
      expect(callsTo(world.minox, 'GET', linesPath)).toHaveLength(1)
    })
    expect(await combi.finish(runId)).toMatchObject({ outcome: 'succeeded', bookedCount: 3 })
    expect(puts()).toHaveLength(3)
    expect(entriesOf(numbers)).toHaveLength(3)
    for (const number of numbers)
      expect((await combi.invoice(number)).events.map(({ kind }) => kind)).toEqual(['offered', 'booked'])
  })

  it('between sending a PDF and writing down that it arrived sends it no second time', async () => {
    const { combi, numbers } = await offered(1, { attachesPdf: true })
    troubleInBooks(world.minox, { method: 'POST', path: '/blob', mode: 'delay', delayMs: answerMs })
    const uploads = () => callsTo(world.minox, 'POST', '/blob')
    const runId = await killDuring(combi, () => {
      expect(uploads()).toHaveLength(1)
    })
    await vi.waitFor(() => {
      expect(uploads()[0]?.status).toBe(200)
    }, patience)
    const { items } = await combi.finish(runId)
    expect(items.filter(({ kind }) => kind === 'file')).toMatchObject([{ outcome: 'attached', label: numbers[0] }])
    expect(uploads()).toHaveLength(1)
  })

  it('while it makes a debtor leaves one debtor', async () => {
    const { combi, numbers, to } = await offered(1)
    troubleInBooks(world.minox, { method: 'POST', path: '/customer', mode: 'delay', delayMs: answerMs })
    const runId = await killDuring(combi, () => {
      expect(callsTo(world.minox, 'POST', '/customer')).toHaveLength(1)
    })
    await vi.waitFor(() => {
      expect(callsTo(world.minox, 'POST', '/customer')[0]?.status).toBe(200)
    }, patience)
    await combi.finish(runId)
    expect(entriesOf(numbers)).toHaveLength(1)
    const { customers } = administrationOf(world.minox)
    expect(customers.filter(({ externalid }) => externalid.endsWith(to.id))).toHaveLength(1)
  })

  it.each(['DELETE', 'PUT'] as const)(
    'while a correction is under way (%s) leaves the books as they were to become, each entry once',
    async (method) => {
      const { combi, numbers } = await offered(1)
      const [number = ''] = numbers
      await combi.sync()
      const [entry] = entriesOf(numbers)
      const row = sourceInvoice(world.simplicate, number)
      world.clock.advance(60_000)
      const lines = row.lines.map((line) => ({ ...line, price: '90' }))
      world.simplicate.environment().edit('invoices', row.id, { lines })
      if (method === 'PUT') payInBooks(world.minox, digitsOf(number))
      await combi.sync()
      const [invoiceId = ''] = await combi.idsOf([number])
      const asked = { workspaceId: combi.workspaceId, userId: combi.userId, invoiceId, date: null }
      const proposal = await proposeCorrection(world.flows, { ...asked, isFresh: false })
      const fingerprint = proposal?.fingerprint ?? ''
      expect(await askCorrection(world.flows, { ...asked, fingerprint })).toMatchObject({ ok: true })
      const before = callsTo(world.minox, method, bookingPath).length
      troubleInBooks(world.minox, { method, path: bookingPath, mode: 'delay', delayMs: answerMs })
      const runId = await killDuring(combi, () => {
        expect(callsTo(world.minox, method, bookingPath)).toHaveLength(before + 1)
      })
      await combi.finish(runId)
      await combi.sync()
      const ofDebtor = entriesIn(world.minox).filter(({ debtor }) => debtor === entry?.debtor)
      expect(ofDebtor.map(({ grossCents }) => grossCents)).toEqual(
        method === 'PUT' ? [12_100, -12_100, 10_890] : [10_890],
      )
      expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: null })
    },
  )

  it('while it registers payments leaves one payment for each receipt', async () => {
    const { combi, numbers } = await offered(3)
    await combi.sync()
    for (const number of numbers) payInBooks(world.minox, digitsOf(number))
    world.simplicate.forget()
    world.simplicate.fault({ match: { method: 'POST', path: '/invoices/payment' }, mode: 'delay', delayMs: answerMs })
    const paid = () => numbers.flatMap((number) => paymentsOn(world.simplicate, number))
    const runId = await killDuring(combi, () => {
      expect(world.simplicate.journal().filter(({ method }) => method === 'POST')).toHaveLength(1)
    })
    await vi.waitFor(() => {
      expect(paid()).toHaveLength(1)
    }, patience)
    expect(await combi.finish(runId)).toMatchObject({ outcome: 'succeeded', paymentCount: 3 })
    expect(paid()).toHaveLength(3)
    expect(numbers.map((number) => outstandingCents(world.simplicate, number))).toEqual([0, 0, 0])
  })
})
