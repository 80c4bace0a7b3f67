import type { IncomingMessage, ServerResponse } from 'node:http'
import pg from 'pg'
import { v7 as newId } from 'uuid'
import { createApi, type Keys } from './api'
import { type Caller, createCaller } from './caller'
import { type Call, claimNext } from './claim'
import { inTransaction, type Sql, sqlOf } from './database'
import { acceptEvents } from './events'
import type { EngineFunction } from './function-config'
import { beat, leave, registerEngine, type Seat, takeOverExpired } from './leases'
import { readOutcome } from './outcome'
import { prune } from './prune'
import { openQueue, type Queue } from './queue'
import { readRegistration } from './registry'
import type { Desk } from './runs'
import { keepSchedules } from './schedules'
import { settleCall } from './settle'
import { canonicalJson, signBody } from './signature'

export type EngineLog = Record<'debug' | 'info' | 'warn' | 'error', (details: object, message: string) => void>

export type EngineOptions = {
  databaseUrl: string
  /** Null in dev mode: nothing is signed or checked. */
  keys: Keys
  seat: Seat
  log: EngineLog
  /** Calls under way at once. They mostly wait for vendors, so it is no count of cores. */
  maxCalls?: number
  /** How long others wait before they take this engine for dead. */
  leaseMs?: number
  /** How often it looks for work that other engines left; its own work needs no looking. */
  pollMs?: number
  /** How long ended runs and their events are kept. */
  keepDays?: number
  random?: () => number
}

const defaults = { maxCalls: 16, leaseMs: 15_000, pollMs: 5_000, keepDays: 7, random: Math.random }

const hourMs = 3_600_000
const retryPauseMs = 500
const contendedPauseMs = 10

/**
 * Plays Inngest's part for one SDK app, with its state in PostgreSQL. Several engines may share a database.
 * Step outputs and events are kept as long as their run; a call whose engine dies is made again by another.
 */
export class EmbeddedEngine {
  readonly #pool: pg.Pool
  readonly #sql: Sql
  readonly #queue: Queue
  readonly #options: Required<EngineOptions>
  readonly #caller: Caller
  readonly #id = newId()
  readonly #abort = new AbortController()
  readonly #underWay = new Set<Promise<void>>()
  readonly #api: (request: IncomingMessage, response: ServerResponse) => boolean
  #functions: ReadonlyMap<string, EngineFunction> = new Map()
  #isStopping = false
  #pumping: Promise<void> | null = null
  #wantsPump = false
  #pumpTimer: NodeJS.Timeout | undefined
  #beatTimer: NodeJS.Timeout | undefined
  #beating: Promise<void> = Promise.resolve()
  #pruneAt = 0
  #reportLost: () => void = () => undefined
  /** Resolves when others took this engine for dead: its process must end, for its steps are being executed again. */
  readonly lost: Promise<void>

