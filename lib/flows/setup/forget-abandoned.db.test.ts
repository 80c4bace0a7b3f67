import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withSystem } from '@/lib/db/client'
import { startWorld, type World } from '../testing'
import { forgetAbandonedSetups } from './forget-abandoned'
import { installSetup } from './install'
import { onlyFirst, openBrowser, type Browser } from './testing-wizard'

const weekMs = 7 * 24 * 60 * 60_000

let world: World
let browser: Browser
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())
beforeEach(async () => {
  browser = await openBrowser(world)
  await browser.connectKey()
  await browser.consent('books')
})

const countIn = (workspaceId: string) =>
  withSystem(world.flows.db, async (tx) => [
    await tx.workspace.count({ where: { id: workspaceId } }),
    await tx.setup.count({ where: { workspaceId } }),
    await tx.connection.count({ where: { workspaceId } }),
    await tx.consentAttempt.count({ where: { workspaceId } }),
  ])

describe('a way through the wizard that nobody came back for', () => {
  it('is removed after seven days with its secrets and its workspace, and not before', async () => {
    const { workspaceId } = await browser.setup()
    world.clock.advance(weekMs - 1)
    expect(await forgetAbandonedSetups(world.flows)).toEqual({ removed: 0 })
    expect(await countIn(workspaceId)).toEqual([1, 1, 2, 1])
    world.clock.advance(1)
    await expect(browser.setup()).rejects.toThrow('gone')
    expect(await forgetAbandonedSetups(world.flows)).toEqual({ removed: 1 })
    expect(await countIn(workspaceId)).toEqual([0, 0, 0, 0])
  })

  it('that became a combi leaves its combi, its people and its accounts alone', async () => {
    await browser.confirm({ administrations: onlyFirst, defaultRevenueAccount: '8090' })
    const setup = await browser.setup()
    const owner = {
      kind: 'new',
      email: 'eigenaar@klant.example',
      isConfirmed: true,
      locale: 'nl',
      device: null,
    } as const
    expect(await installSetup(world.flows, setup, owner)).toMatchObject({ kind: 'installed' })
    world.clock.advance(weekMs)
    expect(await forgetAbandonedSetups(world.flows)).toEqual({ removed: 1 })
    expect(await countIn(setup.workspaceId)).toEqual([1, 0, 2, 0])
    const left = await withSystem(world.flows.db, async (tx) => [await tx.combi.count(), await tx.membership.count()])
    expect(left).toEqual([1, 1])
  })
})
