import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { sumCents } from '@/lib/domain/money'
import { offerInvoices } from '../offer-invoices'
import { requestSync } from '../request-sync'
import { runSyncSlice } from '../sync-combi'
import { startWorld, type World } from '../testing'
import { entriesIn } from '../testing-books'
import { newCustomer, sendInvoice } from '../testing-source'
import { installSetup } from './install'
import { saveMapping } from './mapping'
import { SetupIncomplete } from './open-setup'
import { confirmReport, readOn } from './readiness'
import { onlyFirst, openBrowser, type Browser } from './testing-wizard'

const connect = async (world: World, answers = {}): Promise<Browser> => {
  const browser = await openBrowser(world)
  await browser.consent('source')
  await browser.consent('books')
  await browser.answer({ administrations: onlyFirst, defaultRevenueAccount: '8090', ...answers })
  return browser
}

/** Requests that could have changed something at a vendor; asking for a token, and what it opens, changes nothing there. */
const writesIn = ({ simplicate, minox }: World) => [
  ...simplicate.journal().filter(({ method, path }) => method !== 'GET' && !path.startsWith('oauth/')),
  ...minox.world.requests.filter(
    ({ method, path }) => method !== 'GET' && !path.startsWith('/oauth/') && path !== '/api/1/inspect',
  ),
]

describe('the report on a company with a history', () => {
  let world: World
  let browser: Browser
  beforeAll(async () => {
    world = await startWorld({ source: 'breekijzer' })
    browser = await connect(world)
  })
  afterAll(() => world.stop())

  it('says beforehand what the first synchronisation will book and hold, to the cent, and writes nothing', async () => {
    // A choice of a person's own, so that it shows on both sides.
    const ledger = [{ administration: '1', revenueGroup: 'revenuegroup:0000000000000bad', account: '8010' }]
    await saveMapping(world.flows, await browser.setup(), { ledger, vat: [] })
    const report = await browser.report()
    expect(writesIn(world)).toEqual([])
    const [pair] = report.administrations
    expect(pair).toMatchObject({ name: 'Breekijzer B.V.', companyProfile: 'Breekijzer B.V.' })
    const held = report.findings.reduce((sum, { count }) => sum + count, 0)
    expect(pair?.inScope.count).toBe((pair?.ready.count ?? 0) + held)
    expect(pair?.ready.count).toBeGreaterThan(50)
    expect(report.sharedEmails).toEqual([{ email: 'inkoop@dubbelop.example', count: 2 }])
    expect(report.groupsOnDefault).toEqual(['8999 Bestaat niet in Minox'])

    await confirmReport(world.flows, await browser.setup())
    const owner = {
      kind: 'new',
      email: 'eigenaar@klant.example',
      isConfirmed: true,
      locale: 'nl',
      device: null,
    } as const
    const outcome = await installSetup(world.flows, await browser.setup(), owner)
    if (outcome.kind !== 'installed' || outcome.first === null) throw new Error('It was installed')
    expect(writesIn(world)).toEqual([])
    const { workspaceId, runId } = outcome.first
    const key = { workspaceId, combiId: outcome.combiId }
    const finish = async (run: string) => {
      for (let done = false; !done;) {
        const slice = await runSyncSlice(world.flows, { ...key, runId: run })
        world.clock.advance(slice.waitMs)
        done = slice.done
      }
    }
    const invoices = () => withWorkspace(world.flows.db, workspaceId, ({ tx }) => tx.invoice.findMany())
    await finish(runId)
    const imported = await invoices()
    expect(imported).toHaveLength(pair?.inScope.count ?? 0)
    expect(sumCents(imported.map(({ grossCents }) => Number(grossCents)))).toBe(pair?.inScope.grossCents)
    // Oldest first, as the report counts invoices that share a number.
    const ids = imported.toSorted((one, other) => one.issuedOn.getTime() - other.issuedOn.getTime()).map(({ id }) => id)
    const before = entriesIn(world.minox).length
    await offerInvoices(world.flows, { workspaceId, userId: world.flows.newId(), ids, bookingDate: null })
    const asked = await requestSync(world.flows, { ...key, userId: null, trigger: 'manual' })
    if (!asked.ok) throw new Error(asked.reason)
    await finish(asked.runId)
    const after = await invoices()
    const booked = after.filter(({ state }) => state === 'booked')
    expect([booked.length, sumCents(booked.map(({ grossCents }) => Number(grossCents)))]).toEqual([
      pair?.ready.count,
      pair?.ready.grossCents,
    ])
    expect(entriesIn(world.minox).length - before).toBe(pair?.ready.count)
    const reasons: Record<string, number> = {}
    for (const { state, reasonCode } of after)
      if (state !== 'booked') reasons[reasonCode ?? state] = (reasons[reasonCode ?? state] ?? 0) + 1
    const foretold: Record<string, number> = {}
    for (const { reason, count } of report.findings) foretold[reason.code] = (foretold[reason.code] ?? 0) + count
    expect(reasons).toEqual(foretold)
  })
})

