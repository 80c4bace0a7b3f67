import { withSystem } from '@/lib/db/client'
import { findPerson, type Person } from '@/lib/db/people'
import { countRecoveryCodes } from '@/lib/db/recovery-codes'
import { listSessions, type SessionView } from '@/lib/db/sessions'
import type { FlowContext } from '../context'

export type AccountView = { person: Person; sessions: SessionView[]; codesLeft: number }

/** All that somebody gets to see about his own account; null when it is gone. */
export const readAccount = (flows: FlowContext, userId: string): Promise<AccountView | null> =>
  withSystem(flows.db, async (tx) => {
    const person = await findPerson(tx, userId)
    if (person === null) return null
    const sessions = await listSessions(tx, { userId, now: flows.now() })
    return { person, sessions, codesLeft: await countRecoveryCodes(tx, userId) }
  })
