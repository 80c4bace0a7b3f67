import { z } from 'zod'
import type { AlertCause, AlertParams } from '@/lib/domain/alert'
import { readSigned, signText } from '@/lib/platform/signature'
import type { FlowContext } from '../context'

type Addressing = Pick<FlowContext, 'appUrl' | 'keyring'>

/** What somebody stops by a link in a mail: everything about one combi, or the weekly digest. */
export type Subscription =
  { kind: 'combi'; userId: string; workspaceId: string; combiId: string } | { kind: 'digest'; userId: string }

const purpose = 'unsubscribe'
const inToken = z.union([
  z.tuple([z.literal('combi'), z.uuid(), z.uuid(), z.uuid()]),
  z.tuple([z.literal('digest'), z.uuid()]),
])

const tokenOf = ({ keyring }: Addressing, subscription: Subscription): string =>
  signText(
    keyring,
    purpose,
    JSON.stringify(
      subscription.kind === 'combi'
        ? [subscription.kind, subscription.userId, subscription.workspaceId, subscription.combiId]
        : [subscription.kind, subscription.userId],
    ),
  )

/** What the token of a link stands for; null when we did not make it. */
export const readSubscription = ({ keyring }: Pick<Addressing, 'keyring'>, token: string): Subscription | null => {
  const text = readSigned(keyring, purpose, token)
  if (text === null) return null
  const said = inToken.parse(JSON.parse(text))
  return said[0] === 'combi'
    ? { kind: said[0], userId: said[1], workspaceId: said[2], combiId: said[3] }
    : { kind: said[0], userId: said[1] }
}

/** The ways to stop such mails: for a person, who is asked once more, and for his mail program. They do not end. */
export const unsubscribeAddresses = (flows: Addressing, subscription: Subscription) => {
  const query = new URLSearchParams({ token: tokenOf(flows, subscription) }).toString()
  return {
    page: `${flows.appUrl}/meldingen/afmelden?${query}`,
    oneClick: `${flows.appUrl}/api/alerts/unsubscribe?${query}`,
  }
}

export const choicesAddress = ({ appUrl }: Addressing): string => `${appUrl}/account#meldingen`

/** A page of the portal. What it is about names its workspace, so it is right whichever one its reader looked at last. */
export const addressOf = ({ appUrl }: Addressing, path: string): string => `${appUrl}${path}`

/** Where something that is going on with a combi is looked at, and put right. */
export const pathTo = (combiId: string, { cause, params }: { cause: AlertCause; params: AlertParams }): string => {
  switch (cause) {
    case 'reconnect-source':
    case 'reconnect-books':
    case 'key-expires':
      return `/combis/${combiId}/bewerken/verbindingen`
    case 'late':
      return '/combis'
    case 'failing':
    case 'unreadable':
      return `/combis/${combiId}/logboek`
    case 'overdue':
      return `/facturen?state=offered&combi=${combiId}`
    default:
      return `/facturen?state=${params.state === 'failed' ? 'failed' : 'action'}&combi=${combiId}`
  }
}
