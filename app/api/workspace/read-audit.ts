import type { Member } from '@/lib/auth/member'
import { withWorkspace } from '@/lib/db/client'
import { listAuditActors, readAuditPage, type AuditFilter } from '@/lib/db/views/audit-page'
import { parseCursor, type Cursor } from '@/lib/db/views/keyset'
import { addDays, startOfDayInAmsterdam } from '@/lib/domain/day'
import {
  auditActors,
  auditPage,
  type AuditActorsDto,
  type AuditEntryDto,
  type AuditPageDto,
  type AuditQueryDto,
} from '@/lib/dto/workspace'
import { getFlows } from '@/lib/flows/live'

type Reader = Pick<Member, 'workspace'>

const pageSize = 25
/** Enough to be quick, and little enough to hold in memory. */
const exportSize = 500

/** What a field of a form asks for; one that was left empty asks for nothing. */
const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text)

const filterOf = ({ kind, person, from, to }: AuditQueryDto): AuditFilter => {
  const [first, last] = [orNull(from), orNull(to)]
  return {
    ...{ kind: orNull(kind), actor: orNull(person) },
    from: first === null ? null : startOfDayInAmsterdam(first),
    // The last day is meant in full.
    before: last === null ? null : startOfDayInAmsterdam(addDays(last, 1)),
  }
}

/** A page of the audit log, and everybody whom it tells of. */
export const readAudit = (
  { workspace }: Reader,
  query: AuditQueryDto,
  cursor: Cursor | null,
): Promise<AuditPageDto & { actors: AuditActorsDto }> =>
  withWorkspace(getFlows().db, workspace.workspaceId, async (scope) => {
    const page = await readAuditPage(scope, { filter: filterOf(query), cursor, size: pageSize })
    return { ...auditPage.parse(page), actors: auditActors.parse(await listAuditActors(scope)) }
  })

/** All of it, part by part; nothing is kept open between two of them. */
export async function* eachAuditPart({ workspace }: Reader, query: AuditQueryDto): AsyncGenerator<AuditEntryDto[]> {
  const filter = filterOf(query)
  for (let cursor: Cursor | null = null, isMore = true; isMore;) {
    const place: Cursor | null = cursor
    const found = await withWorkspace(getFlows().db, workspace.workspaceId, (scope) =>
      readAuditPage(scope, { filter, cursor: place, size: exportSize }),
    )
    const { items, nextCursor } = auditPage.parse(found)
    yield items
    cursor = nextCursor === null ? null : parseCursor(nextCursor)
    isMore = cursor !== null
  }
}
