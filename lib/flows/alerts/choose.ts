import { listChoicesOf, putChoice, type WorkspaceChoices } from '@/lib/db/alert-choices'
import { withSystem, type Db } from '@/lib/db/client'
import { findPerson } from '@/lib/db/people'
import type { MailChoice } from '@/lib/domain/alert'
import { isDigestWanted } from './unsubscribe'

type ChoiceFlows = { db: Db }

export type OwnChoices = { isConfirmed: boolean; digest: boolean; places: WorkspaceChoices[] }

/** What a person is mailed about, in each of his workspaces; null when the account is gone. */
export const readChoices = ({ db }: ChoiceFlows, userId: string): Promise<OwnChoices | null> =>
  withSystem(db, async (tx) => {
    const person = await findPerson(tx, userId)
    if (person === null) return null
    const places = await listChoicesOf(tx, userId)
    return { isConfirmed: person.emailVerified !== null, digest: isDigestWanted(places), places }
  })

/** What a person says: about the digest, about a kind of mail in a workspace, or about a combi in one. */
export type SaidChoice =
  | { digest: boolean }
  | { workspaceId: string; kind: Exclude<MailChoice, 'digest'>; isWanted: boolean }
  | { workspaceId: string; combiId: string; isWanted: boolean }

/** Keeps what a person says. False: the workspace or the combi is not his, or there is no such one. */
export const saveChoice = ({ db }: ChoiceFlows, userId: string, said: SaidChoice): Promise<boolean> =>
  withSystem(db, async (tx) => {
    const places = await listChoicesOf(tx, userId)
    if ('digest' in said) {
      for (const { workspaceId } of places)
        await putChoice({ tx, workspaceId }, { userId, choice: 'digest', isWanted: said.digest })
      return true
    }
    const { workspaceId, isWanted } = said
    const place = places.find((one) => one.workspaceId === workspaceId)
    if (place === undefined) return false
    if ('kind' in said) {
      await putChoice({ tx, workspaceId }, { userId, choice: said.kind, isWanted })
      return true
    }
    const { combiId } = said
    if (!place.combis.some(({ id }) => id === combiId)) return false
    await putChoice({ tx, workspaceId }, { userId, combiId, isWanted })
    return true
  })