describe('the readiness check', () => {
  let world: World
  let browser: Browser
  beforeEach(async () => {
    world = await startWorld()
  })
  afterEach(() => world.stop())

  it('tells of numbers that collide, debtors without an address, years that are missing and what cannot be read', async () => {
    const silent = newCustomer(world.simplicate, { name: 'Zonder Adres B.V.', email: null })
    sendInvoice(world.simplicate, { number: 'F0012', on: '2026-03-01' })
    sendInvoice(world.simplicate, { number: 'F12', on: '2026-03-02', to: silent })
    sendInvoice(world.simplicate, { number: 'F2030-1', on: '2030-02-01' })
    const { id } = sendInvoice(world.simplicate, { number: 'F13', on: '2026-03-03' })
    world.simplicate.environment().overlay('invoices', id, { total_vat: 'niet te lezen' })
    sendInvoice(world.simplicate, { number: 'GB1', on: '2026-03-03', profile: 2 })
    browser = await connect(world)
    const report = await browser.report()
    expect(report).toMatchObject({
      collidingNumbers: [{ booksNumber: 12, numbers: ['F0012', 'F12'] }],
      debtorsWithoutEmail: { count: 1, examples: ['Zonder Adres B.V.'] },
      missingYears: [{ administration: 'Breekijzer B.V.', firstDay: '2030-02-01', lastDay: '2030-02-01', count: 1 }],
      unreadable: { count: 1, examples: ['F13'] },
      administrations: [{ inScope: { count: 3, grossCents: 36_300 }, ready: { count: 1, grossCents: 12_100 } }],
    })
    expect(report.findings.map(({ reason, count, examples }) => [reason.code, count, examples])).toEqual([
      ['number-collision', 1, ['F12']],
      ['fiscal-year-unknown', 1, ['F2030-1']],
    ])
  })

  it('tells of customers without the VAT number that their invoices ask for, in no more calls than without them', async () => {
    const [without, malformed, good] = [null, 'NL123456789B90', 'NL123456782B90'].map((vatNumber) =>
      newCustomer(world.simplicate, { vatNumber }),
    )
    for (const to of [without, malformed, good])
      if (to !== undefined) sendInvoice(world.simplicate, { to, lines: [{ kind: 'reversed' }] })
    if (without !== undefined) sendInvoice(world.simplicate, { to: without })
    browser = await connect(world)
    world.simplicate.forget()
    const report = await browser.report()
    expect(report.findings.map(({ reason, count }) => [reason.code, count])).toEqual([
      ['vat-number-missing', 1],
      ['vat-number-malformed', 1],
    ])
    expect(report.administrations[0]?.ready.count).toBe(2)
    expect(world.simplicate.journal().filter(({ path }) => path.startsWith('crm/organization'))).toHaveLength(1)
  })

  it('reads on in parts, can be left and returned to, and says how far it is', async () => {
    for (let sent = 0; sent < 25; sent += 1) sendInvoice(world.simplicate)
    browser = await connect(world)
    world.clock.advance(10 * 60_000)
    let calls = 0
    const progress: number[] = []
    for (;;) {
      world.simplicate.forget()
      world.minox.world.requests.length = 0
      const read = await readOn(world.flows, await browser.setup())
      calls = world.simplicate.journal().length + world.minox.world.requests.length
      // The last of them may be a list of some pages.
      expect(calls).toBeLessThanOrEqual(20)
      progress.push(read.progress.invoicesRead)
      if (read.report !== null) break
      await expect(confirmReport(world.flows, await browser.setup())).rejects.toBeInstanceOf(SetupIncomplete)
    }
    expect(progress.at(-1)).toBe(25)
    world.simplicate.forget()
    expect((await readOn(world.flows, await browser.setup())).report).not.toBeNull()
    expect(world.simplicate.journal()).toEqual([])
  })

  it('waits when a vendor asks for it, and keeps what it has', async () => {
    sendInvoice(world.simplicate)
    browser = await connect(world)
    world.clock.advance(10 * 60_000)
    world.simplicate.fault({ mode: 'status', status: 429, retryAfterSeconds: 30, match: { path: 'crm/organization' } })
    const paused = await readOn(world.flows, await browser.setup())
    expect(paused).toEqual({ progress: { invoicesRead: 1, debtorsRead: 0, waitMs: 30_000 }, report: null })
    world.clock.advance(30_000)
    expect(await browser.report()).toMatchObject({ administrations: [{ ready: { count: 1 } }] })
  })

  it('begins anew with other answers, and two windows of one browser do not count twice', async () => {
    for (let sent = 0; sent < 3; sent += 1) sendInvoice(world.simplicate, { on: '2026-02-01' })
    browser = await connect(world)
    const setup = await browser.setup()
    await Promise.all([readOn(world.flows, setup), readOn(world.flows, setup)])
    expect((await browser.report()).administrations[0]?.inScope.count).toBe(3)
    await confirmReport(world.flows, await browser.setup())
    await browser.answer()
    expect((await browser.setup()).confirmedAt).not.toBeNull()
    await browser.answer({ invoicesFrom: '2026-02-02' })
    expect(await browser.setup()).toMatchObject({ readiness: null, confirmedAt: null })
    expect((await browser.report()).administrations[0]?.inScope.count).toBe(0)
    await saveMapping(world.flows, await browser.setup(), {
      ledger: [{ administration: '1', revenueGroup: 'revenuegroup:0000000000000bad', account: '8000' }],
      vat: [],
    })
    expect((await browser.setup()).readiness).toBeNull()
  })
})
