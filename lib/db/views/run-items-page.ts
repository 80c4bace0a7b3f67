import type { Prisma } from '@/prisma/generated/client'
import type { Scope } from '../client'
import { combiLabelColumns, toCombiLabel } from './combi-label'
import { toKeysetPage, type Cursor } from './keyset'
import { runItemColumns, toRunItemViews, type RunItemRow } from './run-item-view'

/** Which records of a log; null leaves a part open. */
export type RunItemFilter = {
  outcome: string | null
  kind: string | null
  reasonCode: string | null
  /** Part of the label or of the debtor's name; at least three characters. */
  words: string | null
  since: Date | null
  /** The first moment that is no longer meant. */
  until: Date | null
}

type ItemsQuery = { combiId: string; filter: RunItemFilter; cursor: Cursor | null; size: number }

const besideCursor = ({ side, key, id }: Cursor): Prisma.RunItemWhereInput => {
  const at = new Date(key)
  return side === 'after'
    ? { at: { lte: at }, OR: [{ at: { lt: at } }, { id: { lt: id } }] }
    : { at: { gte: at }, OR: [{ at: { gt: at } }, { id: { gt: id } }] }
}

const whereOf = ({ outcome, kind, reasonCode, since, until }: RunItemFilter): Prisma.RunItemWhereInput => ({
  ...(outcome !== null && { outcome }),
  ...(kind !== null && { kind }),
  ...(reasonCode !== null && { reasonCode }),
  at: { ...(since !== null && { gte: since }), ...(until !== null && { lt: until }) },
})

const listRows = ({ tx, workspaceId }: Scope, { combiId, filter, cursor, size }: ItemsQuery): Promise<RunItemRow[]> => {
  const order = cursor?.side === 'before' ? 'asc' : 'desc'
  return tx.runItem.findMany({
    where: { workspaceId, combiId, AND: [whereOf(filter), ...(cursor === null ? [] : [besideCursor(cursor)])] },
    select: runItemColumns,
    orderBy: [{ at: order }, { id: order }],
    take: size + 1,
  })
}

/** With words the database's own function finds them; it keeps to the workspace of the transaction. */
const searchRows = ({ tx }: Scope, query: ItemsQuery & { words: string }): Promise<RunItemRow[]> => {
  const { combiId, words, filter, cursor, size } = query
  const { outcome, kind, reasonCode, since, until } = filter
  return tx.$queryRaw`
    SELECT id, "runId", at, kind, label, "invoiceId", "debtorName", "amountCents", "bookingDate", outcome, "reasonCode",
      "reasonParams"
    FROM search_log(${combiId}::uuid, ${words}, ${outcome}, ${kind}, ${reasonCode}, ${since}::timestamptz,
      ${until}::timestamptz, ${cursor === null ? null : new Date(cursor.key)}::timestamptz, ${cursor?.id ?? null}::uuid,
      ${cursor?.side !== 'before'}, ${size + 1})`
}

/** Records of a combi, newest first. */
export const listRunItems = async (scope: Scope, query: ItemsQuery) => {
  const { words } = query.filter
  const rows = words === null ? await listRows(scope, query) : await searchRows(scope, { ...query, words })
  const page = toKeysetPage(rows, query, ({ at, id }) => ({ key: at.toISOString(), id }))
  return { ...page, items: await toRunItemViews(scope, page.items) }
}

/** How many invoices wait for another try with each of these causes. */
const countWaiting = async (
  { tx, workspaceId }: Scope,
  combiId: string,
  codes: readonly string[],
): Promise<Record<string, number>> => {
  if (codes.length === 0) return {}
  const rows = await tx.invoice.groupBy({
    by: ['reasonCode'],
    where: { workspaceId, combiId, state: { in: ['failed', 'action'] }, reasonCode: { in: [...codes] } },
    _count: true,
  })
  return Object.fromEntries(
    rows.flatMap(({ reasonCode, _count }) => (reasonCode === null ? [] : [[reasonCode, _count]])),
  )
}

/**
 * One page of a combi's records over all its runs, newest first, and how many invoices wait with the causes on it. Null: the
 * workspace has no such combi.
 */
export const readRunItemsPage = async (scope: Scope, query: ItemsQuery) => {
  const { tx, workspaceId } = scope
  const { combiId, filter } = query
  const combi = await tx.combi.findFirst({ where: { workspaceId, id: combiId }, select: combiLabelColumns })
  if (combi === null) return null
  const page = await listRunItems(scope, query)
  const codes = new Set(
    page.items.flatMap(({ reason, invoice }) => (invoice === null || reason === null ? [] : reason.code)),
  )
  if (filter.reasonCode !== null) codes.add(filter.reasonCode)
  return { ...page, combi: toCombiLabel(combi), waiting: await countWaiting(scope, combiId, [...codes]) }
}
