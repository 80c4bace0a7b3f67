import { getDb, withSystem } from '@/lib/db/client'
import { type Heartbeat, recordHeartbeat } from '@/lib/db/heartbeats'

/** The worker's name in its heartbeat, by which the health check finds it. */
export const workerName = 'worker'

/** Notes that the worker is alive, for whoever has to tell without asking the scheduler. */
export const noteWorkerAlive = (heartbeat: Heartbeat, db = getDb()): Promise<void> =>
  withSystem(db, (tx) => recordHeartbeat(tx, workerName, heartbeat))
