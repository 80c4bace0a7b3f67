import { isId } from '@/app/read'
import type { Member } from '@/lib/auth/member'
import { reconciliation, type ReconciliationDto, type ReconciliationQueryDto } from '@/lib/dto/reconciliation'
import { getFlows } from '@/lib/flows/live'
import { showReconciliation } from '@/lib/flows/show-reconciliation'
import type { Seed } from '@/lib/queries/seed'

/** What page, API and export alike show. Null: no such combi or administration for this reader. */
export const askReconciliation = async (
  { workspace }: Pick<Member, 'workspace'>,
  combiId: string,
  { month, administration }: ReconciliationQueryDto,
): Promise<Seed<ReconciliationDto> | null> => {
  if (!isId(combiId)) return null
  const flows = getFlows()
  const readAt = flows.now().getTime()
  const found = await showReconciliation(flows, {
    workspaceId: workspace.workspaceId,
    combiId,
    month: month === undefined ? null : `${month}-01`,
    administrationRef: administration ?? null,
  })
  return found && { data: reconciliation.parse(found), readAt }
}
