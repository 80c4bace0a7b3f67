import { Client } from 'pg'
import { withWorkspace, type Db } from '@/lib/db/client'
import { parseCursor, type Cursor } from '@/lib/db/views/keyset'
import { readRunItemsPage, type RunItemFilter } from '@/lib/db/views/run-items-page'
import { seedCombi, seedRun, seedWorkspace } from '@/lib/db/views/testing'
import { getEnv } from '@/lib/platform/env'

const rowCount = 1_000_000
const days = 730
const pageSize = 50
const rounds = 40

type Log = { workspaceId: string; combiId: string; newestAt: Date }

/**
 * Two years of a busy combi. `Zeldzaam` is in ten records; `Jansen` in one of fifty, always; `Oudejans` in every third of the
 * oldest three and a half months and nowhere since; `Kortstondig` in every second of eleven days a year ago.
 */
const fill = (log: Log & { runId: string }): string => `
  INSERT INTO "RunItem" (id, "workspaceId", "combiId", "runId", at, kind, ref, label, "debtorName", "amountCents", "bookingDate",
    outcome, "reasonCode", "reasonParams")
  SELECT gen_random_uuid(), '${log.workspaceId}', '${log.combiId}', '${log.runId}', at, kind, 'invoice:' || n,
    CASE WHEN kind = 'debtor' THEN debtor ELSE extract(year FROM at)::int || '-' || lpad(n::text, 7, '0') END, debtor,
    CASE WHEN kind <> 'debtor' THEN 1000 + n % 500000 END, at::date, outcome, reason,
    CASE WHEN reason IS NOT NULL THEN '{"text":"geweigerd"}'::jsonb END
  FROM (SELECT n, timestamptz '${log.newestAt.toISOString()}' - (${String(rowCount)} - n) * interval '${String(days)} days' / ${String(rowCount)} AS at,
    CASE WHEN n % 100 < 80 THEN 'invoice' WHEN n % 100 < 97 THEN 'payment' ELSE 'debtor' END AS kind,
    CASE WHEN n % 200000 = 7 THEN 'rejected' WHEN n % 1000 = 3 THEN 'failed' WHEN n % 100 = 4 THEN 'action'
      WHEN n % 50 = 5 THEN 'waiting' WHEN n % 10 = 6 THEN 'note' WHEN n % 100 < 80 THEN 'booked'
      WHEN n % 100 < 97 THEN 'registered' ELSE 'created' END AS outcome,
    CASE WHEN n % 200000 = 7 THEN 'record-unreadable' WHEN n % 1000 = 3 THEN 'books-refused'
      WHEN n % 10000 = 104 THEN 'journal-missing' WHEN n % 100 = 4 THEN 'period-closed'
      WHEN n % 50 = 5 THEN 'not-answered' WHEN n % 10 = 6 THEN 'default-account-used' END AS reason,
    CASE WHEN n % 100000 = 11 THEN 'Zeldzaam Goed B.V.' WHEN n % 50 = 9 THEN 'Jansen & Zn.'
      WHEN n < 150000 AND n % 3 = 0 THEN 'Oudejans Holding'
      WHEN n BETWEEN 500000 AND 515000 AND n % 2 = 0 THEN 'Kortstondig Middelburg'
      ELSE (ARRAY['De Vries','Bakker','Smit','Van Dijk','Mulder','Visser','De Boer','Meijer','Peters','Hendriks'])[1 + n % 10]
        || ' ' || (ARRAY['Bouw','Advies','Techniek','Transport','Zorg','Media','Logistiek'])[1 + n % 7] || ' ' || n % 1999
      END AS debtor
    FROM generate_series(1, ${String(rowCount)}) AS n) AS made`

/** A workspace with a log of a million records. Its index for words is made afterwards: row by row it takes minutes. */
const makeLog = async (db: Db): Promise<Log> => {
  const { workspaceId } = await seedWorkspace(db)
  const combi = await seedCombi(db, workspaceId, { state: 'paused' })
  const { id: runId } = await seedRun(db, combi)
  const log = { ...combi, newestAt: new Date() }
  const client = new Client({ connectionString: getEnv().databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ definition: string }>(
      `SELECT pg_get_indexdef('"RunItem_words_idx"'::regclass) AS definition`,
    )
    await client.query('DROP INDEX "RunItem_words_idx"')
    await client.query('SET ROLE portal_system')
    await client.query(fill({ ...log, runId }))
    await client.query('RESET ROLE')
    await client.query(rows[0]?.definition ?? '')
    await client.query('VACUUM ANALYZE "RunItem"')
    return log
  } finally {
    await client.end()
  }
}

