import type { BookedEntry, BooksMessage, Period, SalesEntry } from '@/lib/domain/books'
import { ConnectorError } from '../errors'
import type { MinoxClient } from './client'
import { fromTransactionLines, toBooksMessage, toTransactionLines } from './map'
import { isMessage, isRefusing, readMessages } from './refusals'
import { transactionLineWire, type TransactionLineWire } from './schemas'
import { connectorId } from './settings'

type Books = { client: MinoxClient; administrationRef: string }

export const batchPath = (administrationRef: string, entryId: string) => [
  'administration',
  administrationRef,
  'transaction_line_batch',
  entryId,
]

/**
 * `PUT /transaction_line_batch/{uuid}` creates or replaces (onetoweb/minox docs/transaction_line_batch.rst).
 * A 2xx may carry messages on its lines, or be a list of messages: a warning is passed on, an error is a refusal.
 */
export const putEntry = async (
  { client, administrationRef }: Books,
  entry: SalesEntry,
  options: { paymentTermId: number | null; descriptionMaxLength: number },
): Promise<{ messages: BooksMessage[] }> => {
  const answer = await client.call({
    method: 'PUT',
    path: batchPath(administrationRef, entry.id),
    body: toTransactionLines(entry, options),
  })
  const messages = linesOf(answer).flatMap((item) =>
    isMessage(item) ? readMessages(JSON.stringify(item)) : (transactionLineWire.safeParse(item).data?.messages ?? []),
  )
  const refusing = messages.filter(isRefusing)
  if (refusing.length > 0) throw client.refusal('the entry', 200, refusing)
  return { messages: messages.map(toBooksMessage) }
}

/** The entry as the books hold it, or null when they hold none under this id. */
export const getEntry = async ({ client, administrationRef }: Books, entryId: string): Promise<BookedEntry | null> => {
  const lines = await findBatch({ client, administrationRef }, entryId)
  if (lines === null) return null
  const entry = fromTransactionLines(entryId, lines)
  if (entry) return entry
  throw new ConnectorError('unexpected', 'minox: what stands under this id is no readable sales entry', { connectorId })
}

/** The lines of a batch; null when there is none, or when it was emptied. */
export const findBatch = async (
  { client, administrationRef }: Books,
  entryId: string,
): Promise<TransactionLineWire[] | null> => {
  const answer = await client.find({ method: 'GET', path: batchPath(administrationRef, entryId) })
  const items = linesOf(answer)
  return items.length === 0 ? null : items.map((item) => client.parse(transactionLineWire, item, 'an entry'))
}

/**
 * All sales entries of a period from one list of lines. A batch with a line that cannot be read is left out,
 * so that it cannot stop its neighbours; `getEntry` says what is wrong with it.
 */
export const listEntries = async ({ client, administrationRef }: Books, period: Period): Promise<BookedEntry[]> => {
  const items = await client.list({
    path: ['administration', administrationRef, 'year', period.fiscalYear, 'transaction_lines'],
    query: { period: String(period.period) },
  })
  const batches = new Map<string, TransactionLineWire[]>()
  const unreadable = new Set<string>()
  for (const item of items) {
    const parsed = transactionLineWire.safeParse(item)
    const id = parsed.data?.batch_id ?? batchIdOf(item)
    if (id === null) continue
    if (parsed.success) batches.set(id, [...(batches.get(id) ?? []), parsed.data])
    else unreadable.add(id)
  }
  return [...batches].flatMap(([id, lines]) => {
    const entry = unreadable.has(id) ? null : fromTransactionLines(id, lines)
    return entry ? [entry] : []
  })
}

/** `DELETE /transaction_line_batch/{uuid}`; one that is gone already counts as removed. */
export const removeEntry = async ({ client, administrationRef }: Books, entryId: string): Promise<void> => {
  await client.find({ method: 'DELETE', path: batchPath(administrationRef, entryId) })
}

const batchIdOf = (item: unknown): string | null =>
  typeof item === 'object' && item !== null && 'batch_id' in item && typeof item.batch_id === 'string'
    ? item.batch_id
    : null

/** A batch is answered as an array of lines; an envelope is accepted as well. */
const linesOf = (answer: unknown): unknown[] => {
  if (Array.isArray(answer)) return answer as unknown[]
  if (typeof answer === 'object' && answer !== null) {
    if ('collection' in answer && Array.isArray(answer.collection)) return answer.collection as unknown[]
    return isMessage(answer) ? [answer] : []
  }
  return []
}
