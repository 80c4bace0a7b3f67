import type { Balance, EntryKey, Receipt } from '@/lib/domain/books'
import { sumCents, type Cents } from '@/lib/domain/money'
import type { WatchedEntry } from '../contract'
import { ConnectorError } from '../errors'
import { journalKind } from './chart'
import type { MinoxClient } from './client'
import { findBatch } from './entries'
import { isDebtorLine } from './map'
import { receivableWire, transactionLineWire, type ReceivableWire, type TransactionLineWire } from './schemas'

type Books = { client: MinoxClient; administrationRef: string; now: () => Date }
type Stand = { totalCents: Cents; paidCents: Cents }

/** What the lines tell of an entry: its own total, null when it was not among them, and what was received on it. */
type Trail = { entry: WatchedEntry; stand: Stand | null; ownCents: Cents | null; receipts: Receipt[] }

/**
 * How entries stand. One list of open items tells it of all that are open and unchanged. An entry that left the list, or
 * whose paid amount changed, is explained by the lines of its year: Minox has no changed-since filter, no payment date
 * and no list of payments on an open item. Only what the lines do not explain is asked for by itself.
 */
export const readBalances = async (books: Books, entries: readonly WatchedEntry[]): Promise<Balance[]> => {
  if (entries.length === 0) return []
  const { open, unreadable } = await listOpen(books)
  const readable = entries.filter((entry) => !unreadable.has(keyOf(entry)))
  const asked = readable.filter((entry) => !entry.isSettled || isOpenAgain(entry, open.get(keyOf(entry))))
  const trails = asked.map((entry): Trail => ({
    entry,
    stand: open.get(keyOf(entry)) ?? null,
    ownCents: null,
    receipts: [],
  }))
  await follow(
    books,
    trails.filter(({ entry, stand }) => stand?.paidCents !== entry.knownPaidCents),
  )
  const balances = entries.flatMap((entry): Balance[] => {
    const text = unreadable.get(keyOf(entry))
    return text === undefined ? [] : [{ entryId: entry.entryId, state: 'unreadable', text }]
  })
  for (const trail of trails) balances.push(await toBalanceAlone(books, trail))
  return balances
}

/** As `toBalance`, but an answer that makes no sense is said of this entry only: the others go on. */
const toBalanceAlone = async (books: Books, trail: Trail): Promise<Balance> => {
  try {
    return await toBalance(books, trail)
  } catch (error) {
    if (!(error instanceof ConnectorError) || error.kind !== 'unexpected') throw error
    return { entryId: trail.entry.entryId, state: 'unreadable', text: error.message }
  }
}

/** A settled entry is not in the list of open items, or with the amount that is known: too much was paid. */
const isOpenAgain = ({ knownPaidCents }: WatchedEntry, stand: Stand | undefined): boolean =>
  stand !== undefined && stand.paidCents !== knownPaidCents

const receivedCents = ({ receipts }: Trail): Cents => sumCents(receipts.map(({ amountCents }) => amountCents))

/** What the receipts must add up to: what the open item says was paid, or all of it once it left the list. */
const settledCents = ({ stand, ownCents }: Trail): Cents | null => stand?.paidCents ?? ownCents

const isExplained = (trail: Trail): boolean => receivedCents(trail) === settledCents(trail)

const toBalance = async (books: Books, trail: Trail): Promise<Balance> => {
  const { entryId } = trail.entry
  if (trail.stand === null && trail.ownCents !== null && isExplained(trail))
    return known(trail, { totalCents: trail.ownCents, paidCents: trail.ownCents })
  if (trail.stand) return known(trail, trail.stand)
  const item = await findItem(books, trail.entry)
  if (item) {
    const stand = standOf(item)
    return stand ? known(trail, stand) : { entryId, state: 'unreadable', text: neitherPaidNorBalance }
  }
  const totalCents = await totalOfBatch(books, trail.entry)
  return totalCents === null
    ? { entryId, state: 'missing' }
    : known(trail, { totalCents, paidCents: receivedCents(trail) })
}

const known = (trail: Trail, { totalCents, paidCents }: Stand): Balance => ({
  entryId: trail.entry.entryId,
  state: 'known',
  totalCents,
  paidCents,
  // Half an explanation would date or name a payment wrongly.
  receipts: receivedCents(trail) === paidCents ? trail.receipts : null,
})

