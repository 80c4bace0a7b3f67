import type { Member } from '@/lib/auth/member'
import { getDb, withWorkspace } from '@/lib/db/client'
import { readEditedCombi, readRemovedCombis } from '@/lib/db/views/edited-combi'
import { can } from '@/lib/domain/roles'
import { editedCombi, removedCombis, type EditedCombiDto, type RemovedCombisDto } from '@/lib/dto/editing'
import { getFlows } from '@/lib/flows/live'
import { canSignIn } from '@/lib/flows/setup/consent'
import { isId } from './read'

/** The combi that somebody is about to change; null when it is not in the workspace that he looks at. */
export const readEdited = async ({ workspace }: Member, combiId: string): Promise<EditedCombiDto | null> => {
  if (!isId(combiId)) return null
  const found = await withWorkspace(getDb(), workspace.workspaceId, (scope) => readEditedCombi(scope, combiId))
  if (found === null) return null
  const flows = getFlows()
  return editedCombi.parse({
    ...found,
    canManage: can(workspace.role, 'manage-combis'),
    canReadTrail: can(workspace.role, 'read-audit-log'),
    accounts: found.accounts.map((account) => ({ ...account, canSignIn: canSignIn(flows, account.side) })),
  })
}

/** The removed combi's of the workspace, for whoever may read its log; nothing for others. */
export const readRemoved = async ({ workspace }: Member): Promise<RemovedCombisDto | null> => {
  if (!can(workspace.role, 'read-audit-log')) return null
  const items = await withWorkspace(getDb(), workspace.workspaceId, readRemovedCombis)
  return removedCombis.parse({ items })
}
