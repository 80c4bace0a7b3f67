import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { documentTypes } from '@/lib/connectors/simplicate/sandbox/vocabulary'
import { withWorkspace } from '@/lib/db/client'
import { askFile } from './ask-file'
import { retryRecords } from './retry-records'
import { startWorld, type World } from './testing'
import { administrationOf, callsTo, troubleInBooks } from './testing-books'
import type { TestCombi } from './testing-combi'
import { sendInvoice } from './testing-source'
import { undoBooking } from './undo-booking'

const blobPath = '/blob'
const hourMs = 3_600_000

describe('the PDF of an invoice with its entry', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    combi = await world.addCombi({ attachesPdf: true })
    world.minox.world.requests.length = 0
    world.simplicate.forget()
  })

  const book = async (count: number, wanted: TestCombi = combi): Promise<string[]> => {
    const numbers = Array.from({ length: count }, () => sendInvoice(world.simplicate).number)
    await wanted.sync()
    await wanted.offer(numbers)
    return numbers
  }

  const fileOf = async (number: string) => {
    const { id, entryId } = await combi.invoice(number)
    const row = await withWorkspace(world.flows.db, combi.workspaceId, ({ tx }) =>
      tx.entryFile.findFirst({ where: { invoiceId: id, ...(entryId === null ? {} : { entryId }) } }),
    )
    const batch = administrationOf(world.minox).batches.find((one) => one.id === entryId)
    return { row, blob: batch?.blob ?? null, id, entryId }
  }

  const removeDocument = (number: string): void => {
    const environment = world.simplicate.environment()
    const invoice = environment.tenant.invoices.find((one) => one.number === number)
    const [document] = environment.tenant.documents.filter(({ linkedTo }) => linkedTo.invoice_id === invoice?.id)
    environment.remove('documents', document?.id ?? '')
  }
  const addDocument = (number: string): void => {
    const environment = world.simplicate.environment()
    const invoice = environment.tenant.invoices.find((one) => one.number === number)
    const typeId = documentTypes.sentInvoice.id
    environment.addDocument({ linkedTo: { invoice_id: invoice?.id ?? '' }, title: `Factuur ${number}`, typeId })
  }
  const documentCalls = () => world.simplicate.journal().filter(({ path }) => path.includes('document')).length

  const uploads = () => callsTo(world.minox, 'POST', blobPath).length
  const lookUps = () => callsTo(world.minox, 'GET', blobPath).length

  const eventsOf = async (number: string) =>
    (await combi.invoice(number)).events.map(({ kind }) => kind).filter((kind) => kind.startsWith('file-'))

  const itemsOf = ({ items }: Awaited<ReturnType<TestCombi['sync']>>) =>
    items.filter(({ kind }) => kind === 'file').map(({ outcome, reasonCode }) => [outcome, reasonCode])

  const callsOf = async (work: () => Promise<{ callCount: number }>): Promise<number> => {
    const before = world.simplicate.journal().length + world.minox.world.requests.length
    const { callCount } = await work()
    const seen = world.simplicate.journal().length + world.minox.world.requests.length - before
    expect(callCount).toBe(seen)
    return seen
  }

  it('follows the booking, byte by byte and once, for three calls an invoice', async () => {
    const numbers = await book(12)
    const run = await combi.sync()
    expect([run.outcome, run.bookedCount]).toEqual(['succeeded', 12])
    expect(itemsOf(run)).toEqual(numbers.map(() => ['attached', null]))
    for (const number of numbers) {
      const { row, blob } = await fileOf(number)
      expect(row).toMatchObject({ state: 'attached', attempts: 1, reasonCode: null })
      expect(blob).toMatchObject({ name: `${number}.pdf`, mimeType: 'application/pdf' })
      expect(Buffer.from(blob?.base64 ?? '', 'base64').toString('latin1')).toContain(`Factuur ${number}`)
      expect(await eventsOf(number)).toEqual(['file-attached'])
    }
    expect([uploads(), lookUps(), documentCalls()]).toEqual([12, 0, 24])
  })

  it('costs a run that has none to put anywhere no call, and every call is counted', async () => {
    await book(1)
    await callsOf(() => combi.sync())
    world.clock.advance(3 * hourMs)
    await combi.sync()
    world.clock.advance(3 * hourMs)
    expect(await callsOf(() => combi.sync('schedule'))).toBeLessThanOrEqual(4)
    expect([uploads(), documentCalls()]).toEqual([1, 2])
  })

  it('is not put there, nor asked for, where nobody wants it', async () => {
    const plain = await world.addCombi()
    await book(1, plain)
    await plain.sync()
    expect([uploads(), documentCalls()]).toEqual([0, 0])
  })

  it('is found after a lost answer, and not sent a second time', async () => {
    const [number = ''] = await book(1)
    troubleInBooks(world.minox, { method: 'POST', path: blobPath, mode: 'drop_after_commit' })
    const run = await combi.sync()
    expect([run.outcome, run.bookedCount]).toEqual(['succeeded', 1])
    expect(itemsOf(run)).toEqual([['waiting', 'not-answered']])
    expect((await fileOf(number)).row).toMatchObject({ state: 'wanted', attempts: 1 })
    world.clock.advance(hourMs)
    expect(itemsOf(await combi.sync())).toEqual([['attached', null]])
    expect([uploads(), lookUps()]).toEqual([1, 1])
    expect(await eventsOf(number)).toEqual(['file-attached'])
  })

  it('is sent again when the first never arrived', async () => {
    const [number = ''] = await book(1)
    troubleInBooks(world.minox, { method: 'POST', path: blobPath, mode: 'drop_before_commit' })
    await combi.sync()
    expect((await fileOf(number)).blob).toBeNull()
    world.clock.advance(hourMs)
    await combi.sync()
    expect((await fileOf(number)).row).toMatchObject({ state: 'attached', attempts: 2 })
    expect((await fileOf(number)).blob).not.toBeNull()
  })

  it('is never written over what somebody else put there meanwhile', async () => {
    const [number = ''] = await book(1)
    troubleInBooks(world.minox, { method: 'POST', path: blobPath, mode: 'drop_before_commit' })
    await combi.sync()
    const { entryId } = await fileOf(number)
    const base64 = Buffer.from('%PDF-1.4 eigen').toString('base64')
    const own = { name: 'eigen.pdf', mimeType: 'application/pdf', base64 }
    for (const batch of administrationOf(world.minox).batches) if (batch.id === entryId) batch.blob = own
    world.clock.advance(hourMs)
    expect(itemsOf(await combi.sync())).toEqual([['failed', 'file-other']])
    expect((await fileOf(number)).blob).toEqual(own)
    expect(await eventsOf(number)).toEqual(['file-failed'])
  })

  it('is tried five times with growing pauses, says why, and comes when somebody asks again', async () => {
    const [number = ''] = await book(1)
    removeDocument(number)
    const outcomes: unknown[] = []
    for (let tries = 0; tries < 8; tries += 1) {
      outcomes.push(...itemsOf(await combi.sync()))
      world.clock.advance(3 * hourMs)
    }
    expect(outcomes).toEqual(
      [...Array<string>(4).fill('waiting'), 'failed'].map((outcome) => [outcome, 'file-missing']),
    )
    const { row, id: invoiceId } = await fileOf(number)
    expect(row).toMatchObject({ state: 'failed', attempts: 5, reasonCode: 'file-missing' })
    expect((await combi.invoice(number)).state).toBe('booked')
    addDocument(number)
    expect(await askFile(world.flows, { ...combi, invoiceId })).toMatchObject({ isAttached: false })
    await combi.sync()
    expect((await fileOf(number)).row).toMatchObject({ state: 'attached', reasonCode: null })
    expect(await eventsOf(number)).toEqual(['file-failed', 'file-asked', 'file-attached'])
    // It stands there: asking once more does nothing.
    expect(await askFile(world.flows, { ...combi, invoiceId })).toMatchObject({ isAttached: true })
    await combi.sync()
    expect(uploads()).toBe(1)
  })

  it('comes from the log as well, when its record is tried again', async () => {
    const [number = ''] = await book(1)
    world.minox.world.store.settings = { ...world.minox.world.store.settings, fileMaxBytes: 10 }
    const run = await combi.sync()
    expect([run.outcome, itemsOf(run)]).toEqual(['succeeded', [['failed', 'file-too-large']]])
    world.minox.world.store.settings = { ...world.minox.world.store.settings, fileMaxBytes: 1_000_000 }
    const record = run.items.find(({ kind }) => kind === 'file')
    const answer = await retryRecords(world.flows, { ...combi, what: { recordId: record?.id ?? '' } })
    expect(answer).toMatchObject({ refused: 'by-itself', sync: 'started' })
    await combi.finish(answer?.runId ?? '')
    expect((await fileOf(number)).row?.state).toBe('attached')
  })

  it.each(['source', 'books'] as const)(
    'without the right to it at the %s stops no booking, and no connection',
    async (side) => {
      const [number = ''] = await book(3)
      const { denials } = world.simplicate.environment().tenant
      const grants = world.minox.world.store.state.grants
      const scopes = grants.map((grant) => [...grant.scopes])
      if (side === 'source') denials.push({ path: 'documents/', method: null })
      else for (const grant of grants) grant.scopes = grant.scopes.filter((scope) => scope !== 'document:write')
      const run = await combi.sync()
      denials.length = 0
      for (const [at, grant] of grants.entries()) grant.scopes = scopes[at] ?? []
      expect([run.outcome, run.bookedCount]).toEqual(['succeeded', 3])
      // The next two would meet the same answer: they are not asked for now.
      expect(itemsOf(run)).toEqual([['failed', `file-rights-${side}`]])
      expect((await combi.invoice(number)).state).toBe('booked')
      const answer = await combi.sync()
      expect(itemsOf(answer)).toEqual([
        ['attached', null],
        ['attached', null],
      ])
    },
  )

  it('waits like everything else when a vendor asks for rest, and uses up no attempt', async () => {
    const numbers = await book(2)
    troubleInBooks(world.minox, { method: 'POST', path: blobPath, mode: 'status', status: 429, retryAfterSeconds: 30 })
    const run = await combi.sync()
    expect(run.waitMs).toBeGreaterThanOrEqual(30_000)
    for (const number of numbers) expect((await fileOf(number)).row).toMatchObject({ state: 'attached', attempts: 1 })
    expect(itemsOf(run).map(([outcome]) => outcome)).toEqual(['attached', 'attached'])
  })

  it('gives way to what is handed over meanwhile', async () => {
    const later = sendInvoice(world.simplicate).number
    const first = await book(12)
    troubleInBooks(world.minox, { method: 'POST', path: blobPath, mode: 'status', status: 429, retryAfterSeconds: 30 })
    const runId = await combi.request()
    const { done, waitMs } = await combi.slice(runId)
    expect([done, uploads()]).toEqual([false, 1])
    world.clock.advance(waitMs)
    await combi.offer([later])
    const { items } = await combi.finish(runId)
    const bookedAt = items.findIndex(({ outcome, label }) => outcome === 'booked' && label === later)
    const attached = items.flatMap(({ kind, label }, at) =>
      kind === 'file' ? [{ label, isBefore: at < bookedAt }] : [],
    )
    expect(attached.map(({ label }) => label).toSorted()).toEqual([...first, later].toSorted())
    expect(attached.filter(({ isBefore }) => isBefore)).toHaveLength(10)
  })

  it('is not put with an entry that was taken back, and is with the one that takes its place', async () => {
    const [number = ''] = await book(1)
    removeDocument(number)
    await combi.sync()
    const { id: invoiceId, entryId: first } = await fileOf(number)
    expect(await undoBooking(world.flows, { ...combi, invoiceId })).toEqual({ ok: true })
    addDocument(number)
    world.clock.advance(hourMs)
    await combi.sync()
    expect(uploads()).toBe(0)
    expect(await askFile(world.flows, { ...combi, invoiceId })).toBeNull()
    await combi.offer([number])
    await combi.sync()
    const { row, blob, entryId } = await fileOf(number)
    expect(entryId).not.toBe(first)
    expect([row?.state, blob?.name, uploads()]).toEqual(['attached', `${number}.pdf`, 1])
  })
})
