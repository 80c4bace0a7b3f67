import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withWorkspace } from '../client'
import { createTestDatabase, type TestDatabase } from '../testing'
import { parseCursor, type Cursor } from './keyset'
import { readRunItemsPage, type RunItemFilter } from './run-items-page'
import { seedCombi, seedInvoice, seedRun, seedRunItem, seedWorkspace } from './testing'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

type Combi = { workspaceId: string; combiId: string }

const open: RunItemFilter = { outcome: null, kind: null, reasonCode: null, words: null, since: null, until: null }

const readPage = (
  combi: Combi,
  filter: Partial<RunItemFilter>,
  { cursor = null, size = 50 }: { cursor?: Cursor | null; size?: number } = {},
) =>
  withWorkspace(database.db, combi.workspaceId, (scope) =>
    readRunItemsPage(scope, { combiId: combi.combiId, filter: { ...open, ...filter }, cursor, size }),
  )

/** From one end of the log to the other, page by page: forwards from the newest, then back again from the last page. */
const walk = async (combi: Combi, filter: Partial<RunItemFilter>, size: number) => {
  const there: string[] = []
  let page = await readPage(combi, filter, { size })
  for (;;) {
    there.push(...(page?.items ?? []).map(({ id }) => id))
    if (page === null || page.nextCursor === null) break
    page = await readPage(combi, filter, { cursor: parseCursor(page.nextCursor), size })
  }
  const back: string[] = (page?.items ?? []).map(({ id }) => id)
  while (page !== null && page.previousCursor !== null) {
    page = await readPage(combi, filter, { cursor: parseCursor(page.previousCursor), size })
    back.unshift(...(page?.items ?? []).map(({ id }) => id))
  }
  return { there, back }
}

const dayMs = 86_400_000
const begin = Date.UTC(2025, 8, 3)
/** More than a search looks at in the order of time, so that it has to use its index as well. */
const rowCount = 4_000
const spanDays = 270

const kinds = ['invoice', 'payment', 'debtor'] as const
const outcomes = ['booked', 'booked', 'booked', 'registered', 'action', 'failed', 'note'] as const
const names = ['Jansen & Zn.', 'De Vries-Bakker B.V.', 'Café 100% Goed', 'Weer_en_Wind', 'O’Neil, Smit', null] as const
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

/** One record; several share their instant, and one month long ago is full of a name that is nowhere else. */
const rowOf = (n: number) => {
  const at = new Date(begin + Math.floor((Math.floor(n / 3) * 3 * spanDays * dayMs) / rowCount))
  const isOfMonth = at.getUTCFullYear() === 2025 && at.getUTCMonth() === 9
  return {
    id: randomUUID(),
    at,
    kind: pick(kinds, n * 7 + Math.floor(n / 11)),
    outcome: pick(outcomes, n * 5 + Math.floor(n / 13)),
    reasonCode: n % 4 === 0 ? (n % 8 === 0 ? 'period-closed' : 'not-answered') : null,
    label: `${String(at.getUTCFullYear())}-${String(n).padStart(6, '0')}`,
    debtorName: isOfMonth && n % 2 === 0 ? 'Oudejans Holding' : pick(names, n * 3 + Math.floor(n / 17)),
  }
}

