import type { SimplicateSandbox } from '@/lib/connectors/simplicate/sandbox'
import type { Cents } from '@/lib/domain/money'
import type { EntryInBooks } from './testing-books'
import { centsByAccount, centsByVatClass, sourceInvoice, totalsInSource, type ExactSum } from './testing-source'

/** What an invoice says that its entry must say: in all, on each account, and of VAT under each code. */
export type Content = {
  grossCents: Cents
  rounding: 'line' | 'total'
  netByAccount: Record<string, ExactSum>
  vatByAccount: Record<string, ExactSum>
}

export const contentInSource = (simplicate: SimplicateSandbox, number: string): Content => {
  const { tenant } = simplicate.environment()
  const invoice = sourceInvoice(simplicate, number)
  return {
    grossCents: totalsInSource(tenant, invoice).grossCents,
    rounding: invoice.rounding,
    netByAccount: centsByAccount(tenant, invoice),
    vatByAccount: centsByVatClass(tenant, invoice),
  }
}

/**
 * Where amounts differ by more than rounding does. Amounts that the source rounded line by line leave no room at all; an
 * amount that it rounded on the total may lie on any of its lines, less than a cent on each.
 */
const differing = (
  { rounding, ...content }: Content,
  of: 'netByAccount' | 'vatByAccount',
  booked: Readonly<Record<string, Cents>>,
): string[] =>
  [...new Set([...Object.keys(content[of]), ...Object.keys(booked)])].flatMap((key) => {
    const { exactCents, lines } = content[of][key] ?? { exactCents: 0, lines: 0 }
    const difference = Math.abs((booked[key] ?? 0) - exactCents)
    return difference === 0 || (rounding === 'total' && difference < lines)
      ? []
      : [`account ${key} holds ${String(booked[key] ?? 0)} cents instead of ${String(exactCents)}`]
  })

/** In what an entry is not what the invoice says. */
export const differences = (content: Content, entry: EntryInBooks): string[] => [
  ...(entry.grossCents === content.grossCents
    ? []
    : [`the total is ${String(entry.grossCents)} cents instead of ${String(content.grossCents)}`]),
  ...(entry.imbalanceCents === 0 ? [] : [`it is out of balance by ${String(entry.imbalanceCents)} cents`]),
  ...differing(content, 'netByAccount', entry.netByAccount),
  ...differing(content, 'vatByAccount', entry.vatByAccount),
]
