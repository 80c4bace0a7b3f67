import { alertChoices, workspaceMailChoices, type AlertChoicesDto } from '@/lib/dto/alerts'
import { isWanted } from '@/lib/domain/alert'
import { readChoices } from '@/lib/flows/alerts/choose'
import { getFlows } from '@/lib/flows/live'
import type { Seed } from '@/lib/queries/seed'
import { Refusal } from '../refusal'

/** What page and API alike read about what somebody is mailed. @throws Refusal when his account was removed a moment ago. */
export const readOwnChoices = async (userId: string): Promise<Seed<AlertChoicesDto>> => {
  const flows = getFlows()
  const readAt = flows.now().getTime()
  const found = await readChoices(flows, userId)
  if (found === null) throw new Refusal('unauthenticated')
  const data = alertChoices.parse({
    isConfirmed: found.isConfirmed,
    digest: found.digest,
    workspaces: found.places.map(({ workspaceId, name, role, combis, stated }) => ({
      ...{ id: workspaceId, name },
      kinds: workspaceMailChoices.map((kind) => ({ kind, isWanted: isWanted(role, stated, kind) })),
      combis: combis.map(({ id, name: combi }) => ({
        ...{ id, name: combi },
        isWanted: !stated.silencedCombis.includes(id),
      })),
    })),
  } satisfies AlertChoicesDto)
  return { data, readAt }
}
