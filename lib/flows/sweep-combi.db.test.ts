import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keepAsItIs } from './keep-as-it-is'
import { askCorrection, proposeCorrection } from './propose-correction'
import { startWorld, type World } from './testing'
import { administrationOf, bookingPath, callsTo, entriesIn, entryIn, linesPath, payInBooks } from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, sendInvoice, sourceInvoice } from './testing-source'

const dayMs = 24 * 60 * 60_000

describe('what no change tells of', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    combi = await world.addCombi()
    await combi.sync()
  })

  // The source gives the number of one that was deleted out again; nobody may wonder which of the two is meant.
  let last = 0
  const send = (on = '2026-11-02'): string => {
    last += 1
    return sendInvoice(world.simplicate, { on, number: `F2026-${String(7000 + last)}` }).number
  }
  const booked = async (on?: string): Promise<string> => {
    const number = send(on)
    await combi.sync()
    await combi.offer([number])
    await combi.sync()
    return number
  }
  const removeInSource = (number: string) => {
    const row = sourceInvoice(world.simplicate, number)
    world.simplicate.environment().remove('invoices', row.id)
    return row
  }
  const night = () => {
    world.clock.advance(2 * dayMs)
    return combi.sync('schedule')
  }
  const by = async (number: string) => {
    const [invoiceId = ''] = await combi.idsOf([number])
    return { workspaceId: combi.workspaceId, userId: combi.userId, invoiceId }
  }
  const propose = async (number: string) =>
    proposeCorrection(world.flows, { ...(await by(number)), date: null, isFresh: false })
  const ask = async (number: string) => {
    const fingerprint = (await propose(number))?.fingerprint ?? ''
    return askCorrection(world.flows, { ...(await by(number)), date: null, fingerprint })
  }
  const kinds = async (number: string) => (await combi.invoice(number)).events.map(({ kind }) => kind)
  const batchOf = (number: string) => {
    const { id } = entryIn(world.minox, digitsOf(number))
    const batch = administrationOf(world.minox).batches.find((one) => one.id === id)
    if (batch === undefined) throw new Error('No batch')
    return batch
  }

  describe('an invoice that is deleted in the source', () => {
    it('is not booked when that happened after it was handed over, and cannot be handed over again', async () => {
      const [number, other] = [send(), send()]
      await combi.sync()
      await combi.offer([number, other])
      removeInSource(number)
      const run = await combi.sync()
      expect(run).toMatchObject({ bookedCount: 1, actionCount: 1 })
      expect(entriesIn(world.minox).filter((entry) => entry.number === digitsOf(number))).toEqual([])
      expect(await combi.invoice(number)).toMatchObject({ state: 'ignored', reasonCode: 'deleted-in-source' })
      expect(await kinds(number)).toEqual(['offered', 'deleted-in-source'])
      await expect(combi.offer([number])).rejects.toThrow('not-now')
    })

    it('is found out at night when nobody handed it over, and comes back when the source has it again', async () => {
      const number = send()
      await combi.sync()
      const row = removeInSource(number)
      expect(await combi.sync()).toMatchObject({ actionCount: 0 })
      expect((await night()).items).toMatchObject([
        { label: number, outcome: 'action', reasonCode: 'deleted-in-source' },
      ])
      expect(await combi.invoice(number)).toMatchObject({ state: 'ignored' })
      expect((await night()).items).toEqual([])
      world.simplicate.environment().tenant.invoices.push(row)
      await night()
      expect(await combi.invoice(number)).toMatchObject({ state: 'pending', reasonCode: null, goneAt: null })
      expect(await kinds(number)).toEqual(['deleted-in-source', 'found-in-source'])
    })

    it('and was booked is a question, and its entry is removed when a person says so', async () => {
      const number = await booked()
      removeInSource(number)
      await night()
      expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: 'deleted-in-source' })
      expect(await propose(number)).toMatchObject({ outcome: { reversal: { kind: 'remove' }, plan: null } })
      expect(await ask(number)).toMatchObject({ ok: true })
      await combi.sync()
      expect(entriesIn(world.minox).filter((entry) => entry.number === digitsOf(number))).toEqual([])
      expect(await combi.invoice(number)).toMatchObject({ state: 'ignored', entryId: null })
    })

    it('and was paid is set off by its opposite, once, and nothing is booked anew', async () => {
      const number = await booked()
      const { debtor } = entryIn(world.minox, digitsOf(number))
      payInBooks(world.minox, digitsOf(number))
      removeInSource(number)
      await night()
      expect(await ask(number)).toMatchObject({ ok: true })
      await combi.sync()
      await combi.sync()
      const entries = entriesIn(world.minox).filter((entry) => entry.debtor === debtor)
      expect(entries.map(({ grossCents }) => grossCents)).toEqual([12_100, -12_100])
    })

    it('keeps being a question when it is paid, and the payment is not registered on nothing', async () => {
      const [early, late] = [await booked(), await booked()]
      removeInSource(early)
      await night()
      removeInSource(late)
      for (const number of [early, late]) payInBooks(world.minox, digitsOf(number))
      await combi.sync()
      for (const number of [early, late])
        expect(await combi.invoice(number)).toMatchObject({
          ...{ state: 'booked', reasonCode: 'deleted-in-source', paidCents: 12_100n, passedOnCents: 0n, payments: [] },
        })
      await night()
      expect(await combi.invoice(late)).toMatchObject({ reasonCode: 'deleted-in-source', goneAt: world.clock.now })
    })

    it('stays booked when a person says so, and is not asked about again', async () => {
      const number = await booked()
      removeInSource(number)
      await night()
      expect(await keepAsItIs(world.flows, { ...(await by(number)), reason: 'Dubbel' })).toBe(true)
      expect((await night()).items).toEqual([])
      expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: null })
      expect(await kinds(number)).toEqual(['offered', 'booked', 'deleted-in-source', 'difference-kept'])
    })
  })

  describe('an entry that was changed by hand in the books', () => {
    const changed = async () => {
      const number = await booked()
      for (const line of batchOf(number).lines) if (line.accountId === '8000') line.accountId = '8090'
      expect((await combi.sync('schedule')).items).toEqual([])
      const run = await night()
      expect(run.items).toMatchObject([{ label: number, outcome: 'action', reasonCode: 'read-back-differs' }])
      expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: 'read-back-differs' })
      return number
    }

    it('is told of at night, once, with what stands there now; and no more once it is put back', async () => {
      const number = await changed()
      const { postings } = await combi.invoice(number)
      expect(postings[0]?.readBack).toMatchObject({ lines: [{ ledgerAccount: '8090' }] })
      expect((await night()).items).toEqual([])
      for (const line of batchOf(number).lines) if (line.accountId === '8090') line.accountId = '8000'
      await night()
      expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: null })
      expect(await kinds(number)).toEqual(['offered', 'booked', 'entry-differs', 'entry-agrees'])
    })

    it('is left alone for good when a person says that it is right', async () => {
      const number = await changed()
      expect(await keepAsItIs(world.flows, { ...(await by(number)), reason: 'Andere rekening' })).toBe(true)
      expect((await night()).items).toEqual([])
      expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: null })
      expect(entryIn(world.minox, digitsOf(number)).netByAccount).toEqual({ '8090': 10_000 })
    })

    it('is booked again as the portal wrote it when a person says so: another revision in its place', async () => {
      const number = await changed()
      expect(await ask(number)).toMatchObject({ ok: true })
      await combi.sync()
      expect(entryIn(world.minox, digitsOf(number)).netByAccount).toEqual({ '8000': 10_000 })
      expect((await combi.invoice(number)).postings.map(({ revision, state }) => [revision, state]).sort()).toEqual([
        [0, 'removed'],
        [1, 'verified'],
      ])
    })
  })

  describe('an entry that was removed by hand in the books', () => {
    const removed = async () => {
      const number = await booked()
      world.minox.operations.removeBatch({ tenant: 12345, administration: 1, batch: batchOf(number).id })
      await combi.sync('schedule')
      expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: 'entry-missing' })
      return number
    }

    it('is booked again, once, when a person says so', async () => {
      const number = await removed()
      expect(await propose(number)).toMatchObject({ outcome: { reversal: { kind: 'none' } } })
      expect(await ask(number)).toMatchObject({ ok: true })
      await combi.sync()
      await combi.sync()
      expect(entryIn(world.minox, digitsOf(number)).grossCents).toBe(12_100)
      expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: null })
    })

    it('is let go when a person says that it is gone on purpose', async () => {
      const number = await removed()
      expect(await keepAsItIs(world.flows, { ...(await by(number)), reason: 'Met opzet' })).toBe(true)
      await night()
      expect(await combi.invoice(number)).toMatchObject({ state: 'ignored', entryId: null, reasonCode: null })
      expect(entriesIn(world.minox).filter((entry) => entry.number === digitsOf(number))).toEqual([])
    })

    it('is found out at night as well when it was settled, which no list of open items tells of', async () => {
      const number = await booked()
      payInBooks(world.minox, digitsOf(number))
      await combi.sync()
      world.minox.operations.removeBatch({ tenant: 12345, administration: 1, batch: batchOf(number).id })
      expect((await combi.sync('schedule')).items).toEqual([])
      await night()
      expect(await combi.invoice(number)).toMatchObject({ state: 'booked', reasonCode: 'entry-missing' })
    })
  })

  it('costs one call for all invoices and one for each period, and none by day', async () => {
    await booked('2026-11-02')
    await booked('2026-10-02')
    world.minox.world.requests.length = 0
    world.simplicate.forget()
    await combi.sync('schedule')
    const byDay = world.simplicate.journal().length
    expect(callsTo(world.minox, 'GET', linesPath)).toEqual([])
    world.simplicate.forget()
    await night()
    expect(callsTo(world.minox, 'GET', linesPath)).toHaveLength(2)
    expect(callsTo(world.minox, 'GET', bookingPath)).toEqual([])
    expect(world.simplicate.journal().length - byDay).toBe(1)
  })
})