const keyOf = (entry: Pick<EntryKey, 'debtorId' | 'invoiceNumber'>) => `${entry.debtorId}/${entry.invoiceNumber}`

const neitherPaidNorBalance = 'minox: an open item says neither paid nor balance'

const standOf = ({ total, paid, balance }: ReceivableWire): Stand | null => {
  const paidCents = paid ?? (balance === undefined ? null : total - balance)
  return paidCents === null ? null : { totalCents: total, paidCents }
}

type OpenItems = { open: Map<string, Stand>; unreadable: Map<string, string> }

/** `GET /receivable?status=open`, named by Minox's own step-by-step guide. */
const listOpen = async ({ client, administrationRef }: Books): Promise<OpenItems> => {
  const items = await client.list({
    path: ['administration', administrationRef, 'receivable'],
    query: { status: 'open' },
  })
  const found: OpenItems = { open: new Map(), unreadable: new Map() }
  for (const item of items) {
    // An item that does not parse is not in the map: if it is one of ours, reading it by itself says what is wrong.
    const { data } = receivableWire.safeParse(item)
    const debtorId = data?.account_id ?? data?.account?.id
    if (!data || debtorId === undefined) continue
    const key = keyOf({ debtorId, invoiceNumber: data.invoice_number })
    const stand = standOf(data)
    if (stand) found.open.set(key, stand)
    else found.unreadable.set(key, neitherPaidNorBalance)
  }
  return found
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

/** Without an open item: its total when the batch still stands (settled and cleaned up), null when somebody removed it. */
const totalOfBatch = async (books: Books, { entryId, debtorId }: EntryKey): Promise<Cents | null> => {
  const lines = await findBatch(books, entryId)
  const own = lines?.filter((line) => isDebtorLine(line) && line.account.id === debtorId) ?? []
  return own.length === 0 ? null : sumCents(own.map(debitCents))
}

const debitCents = ({ credit = 0, debit = 0 }: TransactionLineWire): Cents => debit - credit

/**
 * Follows entries through the lines of their fiscal year and those after it, until what was paid is explained.
 * `GET /year/{fiscal_year}/transaction_lines` without a period is the whole year (onetoweb/minox docs/transaction_line.rst).
 */
const follow = async (books: Books, trails: readonly Trail[]): Promise<void> => {
  // A broken fiscal year may carry the number of the calendar year in which it ends.
  const lastYear = books.now().getUTCFullYear() + 1
  let waiting = trails.filter((trail) => !isExplained(trail))
  for (let year = firstYear(waiting); year <= lastYear && waiting.length > 0; year += 1) {
    const lines = await listYear(books, year)
    if (lines === null) break
    const byKey = new Map(
      waiting.filter(({ entry }) => entry.fiscalYear <= year).map((trail) => [keyOf(trail.entry), trail]),
    )
    for (const line of lines) {
      const trail = byKey.get(`${line.account.id}/${line.invoice_number ?? ''}`)
      if (trail) note(trail, line)
    }
    waiting = waiting.filter((trail) => !isExplained(trail) && (trail.entry.fiscalYear > year || isTraceable(trail)))
  }
}

/** Not open, and not among the lines of its own year: later years will not tell of it either. */
const isTraceable = ({ stand, ownCents }: Trail): boolean => stand !== null || ownCents !== null

const note = (trail: Trail, line: TransactionLineWire): void => {
  if (!isDebtorLine(line)) return
  if (line.batch_id === trail.entry.entryId) trail.ownCents = (trail.ownCents ?? 0) + debitCents(line)
  else {
    const receipt = toReceipt(line)
    if (receipt) trail.receipts.push(receipt)
  }
}

const firstYear = (waiting: readonly Trail[]): number => Math.min(...waiting.map(({ entry }) => entry.fiscalYear))

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

/** A line on a debtor as a receipt, or null for a sale and for an item that is carried into a new year. */
export const toReceipt = (line: TransactionLineWire): Receipt | null => {
  const kind = journalKind(line.journal ?? {})
  const amountCents = 0 - debitCents(line)
  if (kind === 'sales' || kind === 'opening' || amountCents === 0 || line.document_date === undefined) return null
  return { paidOn: line.document_date, amountCents, means: kind === 'bank' || kind === 'cash' ? kind : 'other' }
}
