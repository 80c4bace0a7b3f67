import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addAuditEntry, type AuditDeed } from '../audit'
import { withWorkspace, type Scope } from '../client'
import { createTestDatabase, type TestDatabase } from '../testing'
import { listAuditActors, readAuditPage, type AuditFilter } from './audit-page'
import { parseCursor } from './keyset'
import { seedWorkspace } from './testing'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const everything: AuditFilter = { kind: null, actor: null, from: null, before: null }
const minute = (count: number) => new Date(Date.UTC(2026, 10, 25, 8, count))

const startLog = async () => {
  const { workspaceId, userId, email } = await seedWorkspace(database.db)
  const inLog = <T>(work: (scope: Scope) => Promise<T>) => withWorkspace(database.db, workspaceId, work)
  const owner = { id: userId, email }
  const add = (deed: Partial<AuditDeed> & Pick<AuditDeed, 'at'>) =>
    inLog((scope) => addAuditEntry(scope, { kind: 'member-left', actor: owner, ...deed }))
  return { workspaceId, owner, add, inLog }
}

describe('the audit log', () => {
  it('is read in pages, back and forth, without missing or repeating what happened at the same moment', async () => {
    const { add, inLog } = await startLog()
    for (let count = 0; count < 11; count += 1) await add({ at: minute(Math.floor(count / 4)) })
    const read = (text: string | null) =>
      inLog((scope) =>
        readAuditPage(scope, { filter: everything, cursor: text === null ? null : parseCursor(text), size: 3 }),
      )
    const forth: string[][] = []
    let page = await read(null)
    forth.push(page.items.map(({ id }) => id))
    while (page.nextCursor !== null) {
      page = await read(page.nextCursor)
      forth.push(page.items.map(({ id }) => id))
    }
    expect(new Set(forth.flat()).size).toBe(11)
    const back = [forth.at(-1) ?? []]
    while (page.previousCursor !== null) {
      page = await read(page.previousCursor)
      back.unshift(page.items.map(({ id }) => id))
    }
    expect(back).toEqual(forth)
  })

  it('is narrowed to a kind, a person, the portal itself, and a period', async () => {
    const { add, inLog, owner } = await startLog()
    await add({ at: minute(1), kind: 'member-joined' })
    await add({ at: minute(2), actor: null })
    await add({ at: minute(3), actor: { ...owner, email: 'later@breekijzer.nl' } })
    const minutesOf = async (filter: Partial<AuditFilter>) => {
      const page = await inLog((scope) =>
        readAuditPage(scope, { filter: { ...everything, ...filter }, cursor: null, size: 25 }),
      )
      return page.items.map(({ at }) => new Date(at).getUTCMinutes())
    }
    expect(await minutesOf({})).toEqual([3, 2, 1])
    expect(await minutesOf({ kind: 'member-joined' })).toEqual([1])
    expect(await minutesOf({ actor: owner.id })).toEqual([3, 1])
    expect(await minutesOf({ actor: 'portal' })).toEqual([2])
    expect(await minutesOf({ from: minute(2) })).toEqual([3, 2])
    expect(await minutesOf({ from: minute(1), before: minute(3) })).toEqual([2, 1])
    expect(await minutesOf({ kind: 'member-left', actor: owner.id, from: minute(1) })).toEqual([3])
    expect(await inLog(listAuditActors)).toEqual([{ id: owner.id, email: 'later@breekijzer.nl' }])
  })

  it('tells nothing of another workspace', async () => {
    const { add } = await startLog()
    await add({ at: minute(1) })
    const other = await startLog()
    const page = await other.inLog((scope) => readAuditPage(scope, { filter: everything, cursor: null, size: 25 }))
    expect(page).toEqual({ items: [], nextCursor: null, previousCursor: null })
    expect(await other.inLog(listAuditActors)).toEqual([])
  })

  it('is never rewritten', async () => {
    const { add, inLog, workspaceId } = await startLog()
    await add({ at: minute(1) })
    await expect(
      inLog(({ tx }) => tx.auditEntry.updateMany({ where: { workspaceId }, data: { actorEmail: 'x' } })),
    ).rejects.toThrow()
    await expect(inLog(({ tx }) => tx.auditEntry.deleteMany({ where: { workspaceId } }))).rejects.toThrow()
  })
})
