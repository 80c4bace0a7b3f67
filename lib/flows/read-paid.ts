import type { AccountingAccount } from '@/lib/connectors/contract'
import type { BookedEntry } from '@/lib/domain/books'
import type { Cents } from '@/lib/domain/money'

/** What is paid on an entry now: money may have come in since the last synchronisation. */
export const readPaid = async (
  books: AccountingAccount,
  { administrationRef, entryId }: { administrationRef: string; entryId: string },
  { debtorId, invoiceNumber, period: { fiscalYear } }: BookedEntry,
): Promise<Cents> => {
  const [balance] = await books.readBalances(administrationRef, [
    { entryId, debtorId, invoiceNumber, fiscalYear, knownPaidCents: 0, isSettled: false },
  ])
  return balance?.state === 'known' ? balance.paidCents : 0
}
