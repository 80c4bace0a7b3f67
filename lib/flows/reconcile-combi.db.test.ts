import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readReconciliation, requestReconciliation } from './reconcile-combi'
import { showReconciliation } from './show-reconciliation'
import { startWorld, type World } from './testing'
import { administrationOf, callsTo, entryIn, troubleInBooks } from './testing-books'
import { pairs, type TestCombi } from './testing-combi'
import { digitsOf, newCustomer, sendInvoice, sourceInvoice } from './testing-source'

const month = '2026-10-01'

describe('the reconciliation of a month', () => {
  let world: World
  let combi: TestCombi

  beforeAll(async () => {
    world = await startWorld({ books: 'leeg' })
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    // One source for all tests: what an earlier one sent is not this one's month.
    for (const { id } of [...world.simplicate.environment().tenant.invoices])
      world.simplicate.environment().remove('invoices', id)
    combi = await world.addCombi({ profiles: [pairs.breekijzer] })
  })

  const place = () => ({ combiId: combi.combiId, administrationRef: '1', month })

  const show = async (workspaceId = combi.workspaceId) =>
    showReconciliation(world.flows, { workspaceId, combiId: combi.combiId, month, administrationRef: '1' })

  const shown = async () => {
    const found = await show()
    if (found === null) throw new Error('The owner finds his combi')
    return found
  }

  const request = async () => {
    const answer = await requestReconciliation(world.flows, { workspaceId: combi.workspaceId, ...place() })
    if (!answer.ok) throw new Error(answer.reason)
    return answer
  }

  /** Reads the month afresh, waits included. */
  const readAgain = async () => {
    const { id } = await request()
    for (let slices = 1; slices <= 20; slices += 1) {
      const { done, waitMs } = await readReconciliation(world.flows, {
        workspaceId: combi.workspaceId,
        reconciliationId: id,
      })
      if (done) return
      world.clock.advance(waitMs)
    }
    throw new Error('This reading does not come to an end')
  }

  const send = (day: string, to = newCustomer(world.simplicate)) =>
    sendInvoice(world.simplicate, { to, on: `2026-10-${day}` }).number

  const kinds = ({ differences }: Awaited<ReturnType<typeof shown>>) =>
    differences
      .map(({ kind, number, amounts: { grossCents } }) => `${kind} ${number} ${String(grossCents)}`)
      .toSorted((one, other) => one.localeCompare(other))

  const holds = ({ total, parts, differenceTotal }: Awaited<ReturnType<typeof shown>>) => {
    for (const key of ['netCents', 'vatCents', 'grossCents'] as const)
      expect(parts.reduce((sum, { amounts }) => sum + amounts[key], differenceTotal[key])).toBe(total.amounts[key])
  }

  it('adds up by state, account and VAT code, from the mirror alone', async () => {
    const [booked = '', ignored = '', waiting = ''] = ['05', '06', '07'].map((day) => send(day))
    await combi.sync()
    await combi.offer([booked])
    await combi.ignore([ignored])
    await combi.sync()
    await combi.offer([waiting])
    const found = await shown()
    holds(found)
    expect(found.total).toEqual({ count: 3, amounts: { netCents: 30_000, vatCents: 6_300, grossCents: 36_300 } })
    expect(Object.fromEntries(found.parts.map(({ key, amounts }) => [key, amounts.grossCents]))).toEqual({
      booked: 12_100,
      ignored: 12_100,
      failed: 0,
      action: 0,
      waiting: 12_100,
      pending: 0,
    })
    expect(found.differences).toEqual([])
    expect(found.accounts).toEqual([{ key: '8000', netCents: 10_000, vatCents: 2_100 }])
    expect(found.vatCodes).toEqual([{ key: '1', netCents: 10_000, vatCents: 2_100 }])
    expect(found.reading).toMatchObject({ state: 'none', readAt: null })
  })

  it('names each kind of difference between the two sides, once both were read afresh', async () => {
    const environment = world.simplicate.environment()
    const numbers = ['01', '02', '03', '04', '05', '06', '07', '08'].map((day) => send(day))
    const [same = '', changed = '', missing = '', edited = '', later = '', deleted = '', moved = '', grown = ''] =
      numbers
    await combi.sync()
    await combi.offer([same, changed, missing, edited])
    await combi.offer([later], '2026-11-03')
    await combi.sync()

    const double = (number: string) => {
      const { id, lines } = sourceInvoice(world.simplicate, number)
      environment.edit('invoices', id, { lines: lines.map((line) => ({ ...line, amount: '2' })) })
    }
    double(changed)
    double(grown)
    const books = administrationOf(world.minox)
    const rows = books.batches
    rows.splice(
      rows.findIndex(({ id }) => id === entryIn(world.minox, digitsOf(missing)).id),
      1,
    )
    for (const line of rows.find(({ id }) => id === entryIn(world.minox, digitsOf(edited)).id)?.lines ?? []) {
      line.debitCents = Math.round(line.debitCents / 2)
      line.creditCents = Math.round(line.creditCents / 2)
    }
    environment.remove('invoices', sourceInvoice(world.simplicate, deleted).id)
    environment.edit('invoices', sourceInvoice(world.simplicate, moved).id, { date: '2026-09-30' })
    const unseen = send('20')
    const unreadable = send('21')
    environment.overlay('invoices', sourceInvoice(world.simplicate, unreadable).id, { total_including_vat: 'veel' })
    sendInvoice(world.simplicate, { on: '2026-10-22', profile: 2 })

    await readAgain()
    const found = await shown()
    holds(found)
    expect(kinds(found)).toEqual(
      [
        `changed-after-booking ${changed} 12100`,
        `missing-in-books ${missing} 12100`,
        `amounts-differ ${edited} 6050`,
        `other-month ${later} 0`,
        `deleted ${deleted} -12100`,
        `moved-away ${moved} -12100`,
        `not-read-yet ${grown} 12100`,
        `not-in-mirror ${unseen} 12100`,
        `unreadable ${unreadable} 0`,
      ].toSorted((one, other) => one.localeCompare(other)),
    )
    expect(found.unlinked).toMatchObject([{ grossCents: 12_100 }])
    expect(found.reading).toMatchObject({ state: 'done', readAt: world.clock.now.toISOString() })
  })

  it('is read with few calls: a page of invoices, the years, and one list a period', async () => {
    const numbers = ['05', '06'].map((day) => send(day))
    await combi.sync()
    await combi.offer(numbers)
    await combi.sync()
    const lists = () => callsTo(world.minox, 'GET', '/transaction_lines').length
    const before = lists()
    await readAgain()
    expect(lists() - before).toBe(1)
    expect((await shown()).reading.callCount).toBeLessThanOrEqual(4)
  })

  it('is joined by whoever asks for it while it is read, and begun anew when it fell silent', async () => {
    const first = await request()
    expect(await request()).toEqual({ ...first, joined: true })
    world.clock.advance(11 * 60_000)
    expect(await request()).toEqual({ ...first, joined: false })
    const key = { workspaceId: combi.workspaceId, reconciliationId: first.id }
    expect(await readReconciliation(world.flows, key)).toEqual({ done: true, waitMs: 0 })
  })

  it('waits for a limit and then goes on where it was', async () => {
    send('05')
    await combi.sync()
    troubleInBooks(world.minox, { path: '/api/', mode: 'status', status: 429, retryAfterSeconds: 30, times: 1 })
    const { id } = await request()
    const key = { workspaceId: combi.workspaceId, reconciliationId: id }
    const { done, waitMs } = await readReconciliation(world.flows, key)
    expect([done, waitMs >= 30_000]).toEqual([false, true])
    expect((await shown()).reading).toMatchObject({ state: 'reading', readCount: 1 })
    world.clock.advance(waitMs)
    expect(await readReconciliation(world.flows, key)).toEqual({ done: true, waitMs: 0 })
    expect((await shown()).reading.state).toBe('done')
  })

  it('counts what was booked into the month from another one, and what the portal did not book', async () => {
    const september = sendInvoice(world.simplicate, { on: '2026-09-28' }).number
    const october = send('05')
    const later = send('06')
    await combi.sync()
    await combi.offer([september], '2026-10-01')
    await combi.offer([october])
    await combi.offer([later], '2026-11-02')
    await combi.sync()
    await readAgain()
    expect((await shown()).bookingMonth).toMatchObject({
      bookedGrossCents: 24_200,
      laterGrossCents: 12_100,
      earlierGrossCents: 12_100,
    })
  })

  it('is shown to its own workspace and to no other, and so is the right to read it', async () => {
    const stranger = await world.addCombi()
    expect(await show()).not.toBeNull()
    expect(await show(stranger.workspaceId)).toBeNull()
    expect(await requestReconciliation(world.flows, { workspaceId: stranger.workspaceId, ...place() })).toEqual({
      ok: false,
      reason: 'not-found',
    })
    const { id } = await request()
    const key = { workspaceId: stranger.workspaceId, reconciliationId: id }
    expect(await readReconciliation(world.flows, key)).toEqual({ done: true, waitMs: 0 })
    expect((await shown()).reading.state).toBe('reading')
  })
})
