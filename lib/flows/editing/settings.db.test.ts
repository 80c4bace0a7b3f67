import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { createSetup, findSetupBySecret } from '@/lib/db/setups'
import type { CombiSettings } from '@/lib/domain/combi-settings'
import { everyInvoice } from '@/lib/domain/offering-rule'
import { connectWithKey } from '../setup/connect-account'
import { finishConsent, startConsent } from '../setup/consent'
import { decideAtBooks } from '../setup/testing-wizard'
import { startWorld, type World } from '../testing'
import { bookingPath, endTroubleInBooks, entriesIn, entryIn, troubleInBooks } from '../testing-books'
import { pairs, type TestCombi } from '../testing-combi'
import { digitsOf, sendInvoice, type WantedInvoice } from '../testing-source'
import { readCombiMapping, saveCombiMapping } from './mapping'
import type { Editing } from './pause-combi'
import { removeCombi } from './remove-combi'
import { renewConnection } from './renew-connection'
import { readSettings, saveSettings } from './settings'

let world: World
let combi: TestCombi
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(async () => {
  combi = await world.addCombi({ invoicesFrom: '2026-11-01' })
  return async () => {
    await removeCombi(world.flows, { ...editing(), typedName: 'Simplicate – Minox Online' })
  }
})

const editing = (): Editing => ({
  ...{ workspaceId: combi.workspaceId, combiId: combi.combiId },
  actor: { id: combi.userId, email: 'boekhouder@breekijzer.example' },
})
const settings = async () => {
  const found = await readSettings(world.flows, editing())
  if (found === null) throw new Error('This combi is gone')
  return found
}
type Change = { answers?: Partial<CombiSettings['answers']>; options?: Partial<CombiSettings['options']> }
const change = async ({ answers, options }: Change, version?: number) => {
  const { version: seen, questions, options: before } = await settings()
  return saveSettings(world.flows, editing(), {
    version: version ?? seen,
    settings: { answers: { ...questions.answers, ...answers }, options: { ...before, ...options } },
  })
}
const mapping = async () => {
  const found = await readCombiMapping(world.flows, editing())
  if (found === null) throw new Error('This combi is gone')
  return found
}
const offered = async (...invoices: WantedInvoice[]): Promise<string[]> => {
  const numbers = invoices.map((invoice) => sendInvoice(world.simplicate, invoice).number)
  await combi.sync()
  await combi.offer(numbers)
  return numbers
}
const audit = () =>
  withWorkspace(world.flows.db, combi.workspaceId, async ({ tx }) =>
    (await tx.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ kind, params }) => ({ kind, params })),
  )