  private constructor(options: Required<EngineOptions>, { pool, queue }: { pool: pg.Pool; queue: Queue }) {
    this.#options = options
    this.#pool = pool
    this.#sql = sqlOf(pool)
    this.#queue = queue
    this.#caller = createCaller(options.maxCalls)
    this.lost = new Promise((resolve) => {
      this.#reportLost = resolve
    })
    this.#api = createApi(options.keys, {
      isOpen: () => this.#functions.size > 0 && !this.#isStopping,
      sendEvents: (posted, seed) => this.#sendEvents(posted, seed),
      register: (body) => this.#register(body),
      onError: (error) => {
        options.log.error({ err: error }, 'embedded engine: a request failed')
      },
    })
  }

  /** Opens the queue and takes a seat. Work starts with the first registration. */
  static async start(given: EngineOptions): Promise<EmbeddedEngine> {
    const options = { ...defaults, ...given }
    const pool = new pg.Pool({ connectionString: options.databaseUrl, max: 6, application_name: 'embedded-engine' })
    const onError = (error: unknown) => {
      options.log.error({ err: error }, 'embedded engine: the database connection failed')
    }
    pool.on('error', onError)
    try {
      const queue = await inTransaction(pool, async (sql) => {
        // Two engines that make the same tables at the same moment would wait for each other.
        await sql(`SELECT pg_advisory_xact_lock(hashtextextended('embedded engine: open the queue', 0))`)
        return openQueue(sqlOf(pool), onError)
      })
      const engine = new EmbeddedEngine(options, { pool, queue })
      await inTransaction(pool, (sql) =>
        registerEngine(sql, { id: engine.#id, seat: options.seat, leaseMs: options.leaseMs }),
      )
      engine.#beating = engine.#beat()
      await engine.#beating
      return engine
    } catch (error) {
      await pool.end()
      throw error
    }
  }

  /** Answers the request when it is for the engine. @returns false when it is not, with nothing answered. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    return this.#api(request, response)
  }

  /** Looks for work now, for what came into the database without passing here. */
  wake(): void {
    this.#pump()
  }

  /** Resolves once no call is under way and nothing that is due is left. */
  async idle(): Promise<void> {
    while (this.#pumping !== null || this.#underWay.size > 0) {
      await this.#pumping
      await Promise.all(this.#underWay)
    }
  }

  /** Stops taking work, waits up to `graceMs` for the calls under way and leaves the rest to the next engine. */
  async stop({ graceMs = 5_000 } = {}): Promise<void> {
    if (this.#isStopping) return
    this.#isStopping = true
    clearTimeout(this.#pumpTimer)
    const { promise: patience, cancel } = timeout(graceMs)
    await Promise.race([this.#allSettled(), patience])
    cancel()
    clearTimeout(this.#beatTimer)
    this.#abort.abort()
    await Promise.all([this.#allSettled(), this.#beating, this.#pumping])
    this.#caller.close()
    await leave(this.#sql, this.#id).catch((error: unknown) => {
      this.#options.log.warn({ err: error }, 'embedded engine: its lease runs out by itself')
    })
    await this.#pool.end()
  }

  async #allSettled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  #inTransaction<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
    return inTransaction(this.#pool, (sql) =>
      work({ sql, queue: this.#queue, functions: this.#functions, now: new Date() }),
    )
  }

  async #sendEvents(posted: unknown, seed: string | null): Promise<string[]> {
    const ids = await this.#inTransaction((desk) => acceptEvents(desk, posted, seed))
    this.#pump()
    return ids
  }

  async #register(body: unknown): Promise<void> {
    await this.#inTransaction(async (desk) => {
      const registration = readRegistration(body, desk.now)
      await keepSchedules(desk, registration)
      this.#functions = new Map(registration.functions.map((fn) => [fn.id, fn]))
    })
    this.#pump()
  }

  /** Takes what is due while there is room, one at a time. Whoever asks meanwhile makes it look once more. */
  #pump(): void {
    this.#wantsPump = true
    if (this.#pumping !== null || !this.#isOpenForWork()) return
    clearTimeout(this.#pumpTimer)
    this.#pumping = this.#takeDue()
      .catch((error: unknown) => {
        this.#options.log.error({ err: error }, 'embedded engine: looking for work failed')
        return retryPauseMs
      })
      .then((pauseMs) => {
        this.#pumping = null
        if (!this.#isOpenForWork()) return
        if (this.#wantsPump) this.#pump()
        else
          this.#pumpTimer = setTimeout(() => {
            this.#pump()
          }, pauseMs)
      })
  }

  /** @returns the milliseconds until it makes sense to look again. */
  async #takeDue(): Promise<number> {
    const { maxCalls, pollMs } = this.#options
    const hasRoom = () => this.#isOpenForWork() && this.#underWay.size < maxCalls
    this.#wantsPump = false
    // Without room the next end of a call looks again.
    while (hasRoom()) {
      const dueMs = await this.#queue.msToNext(this.#sql)
      if (dueMs === null || dueMs > 0) return Math.min(pollMs, dueMs ?? pollMs)
      const claimed = await this.#inTransaction((desk) => claimNext(desk, this.#id))
      // Another engine was faster, or is about to be.
      if (claimed === null) return contendedPauseMs
      if (claimed !== 'done') this.#make(claimed)
    }
    return pollMs
  }

  #isOpenForWork(): boolean {
    return !this.#isStopping && this.#functions.size > 0
  }

  #make(call: Call): void {
    const work = this.#execute(call)
      .catch((error: unknown) => {
        this.#options.log.error({ err: error, runId: call.job.runId }, 'embedded engine: a call was not settled')
      })
      .finally(() => {
        this.#underWay.delete(work)
        this.#pump()
      })
    this.#underWay.add(work)
  }

  async #execute(call: Call): Promise<void> {
    const { keys, random, log } = this.#options
    const body = canonicalJson(call.body)
    const signature = keys ? signBody(body, keys.signingKey, new Date()) : null
    const { runId, stepId, attempt } = call.job
    const answer = await this.#caller.call({ url: call.url, stepId, runId, body, signature }, this.#abort.signal)
    if (this.#abort.signal.aborted) return
    const facts = { stepId, attempt, maxAttempts: call.maxAttempts, random, now: new Date() }
    const outcome = readOutcome(answer, facts)
    if (outcome.kind === 'failed' || outcome.kind === 'retry')
      log.warn(
        { functionId: call.functionId, runId, attempt, error: `${outcome.error.name}: ${outcome.error.message}` },
        outcome.kind === 'failed' ? 'run failed' : `call failed, again in ${outcome.delayMs} ms`,
      )
    const isOurs = await this.#persist(() =>
      this.#inTransaction((desk) => settleCall(desk, this.#id, { call, outcome })),
    )
    if (!isOurs) this.#giveUp()
    else if (outcome.kind === 'completed') log.debug({ functionId: call.functionId, runId }, 'run completed')
  }

  /** A step that was executed is not executed again because the database was away for a moment. */
  async #persist(write: () => Promise<boolean>): Promise<boolean> {
    for (;;) {
      try {
        return await write()
      } catch (error) {
        if (this.#abort.signal.aborted) throw error
        this.#options.log.error({ err: error }, 'embedded engine: writing a result failed, trying again')
        await timeout(retryPauseMs).promise
      }
    }
  }

  async #beat(): Promise<void> {
    const { leaseMs, keepDays, log } = this.#options
    try {
      const { isOurs, othersExpired } = await beat(this.#sql, this.#id, leaseMs)
      if (!isOurs) {
        this.#giveUp()
        return
      }
      if (othersExpired) {
        const taken = await inTransaction(this.#pool, (sql) => takeOverExpired(sql, this.#queue))
        if (taken > 0) log.warn({ taken }, 'embedded engine: took over calls of an engine that is gone')
        this.#pump()
      }
      if (Date.now() >= this.#pruneAt) {
        this.#pruneAt = Date.now() + hourMs
        await prune(this.#sql, keepDays)
      }
    } catch (error) {
      log.error({ err: error }, 'embedded engine: the heartbeat failed')
    }
    if (this.#abort.signal.aborted) return
    this.#beatTimer = setTimeout(() => {
      this.#beating = this.#beat()
    }, leaseMs / 4)
  }

  #giveUp(): void {
    this.#isStopping = true
    this.#abort.abort()
    this.#reportLost()
  }
}

const timeout = (ms: number): { promise: Promise<void>; cancel: () => void } => {
  let cancel: () => void = () => undefined
  const promise = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    cancel = () => {
      clearTimeout(timer)
      resolve()
    }
  })
  return { promise, cancel }
}
