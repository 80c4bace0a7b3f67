import type { OpenItemRow } from '@/lib/db/open-items'
import type { Balance } from '@/lib/domain/books'
import { combineBalances } from '@/lib/sync/combine-balances'
import type { RunWork } from './run-work'

type ItemBalances = {
  /** One for each item that the books tell of, by the entry of the item. */
  balances: Balance[]
  /** Of items with several entries: what is paid on each, where that is another amount than was known. */
  paid: { entryId: string; paidCents: number }[]
}

/** Another amount than this one, so that the books are asked to explain it. */
const otherThan = (cents: number): number => (cents === 0 ? 1 : 0)

/**
 * How open items stand: one list for all of them. One that was corrected has several entries, which count as one; when
 * anything changed on one of those, all of them are asked for once more, with what it takes to tell money from an offset.
 */
export const readItemBalances = async (
  { books }: Pick<RunWork, 'books'>,
  administrationRef: string,
  items: readonly OpenItemRow[],
): Promise<ItemBalances> => {
  const found = await books.readBalances(administrationRef, items.flatMap(entriesOf))
  const byEntry = new Map(found.map((balance) => [balance.entryId, balance]))
  const families = items.filter(({ beside }) => beside.length > 0)
  const changed = families.filter((item) =>
    entriesOf(item).some(({ entryId, knownPaidCents }) => {
      const balance = byEntry.get(entryId)
      return balance?.state === 'known' && balance.paidCents !== knownPaidCents
    }),
  )
  if (changed.length > 0) {
    const again = changed.flatMap(entriesOf).map((entry) => {
      const balance = byEntry.get(entry.entryId)
      const paidCents = balance?.state === 'known' ? balance.paidCents : entry.knownPaidCents
      return { ...entry, knownPaidCents: otherThan(paidCents), isSettled: false }
    })
    for (const balance of await books.readBalances(administrationRef, again)) byEntry.set(balance.entryId, balance)
  }
  return {
    balances: items.flatMap((item) => {
      const own = byEntry.get(item.entryId)
      return own === undefined ? [] : [combineBalances(own, item.beside.map(toBeside(byEntry)))]
    }),
    paid: changed.flatMap(entriesOf).flatMap(({ entryId, knownPaidCents }) => {
      const balance = byEntry.get(entryId)
      const isNews = balance?.state === 'known' && balance.paidCents !== knownPaidCents
      return isNews ? [{ entryId, paidCents: balance.paidCents }] : []
    }),
  }
}

const toBeside =
  (byEntry: ReadonlyMap<string, Balance>) =>
  ({ entryId, grossCents, paidCents }: OpenItemRow['beside'][number]) => ({
    ...{ grossCents, knownPaidCents: paidCents, balance: byEntry.get(entryId) ?? null },
  })

/** An item's own entry and those beside it. What was known of the item as a whole is known of its only entry. */
const entriesOf = (item: OpenItemRow) => [
  {
    ...{ entryId: item.entryId, debtorId: item.booksDebtorId, invoiceNumber: item.booksNumber },
    ...{ fiscalYear: item.fiscalYear, isSettled: item.isSettled },
    knownPaidCents: item.beside.length === 0 ? item.paidCents : item.ownPaidCents,
  },
  ...item.beside.map(({ entryId, debtorId, invoiceNumber, fiscalYear, paidCents }) => ({
    ...{ entryId, debtorId, invoiceNumber, fiscalYear, knownPaidCents: paidCents, isSettled: item.isSettled },
  })),
]
