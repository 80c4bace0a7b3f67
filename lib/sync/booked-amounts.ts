import type { BookedEntry, SalesEntry } from '@/lib/domain/books'
import { sumCents, type Cents } from '@/lib/domain/money'
import type { Day } from '@/lib/domain/day'

/** A share of an entry: on which account, under which VAT code. Null where the books do not say. */
export type BookedShare = { ledgerAccount: string | null; vatCode: string | null; netCents: Cents; vatCents: Cents }

/** An entry in the three amounts of its invoice, and how they are spread; the shares always add up to the amounts. */
export type BookedAmounts = {
  netCents: Cents
  vatCents: Cents
  grossCents: Cents
  bookingDate: Day
  shares: BookedShare[]
}

const netByAccount = (lines: readonly { ledgerAccount: string; netCents: Cents }[]): Map<string, Cents> => {
  const nets = new Map<string, Cents>()
  for (const { ledgerAccount, netCents } of lines) nets.set(ledgerAccount, (nets.get(ledgerAccount) ?? 0) + netCents)
  return nets
}

const isSame = (one: ReadonlyMap<string, Cents>, other: ReadonlyMap<string, Cents>): boolean =>
  one.size === other.size && [...one].every(([account, netCents]) => other.get(account) === netCents)

/**
 * What the books hold of an invoice. Books that state no VAT on a line are believed to hold what was sent, as long as
 * every account holds what was sent there; whatever then is left of the VAT has no code.
 */
export const bookedAmounts = (entry: BookedEntry, sent: Pick<SalesEntry, 'lines'>): BookedAmounts => {
  const revenueAccounts = new Set(sent.lines.map(({ ledgerAccount }) => ledgerAccount))
  const vatAccounts = new Set(sent.lines.flatMap(({ vatLedgerAccount }) => vatLedgerAccount ?? []))
  const isVat = ({ ledgerAccount }: { ledgerAccount: string }) =>
    vatAccounts.has(ledgerAccount) && !revenueAccounts.has(ledgerAccount)
  const revenue = entry.lines.filter((line) => !isVat(line))
  const isStated = revenue.every(({ vatCents, vatCode }) => vatCents !== null && vatCode !== null)
  const lines = !isStated && isSame(netByAccount(revenue), netByAccount(sent.lines)) ? sent.lines : revenue
  const shares: BookedShare[] = lines.map(({ ledgerAccount, vatCode, netCents, vatCents }) => ({
    ledgerAccount,
    vatCode,
    netCents,
    vatCents: vatCents ?? 0,
  }))
  const netCents = sumCents(shares.map((share) => share.netCents))
  const vatCents = entry.grossCents - netCents
  const leftCents = vatCents - sumCents(shares.map((share) => share.vatCents))
  if (leftCents !== 0) shares.push({ ledgerAccount: null, vatCode: null, netCents: 0, vatCents: leftCents })
  return { netCents, vatCents, grossCents: entry.grossCents, bookingDate: entry.bookingDate, shares }
}

/** What stands on each account, or under each code, over all of these entries; what has none comes last. */
export const totalShares = (
  entries: readonly BookedAmounts[],
  key: 'ledgerAccount' | 'vatCode',
): { key: string | null; netCents: Cents; vatCents: Cents }[] => {
  const totals = new Map<string | null, { netCents: Cents; vatCents: Cents }>()
  for (const share of entries.flatMap(({ shares }) => shares)) {
    const total = totals.get(share[key]) ?? { netCents: 0, vatCents: 0 }
    totals.set(share[key], {
      netCents: total.netCents + share.netCents,
      vatCents: total.vatCents + share.vatCents,
    })
  }
  return [...totals]
    .map(([name, total]) => ({ key: name, ...total }))
    .sort((one, other) => (one.key ?? '\uFFFF').localeCompare(other.key ?? '\uFFFF', 'nl', { numeric: true }))
}