describe('the records of a log', () => {
  let combi: Combi
  let rows: ReturnType<typeof rowOf>[]
  beforeAll(async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    combi = await seedCombi(database.db, workspaceId)
    const [own, other] = [combi, await seedCombi(database.db, workspaceId)]
    const stranger = await seedWorkspace(database.db)
    const strangers = await seedCombi(database.db, stranger.workspaceId)
    rows = Array.from({ length: rowCount }, (_, n) => rowOf(n))
    for (const one of [own, other, strangers]) {
      const { id: runId } = await seedRun(database.db, one)
      await withWorkspace(database.db, one.workspaceId, ({ tx }) =>
        tx.runItem.createMany({
          data: (one === own ? rows : rows.slice(0, 300).map((row) => ({ ...row, id: randomUUID() }))).map((row) => ({
            ...row,
            ...one,
            runId,
          })),
        }),
      )
    }
  })

  const expected = (filter: Partial<RunItemFilter>): string[] => {
    const { outcome, kind, reasonCode, words, since, until } = { ...open, ...filter }
    return rows
      .filter(
        (row) =>
          (outcome === null || row.outcome === outcome) &&
          (kind === null || row.kind === kind) &&
          (reasonCode === null || row.reasonCode === reasonCode) &&
          (since === null || row.at >= since) &&
          (until === null || row.at < until) &&
          (words === null || `${row.label} ${row.debtorName ?? ''}`.toLowerCase().includes(words.toLowerCase())),
      )
      .toSorted((one, two) => two.at.getTime() - one.at.getTime() || (one.id < two.id ? 1 : -1))
      .map(({ id }) => id)
  }

  const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
  const instant = fc.integer({ min: -5, max: spanDays + 5 }).map((day) => new Date(begin + day * dayMs))
  const filters: fc.Arbitrary<RunItemFilter> = fc.record({
    outcome: orNull(fc.constantFrom('booked', 'registered', 'action', 'failed', 'updated')),
    kind: orNull(fc.constantFrom(...kinds)),
    reasonCode: orNull(fc.constantFrom('period-closed', 'not-answered')),
    words: fc.option(
      fc.constantFrom(
        ...[
          'jansen',
          'oudejans',
          'OUDEJANS hold',
          's-bak',
          '100% G',
          'r_en_w',
          '2025-',
          '2026-0',
          '001234',
          'zn. ',
          'é 1',
        ],
        ...['is er niet', '2025_0', '%%%', '\\\\\\', 'o’neil, s'],
      ),
      { nil: null, freq: 4 },
    ),
    since: orNull(instant),
    until: orNull(instant),
  })

  it('come page by page, there and back: all that meet the filter in order, and none twice', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 60, max: 400 }), async (filter, size) => {
        const all = expected(filter)
        expect(await walk(combi, filter, size)).toEqual({ there: all, back: all })
      }),
      { numRuns: 40 },
    )
  })

  it.each(['oudejans', 'jansen', '2025-0', 'is er niet'])('are all found by their words: %s', async (words) => {
    const all = expected({ words })
    expect(await walk(combi, { words }, 300)).toEqual({ there: all, back: all })
  })

  it('go on from a place in the middle when new ones come meanwhile', async () => {
    const first = await readPage(combi, { words: 'jansen' }, { size: 20 })
    const { id: runId } = await seedRun(database.db, combi)
    const added = { ...combi, runId, at: new Date('2027-01-01'), debtorName: 'Jansen & Zn.', id: randomUUID() }
    const { id } = await seedRunItem(database.db, { workspaceId: combi.workspaceId, runId }, added)
    const second = await readPage(
      combi,
      { words: 'jansen' },
      { cursor: parseCursor(first?.nextCursor ?? ''), size: 20 },
    )
    expect([...(first?.items ?? []), ...(second?.items ?? [])].map((item) => item.id)).toEqual(
      expected({ words: 'jansen' }).slice(0, 40),
    )
    expect((await readPage(combi, { words: 'jansen' }))?.items[0]?.id).toBe(id)
    await withWorkspace(database.db, combi.workspaceId, ({ tx }) => tx.runItem.delete({ where: { id } }))
  })

  it('are not there for a stranger, not even for one who asks the database’s own search', async () => {
    const stranger = await seedWorkspace(database.db)
    expect(await readPage({ ...stranger, combiId: combi.combiId }, {})).toBeNull()
    const search = (workspaceId: string) =>
      withWorkspace(
        database.db,
        workspaceId,
        ({ tx }) => tx.$queryRaw<{ id: string }[]>`
          SELECT id FROM search_log(${combi.combiId}::uuid, 'jansen', NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, 5)`,
      )
    expect(await search(stranger.workspaceId)).toEqual([])
    expect(await search(combi.workspaceId)).toHaveLength(5)
    const outside = database.db.prisma.$queryRaw`
      SELECT id FROM search_log(${combi.combiId}::uuid, 'jansen', NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, 5)`
    await expect(outside).rejects.toThrow(/permission denied/)
  })

  it('leave the rest of a transaction as it was when they were searched', async () => {
    const settings = await withWorkspace(database.db, combi.workspaceId, async ({ tx }) => {
      const read = () => tx.$queryRaw`
        SELECT name, setting FROM pg_settings
        WHERE name IN ('enable_indexscan', 'enable_seqscan', 'jit', 'search_path', 'role') ORDER BY name`
      const before = await read()
      await tx.$queryRaw`
        SELECT id FROM search_log(${combi.combiId}::uuid, 'is er niet', NULL, NULL, NULL, NULL, NULL, NULL, NULL, true, 5)`
      return { before, after: await read() }
    })
    expect(settings.after).toEqual(settings.before)
  })
})

