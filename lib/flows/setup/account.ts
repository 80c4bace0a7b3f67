import { withSystem } from '@/lib/db/client'
import { hasAccount } from '@/lib/db/new-accounts'
import type { SetupRecord } from '@/lib/db/setups'
import type { FlowContext } from '../context'
import { requireDecisions, summaryOf } from './open-setup'

/** Who the combi will belong to when nobody is signed in, and what it links. */
export const readAccount = async (flows: FlowContext, setup: SetupRecord) => {
  const { links } = requireDecisions(setup)
  const email = setup.isSourceEmailProven ? setup.sourceEmail : null
  const isKnown = email !== null && (await withSystem(flows.db, (tx) => hasAccount(tx, email)))
  return { newAccountEmail: isKnown ? null : email, mustSignIn: isKnown, summary: summaryOf(links) }
}
