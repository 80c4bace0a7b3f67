import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import { seedCombi, seedWorkspace } from '@/lib/db/views/testing'
import { readStatistics, type StatisticsQuestion } from './read-statistics'

let database: TestDatabase
let owner: { workspaceId: string; combiId: string }

const day = (text: string) => new Date(`${text}T00:00:00Z`)

beforeAll(async () => {
  database = await createTestDatabase()
  const { workspaceId } = await seedWorkspace(database.db)
  owner = await seedCombi(database.db, workspaceId)
  const row = { workspaceId, combiId: owner.combiId }
  await withWorkspace(database.db, workspaceId, async ({ tx }) => {
    await tx.statDay.createMany({
      data: [
        { ...row, day: day('2026-10-31'), bookedCount: 9, bookedCents: 900n },
        { ...row, day: day('2026-10-02'), bookedCount: 4, bookedCents: 400n },
        {
          ...row,
          day: day('2026-11-01'),
          bookedCount: 1,
          failedCount: 1,
          bookedCents: 12_101n,
          offerToBookMs: 60_000n,
          offerToBookCount: 1,
        },
        {
          ...row,
          day: day('2026-11-27'),
          bookedCount: 2,
          bookedCents: -5_000n,
          offerToBookMs: 0n,
          offerToBookCount: 2,
        },
      ],
    })
    await tx.statCause.createMany({
      data: [
        { ...row, day: day('2026-11-01'), reasonCode: 'period-closed', count: 1 },
        { ...row, day: day('2026-10-02'), reasonCode: 'period-closed', count: 3 },
      ],
    })
  })
})
afterAll(() => database.drop())

const ask = (workspaceId: string, question: Partial<StatisticsQuestion> = {}) =>
  readStatistics(
    { db: database.db, now: () => new Date('2026-11-27T22:30:00Z') },
    {
      workspaceId,
      combiId: owner.combiId,
      choice: { period: 'this-month' },
      granularity: null,
      compare: 'previous',
      ...question,
    },
  )

describe('the statistics of a combi', () => {
  it('are its counts of the period, beside as many days of the one before', async () => {
    const found = await ask(owner.workspaceId)
    expect(found).toMatchObject({
      by: 'day',
      span: { from: '2026-11-01', to: '2026-11-27' },
      comparedSpan: { from: '2026-10-01', to: '2026-10-27' },
      total: { booked: 3, bookedCents: 7_101, successBasisPoints: 7_500, offerToBookMs: 20_000 },
      comparedTotal: { booked: 4, bookedCents: 400, offerToBookMs: null },
      causes: [{ code: 'period-closed', count: 1, comparedCount: 3 }],
    })
    expect(found?.parts).toHaveLength(27)
    expect(found?.parts[1]).toMatchObject({
      from: '2026-11-02',
      figures: { booked: 0 },
      compared: { figures: { booked: 4 } },
    })
  })

  it('are cut up as suits their length, or as they were asked for', async () => {
    expect((await ask(owner.workspaceId, { choice: { period: 'year' } }))?.by).toBe('month')
    const byWeek = await ask(owner.workspaceId, { granularity: 'week', compare: 'none' })
    expect(byWeek).toMatchObject({ by: 'week', comparedTotal: null })
    expect(byWeek?.parts.map(({ week }) => week)).toEqual([44, 45, 46, 47, 48])
  })

  it('are for its own workspace and for no other', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    expect(await ask(workspaceId)).toBeNull()
    expect(await ask(owner.workspaceId)).not.toBeNull()
  })
})
