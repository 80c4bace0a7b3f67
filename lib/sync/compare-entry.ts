import type { BookedEntry, SalesEntry } from '@/lib/domain/books'
import { formatCents, sumCents } from '@/lib/domain/money'
import type { Reason, ReadBackField } from './reasons'

const differs = (field: ReadBackField, sent: string, read: string): Reason => ({
  code: 'read-back-differs',
  params: { field, sent, read },
})

type Line = { ledgerAccount: string; netCents: number; vatCode: string | null }

const netBy = (key: 'ledgerAccount' | 'vatCode', lines: readonly Line[]): Map<string, number> => {
  const totals = new Map<string, number>()
  for (const line of lines) {
    const name = line[key]
    if (name !== null) totals.set(name, (totals.get(name) ?? 0) + line.netCents)
  }
  return totals
}

/**
 * The base under each code that the books state: the same amount under another code is another box of the return. Lines on
 * other accounts are left out, since books may show the VAT that they add as a line of its own.
 */
const compareVatCodes = (sent: SalesEntry, read: BookedEntry): Reason | null => {
  const sentNets = netBy('vatCode', sent.lines)
  const accounts = new Set(sent.lines.map(({ ledgerAccount }) => ledgerAccount))
  const revenue = read.lines.filter(({ ledgerAccount }) => accounts.has(ledgerAccount))
  for (const [code, netCents] of netBy('vatCode', revenue)) {
    const sentCents = sentNets.get(code) ?? 0
    if (sentCents !== netCents)
      return differs('vat', `${code} ${formatCents(sentCents)}`, `${code} ${formatCents(netCents)}`)
  }
  return null
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
  const readNets = netBy('ledgerAccount', read.lines)
  for (const [account, netCents] of netBy('ledgerAccount', sent.lines)) {
    const readCents = readNets.get(account) ?? 0
    if (readCents !== netCents)
      return differs('account', `${account} ${formatCents(netCents)}`, `${account} ${formatCents(readCents)}`)
  }
  return sent.style === 'vat-as-own-line' ? null : (compareVat(sent, read) ?? compareVatCodes(sent, read))
}
