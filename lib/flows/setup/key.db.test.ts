import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { startWorld, type World } from '../testing'
import { openBrowser, type Browser } from './testing-wizard'

let world: World
let browser: Browser
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(async () => {
  browser = await openBrowser(world)
})

const connections = async () =>
  withWorkspace(world.flows.db, (await browser.setup()).workspaceId, ({ tx }) => tx.connection.findMany())

describe('a key of the customer', () => {
  it('connects the source and proves no address; its last day is remembered', async () => {
    await browser.connectKey({ expiresOn: '2027-05-31', typed: 'https://breekijzer.simplicate.nl/' })
    expect(await browser.setup()).toMatchObject({
      source: { accountRef: 'breekijzer', expiresOn: '2027-05-31' },
      sourceEmail: null,
      isSourceEmailProven: false,
    })
  })

  it('replaces an earlier consent, with the address that it proved', async () => {
    await browser.consent('source')
    await browser.connectKey()
    expect(await browser.setup()).toMatchObject({ sourceEmail: null, isSourceEmailProven: false })
    expect(await connections()).toHaveLength(1)
  })

  it.each([
    ['that Simplicate does not know', { secret: 'verkeerd' }, { code: 'key-refused' }],
    ['of which the day has passed', { secret: 'verkeerd', expiresOn: '2026-11-24' }, { code: 'key-expired' }],
    ['for what is no name', { typed: 'kwaad.example' }, { code: 'domain-invalid' }],
    ['for an environment that does not exist', { typed: 'bestaatniet' }, { code: 'environment-unknown' }],
  ])('%s is not kept', async (_what, key, problem) => {
    await expect(browser.connectKey(key)).rejects.toMatchObject({ name: 'SetupProblem', ...problem })
    expect(await connections()).toEqual([])
  })

  it('without the right to a module is not kept, and the module is named', async () => {
    world.simplicate.change((tenant) => {
      tenant.denials = [{ path: 'sales/revenuegroup', method: null }]
    })
    await expect(browser.connectKey()).rejects.toMatchObject({ code: 'rights-missing', right: 'revenueGroups' })
    world.simplicate.change((tenant) => {
      tenant.denials = []
    })
    expect(await connections()).toEqual([])
  })

  it.each([
    ['does not answer', { mode: 'status', status: 503 }, { code: 'vendor-unavailable' }],
    [
      'asks to wait',
      { mode: 'status', status: 429, retryAfterSeconds: 40 },
      { code: 'vendor-busy', retryAfterMs: 40_000 },
    ],
    ['leads elsewhere, as to its own site', { mode: 'status', status: 302 }, { code: 'environment-unknown' }],
  ] as const)('while Simplicate %s is not kept, and nothing is said about the key', async (_what, fault, problem) => {
    world.simplicate.fault(fault)
    await expect(browser.connectKey()).rejects.toMatchObject(problem)
    world.simplicate.clearFaults()
    world.clock.advance(60_000)
    expect(await connections()).toEqual([])
    await browser.connectKey()
  })

  it('is nowhere to be read in what is stored, nor in an error', async () => {
    await browser.connectKey()
    const stored = (await connections()).map((row) => [
      ...Object.values(row).map(String),
      Buffer.from(row.sealedSecret).toString('latin1'),
    ])
    expect(JSON.stringify(stored)).not.toMatch(/demo-(?:key|secret)/)
    const error: unknown = await browser.connectKey({ secret: 'geheim-getypt' }).catch((thrown: unknown) => thrown)
    expect(error instanceof Error ? `${error.message} ${String(error.stack)}` : '').not.toContain('geheim-getypt')
  })
})
