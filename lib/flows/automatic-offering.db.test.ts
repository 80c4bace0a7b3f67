import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { startWorld, type World } from './testing'
import { entriesIn } from './testing-books'
import type { TestCombi } from './testing-combi'
import { digitsOf, sendInvoice } from './testing-source'

describe('a combi that hands invoices over by itself', () => {
  let world: World

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())

  const stateOf = async (combi: TestCombi, number: string) => (await combi.invoice(number)).state
  const offersOf = (combi: TestCombi, invoiceId: string) =>
    withWorkspace(world.flows.db, combi.workspaceId, ({ tx }) =>
      tx.invoiceEvent.findMany({ where: { invoiceId, kind: 'offered' }, select: { actorId: true } }),
    )

  it('leaves its first import to a person, and books what comes in later in the run that finds it', async () => {
    const early = sendInvoice(world.simplicate)
    const combi = await world.addCombi({ offering: 'automatic' })
    await combi.sync('schedule')
    expect(await stateOf(combi, early.number)).toBe('pending')
    const late = sendInvoice(world.simplicate)
    await combi.sync('schedule')
    expect(await stateOf(combi, late.number)).toBe('booked')
    expect(await stateOf(combi, early.number)).toBe('pending')
    expect(entriesIn(world.minox).filter(({ number }) => number === digitsOf(late.number))).toHaveLength(1)
    const { id } = await combi.invoice(late.number)
    expect(await offersOf(combi, id)).toEqual([{ actorId: null }])
    await combi.sync('schedule')
    expect(await offersOf(combi, id)).toHaveLength(1)
  })

  it('is not what a combi does unless it was told to', async () => {
    const combi = await world.addCombi()
    await combi.sync('schedule')
    const { number } = sendInvoice(world.simplicate)
    await combi.sync('schedule')
    expect(await stateOf(combi, number)).toBe('pending')
  })
})
