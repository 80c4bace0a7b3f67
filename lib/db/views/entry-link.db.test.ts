import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { getEnv } from '@/lib/platform/env'
import { withWorkspace } from '../client'
import { createTestDatabase, type TestDatabase } from '../testing'
import { readRunItemsPage } from './run-items-page'
import { seedCombi, seedInvoice, seedRun, seedRunItem, seedWorkspace } from './testing'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const filter = { outcome: null, kind: null, reasonCode: null, words: null, since: null, until: null }

it('a record of a booked invoice leads to its entry where the operator says how, and nowhere otherwise', async () => {
  const { workspaceId } = await seedWorkspace(database.db)
  const combi = await seedCombi(database.db, workspaceId)
  const { id: runId } = await seedRun(database.db, combi)
  const entryId = randomUUID()
  const booked = await seedInvoice(database.db, combi, { state: 'booked', entryId, booksNumber: 2026001n })
  const waiting = await seedInvoice(database.db, combi, { number: '2026-002' })
  for (const { id } of [booked, waiting]) await seedRunItem(database.db, { workspaceId, runId }, { invoiceId: id })
  const linksOf = async () => {
    const page = await withWorkspace(database.db, workspaceId, (scope) =>
      readRunItemsPage(scope, { combiId: combi.combiId, filter, cursor: null, size: 10 }),
    )
    return page?.items.map(({ invoice }) => invoice?.booksUrl).toSorted()
  }
  expect(await linksOf()).toEqual([null, null])
  const env = getEnv()
  const { entryUrlTemplates } = env
  onTestFinished(() => {
    env.entryUrlTemplates = entryUrlTemplates
  })
  env.entryUrlTemplates = { minox: 'https://books.example/{administration}/{number}/{entry}' }
  expect(await linksOf()).toEqual([`https://books.example/1/2026001/${entryId}`, null])
})
