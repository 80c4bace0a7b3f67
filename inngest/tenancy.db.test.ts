import type { EventPayload, InngestFunction } from 'inngest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { withWorkspace } from '@/lib/db/client'
import type { FlowContext } from '@/lib/flows/context'
import { startBulkAction } from '@/lib/flows/bulk-actions'
import { requestReconciliation } from '@/lib/flows/reconcile-combi'
import { startWorld, type World } from '@/lib/flows/testing'
import type { TestCombi } from '@/lib/flows/testing-combi'
import { messagesOn, sendInvoice } from '@/lib/flows/testing-source'
import { functions } from './index'
import { type EmbeddedApp, openEmbeddedApp, silentLog } from './testing/embedded-app'

type Ids = { workspaceId: string; combiId: string }

/** Work for one combi: something to do in it, the event that has it done, and whether it was done. */
type Prepared = { number: string; toEvent: (ids: Ids) => EventPayload; isDone: () => Promise<boolean> }
type Job = { prepare: (world: World, combi: TestCombi) => Promise<Prepared> }

/** Why a function is for all workspaces: then its event names none, so that nobody can be named wrongly. */
type ForAll = { forAll: string }

const farAhead = new Date('2030-01-01')

/** The combi with an invoice that waits for a person. */
const mirrorInvoice = async (world: World, combi: TestCombi): Promise<string> => {
  const { number } = sendInvoice(world.simplicate)
  await combi.sync()
  return number
}

const rules: Record<string, Job | ForAll> = {
  'pick-due-combis': { forAll: 'asks the database what is due, and sends an event for each with its own workspace' },
  'deliver-mails': { forAll: 'mails belong to addresses, and are sent in the order in which they were written' },
  'watch-combis': { forAll: 'looks at every combi, and mails the people of its own workspace about it' },
  'forget-old-mails': { forAll: 'removes by age' },
  'forget-old-calls': { forAll: 'removes by age' },
  'forget-abandoned-setups': { forAll: 'removes by age' },
  'sync-combi': {
    async prepare(world, combi) {
      const number = await mirrorInvoice(world, combi)
      await combi.offer([number])
      const runId = await combi.request()
      return {
        number,
        toEvent: (ids) => ({ name: 'combi/sync.requested', data: { ...ids, runId } }),
        isDone: async () => (await combi.invoice(number)).state === 'booked',
      }
    },
  },
  'bulk-action': {
    async prepare(world, combi) {
      const number = await mirrorInvoice(world, combi)
      const [invoiceId = ''] = await combi.idsOf([number])
      const { workspaceId, userId } = combi
      const asked = { workspaceId, userId, reason: null, bookingDate: null, items: [{ invoiceId, plan: null }] }
      const { id: actionId } = await startBulkAction(world.flows, { ...asked, kind: 'ignore' })
      return {
        number,
        toEvent: (ids) => ({ name: 'invoices/bulk.requested', data: { workspaceId: ids.workspaceId, actionId } }),
        isDone: async () => (await combi.invoice(number)).state === 'ignored',
      }
    },
  },
  'deliver-timeline': {
    async prepare(world, combi) {
      const number = await mirrorInvoice(world, combi)
      await combi.ignore([number], 'Dubbel verstuurd')
      return {
        number,
        toEvent: (data) => ({ name: 'combi/timeline.waiting', data }),
        isDone: () => Promise.resolve(messagesOn(world.simplicate, number).length === 1),
      }
    },
  },
  'reconcile-combi': {
    async prepare(world, combi) {
      const number = await mirrorInvoice(world, combi)
      const { workspaceId, combiId } = combi
      const month = { workspaceId, combiId, administrationRef: '1', month: '2026-11-01' }
      const asked = await requestReconciliation(world.flows, month)
      const reconciliationId = asked.ok ? asked.id : ''
      return {
        number,
        toEvent: (ids) => ({ name: 'combi/reconciliation.requested', data: { ...ids, reconciliationId } }),
        isDone: () =>
          withWorkspace(world.flows.db, workspaceId, async ({ tx }) => {
            const { state } = await tx.reconciliation.findFirstOrThrow({ where: { id: reconciliationId } })
            return state === 'done'
          }),
      }
    },
  },
}

const idOf = (made: InngestFunction.Like): string =>
  z.object({ opts: z.object({ id: z.string() }) }).parse(made).opts.id

const jobs = Object.entries(rules).flatMap(([id, rule]) => ('prepare' in rule ? [{ id, ...rule }] : []))

it('the walk knows every function, and none that is gone', () => {
  expect(Object.keys(rules).toSorted()).toEqual(functions.map(idOf).toSorted())
})

describe('work in the background', () => {
  // Where the functions find their flows: here those of a world with both sandboxes.
  const shared = globalThis as typeof globalThis & { portalFlows?: FlowContext }
  let world: World
  let app: EmbeddedApp
  let completed = 0

  beforeAll(async () => {
    world = await startWorld()
    shared.portalFlows = world.flows
    const log = {
      ...silentLog,
      debug: (_: object, message: string) => {
        if (message === 'run completed') completed += 1
      },
    }
    app = await openEmbeddedApp({
      databaseUrl: world.database.url,
      appId: 'combi-portaal',
      // Those without a schedule: nothing runs here but what these tests send.
      build: () => functions.filter((made) => jobs.some(({ id }) => id === idOf(made))),
      engine: { log },
    })
  })
  afterAll(async () => {
    await app.close()
    delete shared.portalFlows
    await world.stop()
  })

  /** Sends these and waits until each was carried out to its end. */
  const carryOut = async (events: EventPayload[]): Promise<void> => {
    const wanted = completed + events.length
    await app.client.send(events)
    await expect.poll(() => completed, { timeout: 30_000 }).toBe(wanted)
  }

  const callsToVendors = () => world.simplicate.journal().length + world.minox.world.requests.length

  it.each(jobs)(
    '$id does nothing for a workspace that names a stranger’s things, and all for their owner',
    async (job) => {
      const owner = await world.addCombi({ nextSyncAt: farAhead })
      const stranger = await world.addCombi({ nextSyncAt: farAhead })
      const { number, toEvent, isDone } = await job.prepare(world, owner)
      const before = { invoice: await owner.invoice(number), calls: callsToVendors() }

      await carryOut([
        toEvent({ workspaceId: stranger.workspaceId, combiId: owner.combiId }),
        toEvent({ workspaceId: stranger.workspaceId, combiId: stranger.combiId }),
        toEvent({ workspaceId: world.flows.newId(), combiId: owner.combiId }),
      ])
      expect({ invoice: await owner.invoice(number), calls: callsToVendors() }).toEqual(before)
      expect([await isDone(), await stranger.invoices()]).toEqual([false, []])

      await carryOut([toEvent({ workspaceId: owner.workspaceId, combiId: owner.combiId })])
      expect(await isDone()).toBe(true)
    },
  )
})