describe('the settings of a combi', () => {
  it('have a PDF put with what is booked from then on, and once switched off none that still waits', async () => {
    const fileStates = () =>
      withWorkspace(world.flows.db, combi.workspaceId, async ({ tx }) =>
        (await tx.entryFile.findMany()).map(({ state, reasonCode }) => [state, reasonCode]),
      )
    await offered({})
    await combi.sync()
    expect(await change({ options: { attachesPdf: true } })).toEqual({ ok: true })
    await combi.sync()
    expect(await fileStates()).toEqual([])
    await offered({})
    troubleInBooks(world.minox, { method: 'POST', path: '/blob', mode: 'html', status: 502 })
    await combi.sync()
    expect(await fileStates()).toEqual([['wanted', 'not-answered']])
    expect(await change({ options: { attachesPdf: false } })).toEqual({ ok: true })
    world.clock.advance(3_600_000)
    await combi.sync()
    expect(await fileStates()).toEqual([['failed', 'file-unwanted']])
    expect((await audit()).map(({ params }) => params)).toMatchObject([
      { setting: 'attachesPdf', from: 'false', to: 'true' },
      { setting: 'attachesPdf', from: 'true', to: 'false' },
    ])
  })

  it('are what the wizard would have been told, and a change shows in the next booking and not in those before', async () => {
    const { version, questions, options } = await settings()
    expect(version).toBe(1)
    expect(questions.answers).toMatchObject({
      administrations: {
        'myorganizationprofile:0000000000000001': '1',
        'myorganizationprofile:0000000000000002': null,
      },
      ...{ defaultRevenueAccount: '8090 Omzet overig', salesJournal: 'VERK', invoicesFrom: '2026-11-01' },
      ...{ offering: 'manual', bookingStyle: 'vat-on-line', vatMode: 'ledger-default' },
    })
    expect(options).toEqual({
      ...{ partialPayments: false, numberOffset: 0, attachesPdf: false, offeringRule: everyInvoice },
      descriptionTemplate: '{number} {debtor}',
    })
    const [before = ''] = await offered({ lines: [{ kind: 'unnumbered' }] })
    await combi.sync()
    expect((await settings()).standing).toMatchObject({ booked: 1, waiting: 0 })

    const changed = await change({
      answers: { defaultRevenueAccount: '8000' },
      options: { descriptionTemplate: 'Factuur {number}', numberOffset: 300_000_00 },
    })
    expect(changed).toEqual({ ok: true })
    const [after = ''] = await offered({ lines: [{ kind: 'unnumbered' }] })
    await combi.sync()
    expect(entryIn(world.minox, digitsOf(before))).toMatchObject({ netByAccount: { 8090: 10_000 } })
    expect(entryIn(world.minox, digitsOf(after) + 30_000_000)).toMatchObject({
      ...{ netByAccount: { 8000: 10_000 }, description: `Factuur ${after}` },
    })
    expect(await audit()).toEqual(
      [
        ['defaultRevenueAccount', '8090', '8000'],
        ['descriptionTemplate', '{number} {debtor}', 'Factuur {number}'],
        ['numberOffset', '0', '30000000'],
      ].map(([setting, from, to]) => ({
        kind: 'combi-changed',
        params: { combi: 'Simplicate – Minox Online', setting, from, to },
      })),
    )
  })

  it('are not overwritten by somebody who saw an earlier version', async () => {
    const { version } = await settings()
    expect(await change({ answers: { offering: 'automatic' } }, version)).toEqual({ ok: true })
    expect(await change({ answers: { vatMode: 'explicit' } }, version)).toEqual({
      ok: false,
      reason: 'settings-changed',
    })
    const both = await Promise.all([
      change({ options: { partialPayments: true } }, 2),
      change({ answers: { vatMode: 'explicit' } }, 2),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await settings()).version).toBe(3)
    const { workspaceId } = editing()
    expect(await readSettings(world.flows, { workspaceId, combiId: world.flows.newId() })).toBeNull()
  })

  it('say what is wrong at its field, and change nothing', async () => {
    const [booked = ''] = await offered({})
    await combi.sync()
    sendInvoice(world.simplicate, { number: `F${String(digitsOf(booked) - 5)}` })
    await combi.sync()
    const wrong = await change({
      answers: { administrations: { 'myorganizationprofile:0000000000000001': '2' }, salesJournal: 'VERK' },
      options: { descriptionTemplate: '{klant}', numberOffset: 0.5 },
    })
    expect(wrong).toMatchObject({
      reason: 'problems',
      problems: [
        { field: 'administrations.myorganizationprofile:0000000000000001', code: 'administration-booked' },
        { field: 'descriptionTemplate', code: 'template-word' },
        { field: 'numberOffset', code: 'offset-invalid' },
      ],
    })
    expect(await change({ options: { numberOffset: 5 } })).toMatchObject({
      problems: [{ field: 'numberOffset', code: 'offset-collides', params: { other: booked } }],
    })
    expect((await settings()).version).toBe(1)
  })

  it('move no books and no numbers while an entry may or may not have arrived', async () => {
    const [number = ''] = await offered({})
    troubleInBooks(world.minox, { method: 'PUT', path: bookingPath, mode: 'drop_after_commit', times: 1 })
    troubleInBooks(world.minox, { method: 'GET', path: '/transaction_lines', mode: 'status', status: 500, times: 50 })
    await combi.sync()
    expect(await change({ options: { numberOffset: 7 } })).toEqual({ ok: false, reason: 'write-in-doubt', count: 1 })
    expect(await change({ options: { partialPayments: true } })).toEqual({ ok: true })
    endTroubleInBooks(world.minox)
    await combi.sync()
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked' })
    expect(await change({ options: { numberOffset: 7 } })).toEqual({ ok: true })
    expect(entriesIn(world.minox).filter((entry) => entry.number === digitsOf(number))).toHaveLength(1)
  })

  it('with an earlier start read what was passed over, and leave it to a person even when all goes by itself', async () => {
    const [early, late] = ['2026-10-30', '2026-11-03'].map((on) => sendInvoice(world.simplicate, { on }).number)
    await combi.sync()
    await expect(combi.invoice(early ?? '')).rejects.toThrow('not in the mirror')
    await combi.invoice(late ?? '')
    expect(await change({ answers: { invoicesFrom: '2026-10-30', offering: 'automatic' } })).toEqual({ ok: true })
    await combi.sync()
    expect(await combi.invoice(early ?? '')).toMatchObject({ state: 'pending' })
  })

  it('link no administration that another combi holds', async () => {
    await world.addCombi({ profiles: [pairs.brokenYear] })
    const answers = { administrations: { ...(await settings()).questions.answers.administrations } }
    answers.administrations['myorganizationprofile:0000000000000003'] = '2'
    expect(await change({ answers })).toMatchObject({ problems: [{ code: 'administration-taken' }] })
  })
})

