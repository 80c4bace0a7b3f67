import type { Balance, EntryKey, Receipt } from '@/lib/domain/books'
import { sumCents, type Cents } from '@/lib/domain/money'
import { ConnectorError } from '../errors'
import { journalKind } from './chart'
import type { MinoxClient } from './client'
import { findBatch } from './entries'
import { isDebtorLine } from './map'
import { receivableWire, transactionLineWire, type ReceivableWire, type TransactionLineWire } from './schemas'
import { connectorId } from './settings'

type Books = { client: MinoxClient; administrationRef: string; now: () => Date }
type WatchedEntry = EntryKey & { knownPaidCents: Cents }

/** `paidCents` null: the item left the list of open items and Minox keeps no total of it, so the lines must tell. */
type Seen = { entry: WatchedEntry; totalCents: Cents; paidCents: Cents | null }

/**
 * How entries stand. One list of open items tells it of all that are open and unchanged; an entry that left the list,
 * or whose paid amount changed, is explained by its own open item and by the lines of the year.
 * Minox has no changed-since filter, no payment date and no list of payments on an open item.
 */
export const readBalances = async (books: Books, entries: readonly WatchedEntry[]): Promise<Balance[]> => {
  if (entries.length === 0) return []
  const open = await listOpen(books)
  const seen = new Map<string, Seen>()
  for (const entry of entries) {
    const item = open.get(keyOf(entry)) ?? (await findItem(books, entry))
    const stand = item ? standOf(item) : await standOfBatch(books, entry)
    if (stand) seen.set(entry.entryId, { entry, ...stand })
  }
  const changed = [...seen.values()].filter(({ entry, paidCents }) => paidCents !== entry.knownPaidCents)
  const receipts = await collectReceipts(books, changed)
  return entries.map(({ entryId }) => {
    const stand = seen.get(entryId)
    if (!stand) return { entryId, state: 'missing' }
    const found = receipts.get(entryId)
    const foundCents = sumCents((found ?? []).map(({ amountCents }) => amountCents))
    const paidCents = stand.paidCents ?? foundCents
    return {
      entryId,
      state: 'known',
      totalCents: stand.totalCents,
      paidCents,
      // Half an explanation would date or name a payment wrongly.
      receipts: paidCents === 0 ? [] : found && foundCents === paidCents ? found : null,
    }
  })
}

const keyOf = (entry: Pick<EntryKey, 'debtorId' | 'invoiceNumber'>) => `${entry.debtorId}/${entry.invoiceNumber}`

const standOf = ({ total, paid, balance }: ReceivableWire): { totalCents: Cents; paidCents: Cents } => {
  const paidCents = paid ?? (balance === undefined ? null : total - balance)
  if (paidCents === null)
    throw new ConnectorError('unexpected', 'minox: an open item says neither paid nor balance', { connectorId })
  return { totalCents: total, paidCents }
}

/** `GET /receivable?status=open`, named by Minox's own step-by-step guide. */
const listOpen = async ({ client, administrationRef }: Books): Promise<Map<string, ReceivableWire>> => {
  const items = await client.list({
    path: ['administration', administrationRef, 'receivable'],
    query: { status: 'open' },
  })
  const open = new Map<string, ReceivableWire>()
  for (const item of items) {
    // An item that does not parse is not in the map: if it is one of ours, reading it by itself says what is wrong.
    const { data } = receivableWire.safeParse(item)
    const debtorId = data?.account_id ?? data?.account?.id
    if (data && debtorId !== undefined) open.set(keyOf({ debtorId, invoiceNumber: data.invoice_number }), data)
  }
  return open
}

const findItem = async ({ client, administrationRef }: Books, entry: EntryKey): Promise<ReceivableWire | null> => {
  const answer = await client.find({
    method: 'GET',
    path: [
      'administration',
      administrationRef,
      'receivable',
      'account',
      entry.debtorId,
      'invoice',
      entry.invoiceNumber,
    ],
  })
  return answer === null ? null : client.parse(receivableWire, answer, 'an open item')
}

/** No open item at all: settled and cleaned up when the batch still stands, else removed by somebody. */
const standOfBatch = async (
  books: Books,
  { entryId, debtorId }: EntryKey,
): Promise<{ totalCents: Cents; paidCents: null } | null> => {
  const lines = await findBatch(books, entryId)
  const own = lines?.filter((line) => isDebtorLine(line) && line.account.id === debtorId) ?? []
  return own.length === 0 ? null : { totalCents: 0 - sumCents(own.map(settledCents)), paidCents: null }
}

/** What a line on a debtor settles: positive for money received. */
const settledCents = ({ credit = 0, debit = 0 }: TransactionLineWire): Cents => credit - debit

/**
 * Receipts per entry from the lines of the entry's fiscal year and those after it, until they explain what was paid.
 * `GET /year/{fiscal_year}/transaction_lines` without a period is the whole year (onetoweb/minox docs/transaction_line.rst).
 */
const collectReceipts = async (books: Books, changed: readonly Seen[]): Promise<Map<string, Receipt[]>> => {
  const receipts = new Map<string, Receipt[]>(changed.map(({ entry }) => [entry.entryId, []]))
  // A broken fiscal year may carry the number of the calendar year in which it ends.
  const lastYear = books.now().getUTCFullYear() + 1
  const isExplained = ({ entry, paidCents }: Seen) =>
    paidCents !== null && sumCents((receipts.get(entry.entryId) ?? []).map((one) => one.amountCents)) === paidCents

  let waiting = changed.filter((seen) => !isExplained(seen))
  for (let year = firstYear(waiting); year <= lastYear && waiting.length > 0; year += 1) {
    const lines = await listYear(books, year)
    if (lines === null) break
    const found = waiting.filter(({ entry }) => entry.fiscalYear <= year)
    const byKey = new Map(found.map(({ entry }) => [keyOf(entry), entry]))
    for (const line of lines) {
      const entry =
        line.invoice_number === undefined ? undefined : byKey.get(`${line.account.id}/${line.invoice_number}`)
      const receipt = entry && toReceipt(line, entry)
      if (receipt) receipts.get(entry.entryId)?.push(receipt)
    }
    waiting = waiting.filter((seen) => !isExplained(seen))
  }
  return receipts
}

const firstYear = (waiting: readonly Seen[]): number => Math.min(...waiting.map(({ entry }) => entry.fiscalYear))

/** Null when the administration has no such year, which ends the search. */
const listYear = async ({ client, administrationRef }: Books, year: number): Promise<TransactionLineWire[] | null> => {
  try {
    const items = await client.list({ path: ['administration', administrationRef, 'year', year, 'transaction_lines'] })
    return items.flatMap((item) => {
      const { data } = transactionLineWire.safeParse(item)
      return data ? [data] : []
    })
  } catch (error) {
    const isUnknownYear =
      error instanceof ConnectorError &&
      (error.details.status === 404 || error.details.reason === 'fiscal-year-unknown')
    if (isUnknownYear) return null
    throw error
  }
}

/** The line as a receipt on this entry, or null when it is the entry itself or an item carried into a new year. */
export const toReceipt = (line: TransactionLineWire, { entryId }: Pick<EntryKey, 'entryId'>): Receipt | null => {
  if (!isDebtorLine(line) || line.batch_id === entryId || line.document_date === undefined) return null
  const kind = journalKind(line.journal ?? {})
  if (kind === 'sales' || kind === 'opening') return null
  const amountCents = settledCents(line)
  if (amountCents === 0) return null
  return { paidOn: line.document_date, amountCents, means: kind === 'bank' || kind === 'cash' ? kind : 'other' }
}
