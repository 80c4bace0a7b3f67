import { z } from 'zod'
import type { Scope } from '../client'

/** More requests than these tell nothing that the nearest ones do not. */
const mostCalls = 50

const callColumns = {
  id: true,
  at: true,
  connectorId: true,
  method: true,
  path: true,
  status: true,
  durationMs: true,
  waitedMs: true,
} as const

const aboutDebtor = z.object({ booksDebtorId: z.string().min(1) })

/** The ids under which the two systems know the record; an address holds them as they are, or encoded. */
const namesOf = (ids: readonly (string | null | undefined)[]): string[] => [
  ...new Set(ids.flatMap((id) => (id ? [id, encodeURIComponent(id)] : []))),
]

/** Between two slashes or at an end: `12` is not named by `/customers/123`. */
const doesName = (path: string, names: readonly string[]): boolean =>
  names.some((name) =>
    path.split(name).some((before, at, parts) => {
      const after = parts[at + 1]
      return after !== undefined && !/[\w-]$/.test(before) && !/^[\w-]/.test(after)
    }),
  )

type RecordRow = { runId: string; at: Date; ref: string | null; invoiceId: string | null; reasonParams: unknown }

const findNames = async (
  { tx, workspaceId }: Scope,
  { ref, invoiceId, reasonParams }: RecordRow,
): Promise<string[]> => {
  // What was refused stands here as well: an invoice itself only knows the entry that it has.
  const postings =
    invoiceId === null ? [] : await tx.posting.findMany({ where: { workspaceId, invoiceId }, select: { id: true } })
  const debtor = aboutDebtor.safeParse(reasonParams)
  return namesOf([ref, ...postings.map(({ id }) => id), debtor.success ? debtor.data.booksDebtorId : null])
}

/**
 * The requests behind a record. A request is made for one record or for many at once, and its run does not say for which; what
 * can be said is which ones name the record in their address (`own`), and what else was read between the previous thing that
 * the run wrote down and this record (`shared`). Null: the combi's log has no such record.
 */
export const readRecordCalls = async (scope: Scope, { combiId, recordId }: { combiId: string; recordId: string }) => {
  const { tx, workspaceId } = scope
  const record = await tx.runItem.findFirst({
    where: { workspaceId, combiId, id: recordId },
    select: { runId: true, at: true, ref: true, invoiceId: true, reasonParams: true },
  })
  if (record === null) return null
  const { runId, at } = record
  const names = await findNames(scope, record)
  const previous = await tx.runItem.findFirst({
    where: { workspaceId, runId, at: { lt: at } },
    select: { at: true },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  })
  const first = await tx.vendorCall.findFirst({ where: { workspaceId, runId }, select: { id: true } })
  // Only this run's, of which there are few: an id is looked for in the address, whatever stands around it.
  const own = await tx.vendorCall.findMany({
    where: { workspaceId, runId, OR: names.map((name) => ({ path: { contains: name } })) },
    select: callColumns,
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
  const around = await tx.vendorCall.findMany({
    where: { workspaceId, runId, method: 'GET', at: { lte: at, ...(previous !== null && { gt: previous.at }) } },
    select: callColumns,
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: mostCalls,
  })
  const named = own.filter(({ path }) => doesName(path, names)).slice(0, mostCalls)
  const known = new Set(named.map(({ id }) => id))
  const toView = <Call extends { at: Date }>(call: Call) => ({ ...call, at: call.at.toISOString() })
  return {
    isKept: first !== null,
    own: named.map(toView),
    shared: around
      .filter(({ id }) => !known.has(id))
      .toReversed()
      .map(toView),
  }
}