describe('a search of a log', () => {
  /** Where a word is: from one day to another, in every so many records. */
  const burst = fc.record({
    from: fc.integer({ min: 0, max: spanDays }),
    days: fc.constantFrom(1, 2, 11, 40, spanDays),
    every: fc.constantFrom(1, 2, 7, 60, 900),
  })

  /** A look at every record, one by one, by the database itself. */
  const plainScan = ({ workspaceId, combiId }: Combi, words: string) =>
    withWorkspace(database.db, workspaceId, async ({ tx }) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM "RunItem" WHERE "combiId" = ${combiId}::uuid
          AND strpos(lower(label || ' ' || coalesce("debtorName", '')), ${words}) > 0 ORDER BY at DESC, id DESC`
      return rows.map(({ id }) => id)
    })

  it('finds exactly what a plain scan finds, wherever the words are and from either end', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    await fc.assert(
      fc.asyncProperty(fc.array(burst, { minLength: 6, maxLength: 6 }), async (bursts) => {
        const combi = await seedCombi(database.db, workspaceId)
        const { id: runId } = await seedRun(database.db, combi)
        const places = JSON.stringify(bursts.map((one, at) => ({ ...one, word: `plaats${String(at)}x` })))
        await withWorkspace(
          database.db,
          workspaceId,
          ({ tx }) => tx.$executeRaw`
            INSERT INTO "RunItem" (id, "workspaceId", "combiId", "runId", at, kind, outcome, label)
            SELECT gen_random_uuid(), ${workspaceId}::uuid, ${combi.combiId}::uuid, ${runId}::uuid,
              ${new Date(begin)}::timestamptz + n * interval '1 day' * ${spanDays}::int / ${rowCount}::int, 'invoice', 'booked',
              'factuur ' || n || coalesce((
                SELECT string_agg(word, ' ') FROM jsonb_to_recordset(${places}::jsonb) AS p("from" int, days int, every int, word text)
                WHERE n % every = 0 AND n * ${spanDays}::int / ${rowCount}::int BETWEEN "from" AND "from" + days - 1), '')
            FROM generate_series(1, ${rowCount}::int) AS n`,
        )
        for (const word of [...bursts.keys()].map((at) => `plaats${String(at)}x`)) {
          const all = await plainScan(combi, word)
          expect(await walk(combi, { words: word }, 500)).toEqual({ there: all, back: all })
        }
      }),
      { numRuns: 6 },
    )
  })

  it('finds all of what stands so close together that a sample over the whole log passes it by', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const combi = await seedCombi(database.db, workspaceId)
    const { id: runId } = await seedRun(database.db, combi)
    // A record a second, within hours: more than is taken at once, and for one more than even a closer look takes.
    const imports = [0.21, 0.33, 0.47, 0.58].map((share, at) => ({ share, count: at === 3 ? 8100 : 800 }))
    const places = JSON.stringify(imports.map((one, at) => ({ ...one, word: `inlees${String(at)}x` })))
    await withWorkspace(
      database.db,
      workspaceId,
      ({ tx }) => tx.$executeRaw`
        INSERT INTO "RunItem" (id, "workspaceId", "combiId", "runId", at, kind, outcome, label)
        SELECT gen_random_uuid(), ${workspaceId}::uuid, ${combi.combiId}::uuid, ${runId}::uuid, at, 'invoice', 'booked', label
        FROM (
          SELECT ${new Date(begin)}::timestamptz + n * interval '1 day' * ${spanDays}::int / ${rowCount}::int, 'factuur ' || n
          FROM generate_series(1, ${rowCount}::int) AS n
          UNION ALL
          SELECT ${new Date(begin)}::timestamptz + share * interval '1 day' * ${spanDays}::int + n * interval '1 second',
            'factuur ' || n || word
          FROM jsonb_to_recordset(${places}::jsonb) AS p(share float, count int, word text), generate_series(1, count) AS n
        ) AS made(at, label)`,
    )
    for (const word of [...imports.keys()].map((at) => `inlees${String(at)}x`)) {
      const all = await plainScan(combi, word)
      expect(await walk(combi, { words: word }, 500)).toEqual({ there: all, back: all })
    }
  })
})

describe('a record', () => {
  it('tells how its invoice stands now, and how many wait with the same cause', async () => {
    const { workspaceId } = await seedWorkspace(database.db)
    const combi = await seedCombi(database.db, workspaceId)
    const { id: runId } = await seedRun(database.db, combi)
    const held = { state: 'failed' as const, reasonCode: 'books-refused', attempts: 2 }
    const first = await seedInvoice(database.db, combi, { ...held, sourceUrl: 'https://breekijzer.simplicate.nl/1' })
    await seedInvoice(database.db, combi, held)
    const booked = await seedInvoice(database.db, combi, { state: 'booked' })
    for (const [n, { id: invoiceId }] of [first, booked].entries())
      await seedRunItem(
        database.db,
        { workspaceId, runId },
        { invoiceId, outcome: 'failed', reasonCode: 'books-refused', at: new Date(Date.UTC(2026, 2, 1, 12, n)) },
      )
    const page = await readPage(combi, { reasonCode: 'books-refused' })
    expect(page?.items.map(({ invoice }) => invoice)).toMatchObject([
      { state: 'booked' },
      { state: 'failed', attempts: 2, sourceUrl: 'https://breekijzer.simplicate.nl/1' },
    ])
    expect(page?.waiting).toEqual({ 'books-refused': 2 })
  })
})
