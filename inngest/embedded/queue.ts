import PgBoss from 'pg-boss'
import type { Sql } from './database'

/** Something that is to happen at a moment, once. The moment and the claim on it are pg-boss's business. */
export type Job =
  | { kind: 'call'; runId: string; stepId: string; attempt: number; priority: number; postponed?: number }
  | { kind: 'wake'; runId: string; stepId: string; priority: number }
  | { kind: 'tick'; functionId: string; expression: string; priority: number }

export type CallJob = Extract<Job, { kind: 'call' }>
export type TickJob = Extract<Job, { kind: 'tick' }>

/** Ticks come before anything else: they only start runs, and a late one is a late run for everybody. */
export const tickPriority = 0

/** How long a job that this engine cannot do is left for another. */
export const lookAgainMs = 5_000

export type Queue = {
  /** @returns the job's id */
  add(sql: Sql, job: Job, options?: { delayMs?: number; id?: string }): Promise<string>
  /** Claims the first job that is due, oldest run first; invisible to others from then on. */
  claim(sql: Sql): Promise<{ id: string; job: Job } | null>
  drop(sql: Sql, jobId: string): Promise<void>
  /** Milliseconds until the next job is due by the database's clock, null when there is none. */
  msToNext(sql: Sql): Promise<number | null>
}

const schema = 'embedded_queue'
const name = 'work'

const bossDb = (sql: Sql): PgBoss.Db => ({ executeSql: async (text, values) => ({ rows: await sql(text, values) }) })

/** Opens the queue and creates its schema where it is missing. */
export const openQueue = async (sql: Sql, onError: (error: unknown) => void): Promise<Queue> => {
  // Without pg-boss's own supervision: it would give up on a call after a fixed time and forget about a long sleep.
  // Leases say which calls died, and every job is dropped in the transaction that settles it.
  const boss = new PgBoss({ db: bossDb(sql), schema, supervise: false, schedule: false })
  boss.on('error', onError)
  await boss.start()
  await boss.createQueue(name)
  return {
    add: async (on, job, options = {}) => {
      const id = await boss.send(name, job, {
        priority: job.priority,
        db: bossDb(on),
        ...(options.id ? { id: options.id } : {}),
        ...(options.delayMs ? { startAfter: `${options.delayMs / 1000} seconds` } : {}),
      })
      if (id === null) throw new Error('The queue did not take a job.')
      return id
    },
    claim: async (on) => {
      // eslint-disable-next-line no-restricted-syntax -- pg-boss's word for claiming; nothing goes over the network.
      const [claimed] = await boss.fetch<Job>(name, { batchSize: 1, db: bossDb(on) })
      return claimed ? { id: claimed.id, job: claimed.data } : null
    },
    drop: async (on, jobId) => {
      await boss.deleteJob(name, jobId, { db: bossDb(on) })
    },
    msToNext: async (on) => {
      const [row] = await on<{ ms: number | null }>(
        `SELECT (extract(epoch FROM min(start_after) - now()) * 1000)::float8 AS ms
         FROM ${schema}.job WHERE name = $1 AND state < 'active'`,
        [name],
      )
      return row?.ms ?? null
    },
  }
}