describe('the choices for revenue groups and VAT', () => {
  it('show what waits for them, and once made those invoices go by themselves', async () => {
    await change({ answers: { vatMode: 'explicit' } })
    const [number = ''] = await offered({})
    await combi.sync()
    expect(await combi.invoice(number)).toMatchObject({ state: 'action', reasonCode: 'vat-unmapped' })
    const { version, waiting, waitingCount } = await mapping()
    const [vatClass] = waiting
    expect([waitingCount, waiting]).toMatchObject([1, [{ administration: '1', kind: 'vat', count: 1 }]])

    const vat = [{ administration: '1', vatClass: vatClass?.ref ?? '', code: '1' }]
    expect(await saveCombiMapping(world.flows, editing(), { version: version - 1, ledger: [], vat })).toEqual({
      ...{ ok: false, reason: 'settings-changed' },
    })
    expect(
      await saveCombiMapping(world.flows, editing(), {
        version,
        ledger: [],
        vat: vat.map((one) => ({ ...one, code: '99' })),
      }),
    ).toMatchObject({ reason: 'problems', problems: [{ code: 'vat-code-unknown' }] })
    expect(await saveCombiMapping(world.flows, editing(), { version, ledger: [], vat })).toEqual({ ok: true })
    expect(await mapping()).toMatchObject({ version: version + 1, waiting: [] })
    await combi.sync()
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked' })
  })
})

describe('another sign-in for an account of a combi', () => {
  const begin = async () => {
    const secret = world.flows.newId()
    const now = world.clock.now
    await createSetup(world.flows.db, {
      ...{ id: world.flows.newId(), workspaceId: world.flows.newId(), secret, now },
      ...{ expiresAt: new Date(now.getTime() + 600_000), renews: editing() },
    })
    const setup = await findSetupBySecret(world.flows.db, secret, now)
    if (setup === null) throw new Error('It was just made')
    return { setup, isGone: async () => (await findSetupBySecret(world.flows.db, secret, now)) === null }
  }
  const consent = async (administrations: number[]) => {
    const { setup, isGone } = await begin()
    const back = await decideAtBooks(await startConsent(world.flows, setup, { side: 'books', typed: null }), {
      administrations,
    })
    await finishConsent(world.flows, setup, { connectorId: 'minox', params: back.searchParams })
    const renewed = await renewConnection(world.flows, editing(), { setup, side: 'books' })
    expect(await isGone()).toBe(true)
    return renewed
  }

  it('takes the place of one that was revoked, and everything goes on where it was', async () => {
    const [number = ''] = await offered({})
    world.minox.operations.revoke(12345)
    expect(await combi.sync()).toMatchObject({ reasonCode: 'reconnect-books' })
    expect(await consent([1, 2, 3, 4])).toEqual({ ok: true })
    expect(await combi.sync()).toMatchObject({ outcome: 'succeeded', bookedCount: 1 })
    expect(await combi.invoice(number)).toMatchObject({ state: 'booked' })
  })

  it('is refused when it does not reach the books that are linked', async () => {
    expect(await consent([2])).toEqual({
      ...{ ok: false, reason: 'administrations-missing', missing: 'Breekijzer B.V.' },
    })
    expect(await combi.sync()).toMatchObject({ outcome: 'succeeded' })
  })

  it('by key notes until when the key works, and one for another account is refused', async () => {
    const renew = async (accountRef: string) => {
      await withWorkspace(world.flows.db, combi.workspaceId, ({ tx }) =>
        tx.connection.updateMany({ where: { id: combi.sourceConnectionId }, data: { accountRef } }),
      )
      const { setup } = await begin()
      const key = { key: 'demo-key', secret: 'demo-secret', expiresOn: '2027-05-01' }
      await connectWithKey(world.flows, setup, { typed: 'breekijzer', key })
      return renewConnection(world.flows, editing(), { setup, side: 'source' })
    }
    expect(await renew('anderbedrijf')).toEqual({
      ...{ ok: false, reason: 'other-account', given: 'breekijzer', expected: 'anderbedrijf' },
    })
    expect(await renew('breekijzer')).toEqual({ ok: true })
    const row = await withWorkspace(world.flows.db, combi.workspaceId, ({ tx }) =>
      tx.connection.findFirstOrThrow({ where: { id: combi.sourceConnectionId } }),
    )
    expect(row.expiresOn).toEqual(new Date('2027-05-01'))
    expect(await combi.sync()).toMatchObject({ outcome: 'succeeded' })
  })
})
