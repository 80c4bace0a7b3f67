import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openChangeFeed, type ChangeFeed } from './changes'
import { withWorkspace } from './client'
import { createTestDatabase, type TestDatabase } from './testing'
import { seedCombi, seedInvoice, seedRun, seedWorkspace } from './views/testing'

let database: TestDatabase
let feed: ChangeFeed
const heard: string[] = []
const waiting = new Map<string, () => void>()

beforeAll(async () => {
  database = await createTestDatabase()
  feed = await openChangeFeed(database.url, (workspaceId) => {
    heard.push(workspaceId)
    waiting.get(workspaceId)?.()
  })
})
afterAll(async () => {
  await feed.close()
  await feed.lost
  await database.drop()
})

/** Everything said so far has been heard once the sentence that was said last has. */
const hearAll = async (): Promise<string[]> => {
  const mark = randomUUID()
  const isHeard = new Promise<void>((resolve) => waiting.set(mark, resolve))
  await database.db.prisma.$executeRaw`SELECT pg_notify('portal_change', ${mark})`
  await isHeard
  return heard.splice(0).filter((word) => word !== mark)
}

describe('what the database says when something changed', () => {
  it('names the workspace of a run, a combi and an invoice, once for each transaction', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const combi = await seedCombi(database.db, workspaceId)
    const invoice = await seedInvoice(database.db, combi)
    expect(new Set(await hearAll())).toEqual(new Set([workspaceId]))
    await seedRun(database.db, combi)
    expect(await hearAll()).toEqual([workspaceId])
    await withWorkspace(database.db, workspaceId, async ({ tx }) => {
      await tx.combi.update({ where: { id: combi.combiId, workspaceId }, data: { state: 'paused' } })
      await tx.invoice.update({ where: { id: invoice.id, workspaceId }, data: { state: 'ignored' } })
    })
    expect(await hearAll()).toEqual([workspaceId])
  })

  it('says nothing of a transaction that was taken back, nor of a change that nobody sees', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const combi = await seedCombi(database.db, workspaceId)
    await hearAll()
    const undone = withWorkspace(database.db, workspaceId, async ({ tx }) => {
      await tx.combi.update({ where: { id: combi.combiId, workspaceId }, data: { state: 'paused' } })
      throw new Error('taken back')
    })
    await expect(undone).rejects.toThrow('taken back')
    await withWorkspace(database.db, workspaceId, ({ tx }) =>
      tx.combi.update({
        where: { id: combi.combiId, workspaceId },
        data: { invoiceCheckpoint: '2026-03-01 00:00:00' },
      }),
    )
    expect(await hearAll()).toEqual([])
  })
})
