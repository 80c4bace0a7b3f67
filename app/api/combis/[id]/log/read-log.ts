import { isId } from '@/app/read'
import type { Member } from '@/lib/auth/member'
import { withWorkspace } from '@/lib/db/client'
import { parseCursor, type Cursor } from '@/lib/db/views/keyset'
import { readRunItemsPage, type RunItemFilter } from '@/lib/db/views/run-items-page'
import { addDays, startOfDayInAmsterdam } from '@/lib/domain/day'
import { logPage, type LogFilterDto, type LogPageDto } from '@/lib/dto/log'
import { getFlows } from '@/lib/flows/live'
import type { Seed } from '@/lib/queries/seed'

type Reader = Pick<Member, 'workspace'>

const pageSize = 50
/** Enough to be quick, and little enough to hold in memory. */
const exportSize = 500

const toItemFilter = ({ from, to, outcome, kind, reason, q }: LogFilterDto): RunItemFilter => ({
  outcome: outcome ?? null,
  kind: kind ?? null,
  reasonCode: reason ?? null,
  words: q ?? null,
  since: from === undefined ? null : startOfDayInAmsterdam(from),
  until: to === undefined ? null : startOfDayInAmsterdam(addDays(to, 1)),
})

type LogQuestion = { combiId: string; filter: LogFilterDto; cursor: Cursor | null }

const readPart = async ({ workspace }: Reader, { filter, ...query }: LogQuestion, size: number) =>
  withWorkspace(getFlows().db, workspace.workspaceId, (scope) =>
    readRunItemsPage(scope, { ...query, filter: toItemFilter(filter), size }),
  )

/** A page of the records over all runs of a combi. Null: this reader has no such combi. */
export const readLog = async (reader: Reader, question: LogQuestion): Promise<Seed<LogPageDto> | null> => {
  if (!isId(question.combiId)) return null
  const readAt = getFlows().now().getTime()
  const found = await readPart(reader, question, pageSize)
  return found && { data: logPage.parse(found), readAt }
}

/** All of what is filtered on, part by part and newest first; nothing is kept open between two of them. */
export async function* eachLogPart(
  reader: Reader,
  { combiId, filter }: Omit<LogQuestion, 'cursor'>,
): AsyncGenerator<LogPageDto> {
  for (let cursor: Cursor | null = null, isMore = true; isMore;) {
    const found = await readPart(reader, { combiId, filter, cursor }, exportSize)
    if (found === null) return
    const page = logPage.parse(found)
    yield page
    cursor = page.nextCursor === null ? null : parseCursor(page.nextCursor)
    isMore = cursor !== null
  }
}
