import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { deliverTimeline } from '@/lib/flows/deliver-timeline'
import { readReconciliation, requestReconciliation } from '@/lib/flows/reconcile-combi'
import { runSyncSlice } from '@/lib/flows/sync-combi'
import { startWorld, type World } from '@/lib/flows/testing'
import type { TestCombi } from '@/lib/flows/testing-combi'
import { messagesOn, sendInvoice } from '@/lib/flows/testing-source'

/*
 * Every background function as the owner and as a stranger: an event that names another workspace's things under a
 * workspace of one's own does nothing, and asks no vendor anything. A function that is not in this table fails the test.
 */

type Job = {
  /** Does the job's work under this workspace; true when something was done. */
  run: (workspaceId: string) => Promise<boolean>
}

let world: World
let combi: TestCombi
let stranger: TestCombi

beforeAll(async () => {
  world = await startWorld()
  combi = await world.addCombi()
  stranger = await world.addCombi()
})
afterAll(() => world.stop())

const noEvent = 'It takes nothing from its event: what is due, the database says, each row with its own workspace.'

const jobs: Record<string, (() => Promise<Job>) | string> = {
  'sync-combi': async () => {
    const runId = await combi.request()
    return {
      run: async (workspaceId) => {
        const key = { workspaceId, combiId: combi.combiId, runId }
        await runSyncSlice(world.flows, key)
        return (await combi.run(runId)).startedAt !== null
      },
    }
  },
  'deliver-timeline': async () => {
    const { number } = sendInvoice(world.simplicate)
    await combi.sync()
    await combi.ignore([number], 'al geboekt')
    return {
      run: async (workspaceId) => {
        await deliverTimeline(world.flows, { workspaceId, combiId: combi.combiId })
        return messagesOn(world.simplicate, number).length > 0
      },
    }
  },
  'reconcile-combi': async () => {
    const place = { combiId: combi.combiId, administrationRef: '1', month: '2026-10-01' }
    const asked = await requestReconciliation(world.flows, { workspaceId: combi.workspaceId, ...place })
    if (!asked.ok) throw new Error(asked.reason)
    return {
      run: async (workspaceId) => {
        const before = world.minox.world.requests.length
        await readReconciliation(world.flows, { workspaceId, reconciliationId: asked.id })
        return world.minox.world.requests.length > before
      },
    }
  },
  'pick-due-combis': noEvent,
  'deliver-mails': noEvent,
  'forget-old-mails': noEvent,
  'forget-abandoned-setups': noEvent,
}

it('the walk knows every function, and none that is gone', () => {
  const files = readdirSync(new URL('./functions/', import.meta.url)).map((file) => file.replace(/\.ts$/, ''))
  expect(Object.keys(jobs).toSorted()).toEqual(files.toSorted())
})

it.each(Object.entries(jobs).flatMap(([name, make]) => (typeof make === 'string' ? [] : [{ name, make }])))(
  '$name does nothing for a workspace that the thing does not belong to, and its work for the one it does',
  async ({ make }) => {
    const job = await make()
    const calls = () => world.simplicate.journal().length + world.minox.world.requests.length
    const before = calls()
    expect(await job.run(stranger.workspaceId)).toBe(false)
    expect(await job.run(randomUUID())).toBe(false)
    expect(calls()).toBe(before)
    expect(await job.run(combi.workspaceId)).toBe(true)
  },
)
