import { withSystem, type Db, type Scope } from '@/lib/db/client'
import { listChoicesOf, putChoice, type WorkspaceChoices } from '@/lib/db/alert-choices'
import { findPerson } from '@/lib/db/people'
import { isWanted } from '@/lib/domain/alert'
import type { FlowContext } from '../context'
import { readSubscription, type Subscription } from './addresses'

type UnsubscribeFlows = Pick<FlowContext, 'keyring'> & { db: Db }

/** What a link to unsubscribe is about. `combi` is null for the weekly digest. */
export type OpenSubscription = { email: string; combi: string | null; workspace: string | null; isWanted: boolean }

type Found = { subscription: Subscription; email: string; places: WorkspaceChoices[] }

const find = async (tx: Scope['tx'], subscription: Subscription | null): Promise<Found | null> => {
  if (subscription === null) return null
  const person = await findPerson(tx, subscription.userId)
  return person && { subscription, email: person.email, places: await listChoicesOf(tx, person.id) }
}

const toOpen = ({ subscription, email, places }: Found): OpenSubscription | null => {
  if (subscription.kind === 'digest') {
    const isOn = isDigestWanted(places)
    return { email, combi: null, workspace: null, isWanted: isOn }
  }
  const place = places.find(({ workspaceId }) => workspaceId === subscription.workspaceId)
  const combi = place?.combis.find(({ id }) => id === subscription.combiId)
  if (place === undefined || combi === undefined) return null
  return {
    ...{ email, combi: combi.name, workspace: place.name },
    isWanted: !place.stated.silencedCombis.includes(combi.id),
  }
}

/** The digest is one mail about all workspaces: whoever stopped it somewhere, stopped it. */
export const isDigestWanted = (places: readonly WorkspaceChoices[]): boolean =>
  places.every(({ stated }) => stated.kinds.digest !== false) &&
  places.some(({ role, stated }) => isWanted(role, stated, 'digest'))

/** Looks at what a link from a mail is about; changes nothing. Null: we did not make it, or it is about nothing any more. */
export const openSubscription = (flows: UnsubscribeFlows, token: string): Promise<OpenSubscription | null> =>
  withSystem(flows.db, async (tx) => {
    const found = await find(tx, readSubscription(flows, token))
    return found && toOpen(found)
  })

/** Stops what the link is about, or takes that back. False: as `openSubscription` with null. */
export const setSubscription = (flows: UnsubscribeFlows, token: string, isWantedNow: boolean): Promise<boolean> =>
  withSystem(flows.db, async (tx) => {
    const found = await find(tx, readSubscription(flows, token))
    if (found === null || toOpen(found) === null) return false
    const { subscription, places } = found
    const { userId } = subscription
    if (subscription.kind === 'combi') {
      const { workspaceId, combiId } = subscription
      await putChoice({ tx, workspaceId }, { userId, combiId, isWanted: isWantedNow })
      return true
    }
    for (const { workspaceId } of places)
      await putChoice({ tx, workspaceId }, { userId, choice: 'digest', isWanted: isWantedNow })
    return true
  })
