import type { BookedEntry, SalesEntry } from '@/lib/domain/books'
import { formatCents, sumCents } from '@/lib/domain/money'
import type { Reason, ReadBackField } from './reasons'

const differs = (field: ReadBackField, sent: string, read: string): Reason => ({
  code: 'read-back-differs',
  params: { field, sent, read },
})

const netByAccount = (lines: readonly { ledgerAccount: string; netCents: number }[]): Map<string, number> => {
  const totals = new Map<string, number>()
  for (const { ledgerAccount, netCents } of lines)
    totals.set(ledgerAccount, (totals.get(ledgerAccount) ?? 0) + netCents)
  return totals
}

const compareVat = (sent: SalesEntry, read: BookedEntry): Reason | null => {
  const stated = read.lines.flatMap(({ vatCents }) => (vatCents === null ? [] : [vatCents]))
  if (stated.length === 0) return null
  const sentVat = sumCents(sent.lines.map(({ vatCents }) => vatCents))
  const readVat = sumCents(stated)
  return sentVat === readVat ? null : differs('vat', formatCents(sentVat), formatCents(readVat))
}

/**
 * The first thing in which what the books hold differs from what was sent, or null when all of it agrees.
 * Only after null an invoice counts as booked.
 */
export const compareEntry = (sent: SalesEntry, read: BookedEntry | null): Reason | null => {
  if (read === null) return differs('presence', String(sent.invoiceNumber), '')
  if (read.debtorId !== sent.debtorId) return differs('debtor', sent.debtorId, read.debtorId)
  if (read.invoiceNumber !== sent.invoiceNumber)
    return differs('number', String(sent.invoiceNumber), String(read.invoiceNumber))
  if (read.journalRef !== sent.journalRef) return differs('journal', sent.journalRef, read.journalRef)
  if (read.bookingDate !== sent.bookingDate) return differs('date', sent.bookingDate, read.bookingDate)
  if (read.period.fiscalYear !== sent.period.fiscalYear || read.period.period !== sent.period.period)
    return differs(
      'period',
      `${String(sent.period.fiscalYear)}-${String(sent.period.period)}`,
      `${String(read.period.fiscalYear)}-${String(read.period.period)}`,
    )
  if (read.grossCents !== sent.grossCents)
    return differs('total', formatCents(sent.grossCents), formatCents(read.grossCents))
  const readNets = netByAccount(read.lines)
  for (const [account, netCents] of netByAccount(sent.lines)) {
    const readCents = readNets.get(account) ?? 0
    if (readCents !== netCents)
      return differs('account', `${account} ${formatCents(netCents)}`, `${account} ${formatCents(readCents)}`)
  }
  return sent.style === 'vat-as-own-line' ? null : compareVat(sent, read)
}
