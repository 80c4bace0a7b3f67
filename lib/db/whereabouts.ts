import { withWorkspaces, type Db } from './client'

/** A thing that an address names. */
export type Named = { kind: 'combi' | 'invoice'; id: string }

/** In which of these workspaces the thing is; null when it is in none of them. */
export const findWorkspaceOf = (db: Db, workspaceIds: readonly string[], { kind, id }: Named): Promise<string | null> =>
  withWorkspaces(db, workspaceIds, async ({ tx }) => {
    const query = { where: { id, workspaceId: { in: [...workspaceIds] } }, select: { workspaceId: true } }
    const row = kind === 'combi' ? await tx.combi.findFirst(query) : await tx.invoice.findFirst(query)
    return row?.workspaceId ?? null
  })