const open: RunItemFilter = { outcome: null, kind: null, reasonCode: null, words: null, since: null, until: null }

const dayMs = 86_400_000

/** Each filter by itself, and the combinations that have nothing, little or much to find, lately or only long ago. */
const casesOf = ({ newestAt }: Log): Record<string, Partial<RunItemFilter>> => {
  const ago = (count: number) => new Date(newestAt.getTime() - count * dayMs)
  const week = { since: ago(400), until: ago(393) }
  return {
    outcomeCommon: { outcome: 'booked' },
    outcomeRare: { outcome: 'rejected' },
    outcomeNone: { outcome: 'updated' },
    kind: { kind: 'debtor' },
    kindOutcome: { kind: 'payment', outcome: 'waiting' },
    kindOutcomeNone: { kind: 'payment', outcome: 'action' },
    reason: { reasonCode: 'period-closed' },
    reasonRare: { reasonCode: 'journal-missing' },
    reasonOutcomeNone: { reasonCode: 'default-account-used', outcome: 'booked' },
    reasonKindNone: { reasonCode: 'default-account-used', kind: 'record' },
    period: week,
    periodReason: { ...week, reasonCode: 'period-closed' },
    periodNone: { until: ago(1000) },
    textRare: { words: 'zeldzaam' },
    textFrequent: { words: 'jansen' },
    textVeryFrequent: { words: 'bouw' },
    textOnlyLongAgo: { words: 'oudejans' },
    textBurst: { words: 'kortstondig' },
    textNone: { words: 'bestaatniet' },
    textNoneOfFrequentParts: { words: `${String(newestAt.getUTCFullYear())}-2` },
    number: { words: '0912345' },
    textOutcome: { words: 'jansen', outcome: 'booked' },
    textOutcomeRare: { words: 'bouw', outcome: 'rejected' },
    textOutcomeNone: { words: 'bouw', outcome: 'updated' },
    textLongAgoOutcomeRare: { words: 'oudejans', outcome: 'failed' },
    textLongAgoReason: { words: 'oudejans', reasonCode: 'period-closed' },
    textLongAgoPeriodSince: { words: 'oudejans', since: ago(180) },
    textPeriod: { ...week, words: 'jansen' },
  }
}

/** How long a page takes, in milliseconds, of 100 times no more than 5 longer: from its beginning on, page after page. */
const p95Of = async (db: Db, { workspaceId, combiId }: Log, filter: Partial<RunItemFilter>): Promise<number> => {
  const tookMs: number[] = []
  const read = (cursor: Cursor | null) =>
    withWorkspace(db, workspaceId, (scope) =>
      readRunItemsPage(scope, { combiId, filter: { ...open, ...filter }, cursor, size: pageSize }),
    )
  let next: Cursor | null = null
  for (let round = 0; round <= rounds; round += 1) {
    const beganMs = performance.now()
    const page = await read(round < rounds / 2 ? null : next)
    // The first one warms up what a server has warm.
    if (round > 0) tookMs.push(performance.now() - beganMs)
    next = page?.nextCursor == null ? null : parseCursor(page.nextCursor)
  }
  const sorted = tookMs.toSorted((one, other) => one - other)
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0
}

export type LogSpeed = {
  logPageP95Ms: number
  /** The slowest of the filters. */
  logFilterP95Ms: number
  byFilterMs: Record<string, number>
}

/** How fast a log of a million records answers, without and with each filter. */
export const measureLog = async (db: Db): Promise<LogSpeed> => {
  const log = await makeLog(db)
  const logPageP95Ms = await p95Of(db, log, {})
  const byFilterMs: Record<string, number> = {}
  for (const [name, filter] of Object.entries(casesOf(log))) byFilterMs[name] = await p95Of(db, log, filter)
  return { logPageP95Ms, logFilterP95Ms: Math.max(...Object.values(byFilterMs)), byFilterMs }
}
