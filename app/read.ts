import type { Member } from '@/lib/auth/member'
import { getDb, withWorkspace, withWorkspaces, type Scope } from '@/lib/db/client'
import { readCombisOverview } from '@/lib/db/views/combis-overview'
import { readInvoiceDetail } from '@/lib/db/views/invoice-detail'
import { readInvoicesPage } from '@/lib/db/views/invoices-page'
import { parseCursor, type Cursor } from '@/lib/db/views/keyset'
import { readRunDetail } from '@/lib/db/views/run-detail'
import { readRunsPage } from '@/lib/db/views/runs-page'
import { can } from '@/lib/domain/roles'
import { combisOverview, type CombisOverviewDto } from '@/lib/dto/combis'
import { invoiceDetail, type InvoiceDetailDto } from '@/lib/dto/invoice-detail'
import { invoicesPage, type InvoicesPageDto, type InvoicesQuery } from '@/lib/dto/invoices'
import { runDetail, runsPage, type RunDetailDto, type RunsPageDto } from '@/lib/dto/runs'
import type { Seed } from '@/lib/queries/seed'
import { toFilter, toSort } from './invoice-filter'

/**
 * What pages and API alike read: in the reader's workspace only, and through the shape that may cross to the browser, so
 * that what a row holds beyond it stays here. Null: there is no such thing, for him.
 */
type Reader = Pick<Member, 'workspace'>

const inWorkspace = async <View>({ workspace }: Reader, view: (scope: Scope, now: Date) => Promise<View>) => {
  const now = new Date()
  const found = await withWorkspace(getDb(), workspace.workspaceId, (scope) => view(scope, now))
  return { found, readAt: now.getTime() }
}

const uuidPattern = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
/** Whether the text can be the id of anything here: what cannot is not found, like what is not there. */
export const isId = (text: string): boolean => uuidPattern.test(text)

/** The place in a list that an address names; its beginning when it names none or one that makes no sense. */
export const cursorIn = (text: string | null): Cursor | null => (text === null ? null : parseCursor(text))

/** The combi's of all workspaces of the reader, with what he may do in each. */
export const readCombis = async ({ workspaces }: Pick<Member, 'workspaces'>): Promise<Seed<CombisOverviewDto>> => {
  const now = new Date()
  const ids = workspaces.map(({ workspaceId }) => workspaceId)
  const { items } = await withWorkspaces(getDb(), ids, (scope) => readCombisOverview(scope, now))
  const data = items.flatMap(({ workspaceId, ...combi }) => {
    const home = workspaces.find((workspace) => workspace.workspaceId === workspaceId)
    if (home === undefined) return []
    const workspace = { id: workspaceId, name: home.name }
    return [
      {
        ...combi,
        workspace,
        canWrite: can(home.role, 'process-invoices'),
        canManage: can(home.role, 'manage-combis'),
      },
    ]
  })
  return { data: combisOverview.parse({ items: data }), readAt: now.getTime() }
}

export const readRuns = async (
  reader: Reader,
  query: { combiId: string; cursor: Cursor | null },
): Promise<Seed<RunsPageDto> | null> => {
  if (!isId(query.combiId)) return null
  const { found, readAt } = await inWorkspace(reader, (scope, now) => readRunsPage(scope, query, now))
  return found && { data: runsPage.parse(found), readAt }
}

export const readRun = async (
  reader: Reader,
  query: { runId: string; cursor: Cursor | null },
): Promise<Seed<RunDetailDto> | null> => {
  if (!isId(query.runId)) return null
  const { found, readAt } = await inWorkspace(reader, (scope, now) => readRunDetail(scope, query, now))
  return found && { data: runDetail.parse(found), readAt }
}

export const readInvoices = async (
  reader: Reader,
  query: Omit<InvoicesQuery, 'cursor'> & { cursor: Cursor | null },
): Promise<Seed<InvoicesPageDto> | null> => {
  const { cursor, ...asked } = query
  const { workspaceId } = reader.workspace
  const now = new Date()
  const found = await readInvoicesPage(getDb(), { workspaceId, ...toFilter(asked), sort: toSort(asked), cursor }, now)
  return found && { data: invoicesPage.parse(found), readAt: now.getTime() }
}

export const readInvoice = async (reader: Reader, invoiceId: string): Promise<Seed<InvoiceDetailDto> | null> => {
  if (!isId(invoiceId)) return null
  const { found, readAt } = await inWorkspace(reader, (scope, now) => readInvoiceDetail(scope, invoiceId, now))
  return found && { data: invoiceDetail.parse(found), readAt }
}
