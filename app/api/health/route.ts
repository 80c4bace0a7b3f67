import { listLateSince } from '@/lib/db/alerts'
import { getDb, withSystem } from '@/lib/db/client'
import { findHeartbeat } from '@/lib/db/heartbeats'
import { countWaitingMails } from '@/lib/db/mails'
import { listPendingMigrations } from '@/lib/db/migration-state'
import { health, type HealthDto } from '@/lib/dto/health'
import { workerName } from '@/lib/flows/note-worker-alive'
import { getLog } from '@/lib/platform/log'
import { getMailer } from '@/lib/platform/mail-transport'
import { answer, respond } from '../respond'

/** The background process notes that it is alive every few seconds; a minute of silence is no hiccup. */
const longestSilenceMs = 60_000

const isDatabaseThere = async (): Promise<boolean> => {
  try {
    await getDb().prisma.$queryRaw`SELECT 1`
    return true
  } catch (error) {
    getLog().warn({ err: error }, 'the database does not answer')
    return false
  }
}

const hasAllMigrations = async (): Promise<boolean> => {
  try {
    return (await listPendingMigrations(getDb())).length === 0
  } catch (error) {
    // A database that was never migrated has no list to read.
    getLog().warn({ err: error }, 'the list of migrations cannot be read')
    return false
  }
}

const isWorkerAlive = async (now: Date): Promise<boolean> => {
  const heartbeat = await withSystem(getDb(), (tx) => findHeartbeat(tx, workerName))
  return heartbeat !== null && now.getTime() - heartbeat.at.getTime() < longestSilenceMs
}

/** What keeps the portal from being ready; each part is only asked when the one it stands on is there. */
const findMissing = async (now: Date): Promise<HealthDto['missing']> => {
  if (!(await isDatabaseThere())) return ['database']
  if (!(await hasAllMigrations())) return ['migrations']
  return (await isWorkerAlive(now)) ? [] : ['worker']
}

/** What can be counted while the tables are there. */
const countWork = (now: Date): Promise<HealthDto['numbers']> =>
  withSystem(getDb(), async (tx) => {
    const [longest, ...others] = await listLateSince(tx, now)
    return {
      lateCombis: longest === undefined ? 0 : others.length + 1,
      longestOverdueMinutes: longest === undefined ? 0 : Math.floor((now.getTime() - longest.getTime()) / 60_000),
      waitingMails: getMailer() === null ? null : await countWaitingMails(tx, now),
    }
  })

/**
 * Whether the portal can do its work. Open to anybody: it says nothing but yes or which part is missing, and numbers over
 * all workspaces together. A late combi does not make the portal unready: others are at work.
 */
export const GET = (): Promise<Response> =>
  respond(async () => {
    const now = new Date()
    const missing = await findMissing(now)
    const isReady = missing.length === 0
    const numbers = missing.every((part) => part === 'worker') ? await countWork(now) : null
    return answer(health, { status: isReady ? 'ready' : 'unavailable', missing, numbers }, isReady ? 200 : 503)
  })

export const dynamic = 'force-dynamic'
