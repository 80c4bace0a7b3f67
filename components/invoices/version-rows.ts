import type { InvoiceVersionDto } from '@/lib/dto/invoice-detail'

type Line = InvoiceVersionDto['lines'][number]

/** A fact of an invoice in both versions; null where one of them does not have it. */
export type VersionRow =
  | { kind: 'number' | 'debtor'; booked: string; now: string }
  | { kind: 'issuedOn' | 'dueOn'; booked: string; now: string }
  | { kind: 'net' | 'vat' | 'gross'; booked: number; now: number }
  | { kind: 'line'; at: number; description: string; booked: Line | null; now: Line | null }

const textOf = ({ description, quantity, unitPrice, netCents, vatCents, vatClass, revenueGroup }: Line): string =>
  JSON.stringify([description, Number(quantity), Number(unitPrice), netCents, vatCents, vatClass, revenueGroup])

/** Whether the two sides of a row say something else. */
export const isDifferent = (row: VersionRow): boolean =>
  row.kind === 'line' ? (row.booked && textOf(row.booked)) !== (row.now && textOf(row.now)) : row.booked !== row.now

/** Both versions fact by fact: the header, the totals, and each line by its id in the source, what was added at the end. */
export const versionRows = (booked: InvoiceVersionDto, now: InvoiceVersionDto): VersionRow[] => {
  const left = new Map(booked.lines.map((line) => [line.ref, line]))
  const right = new Map(now.lines.map((line) => [line.ref, line]))
  const refs = [...new Set([...left.keys(), ...right.keys()])]
  return [
    { kind: 'number', booked: booked.number, now: now.number },
    { kind: 'debtor', booked: booked.debtorName, now: now.debtorName },
    { kind: 'issuedOn', booked: booked.issuedOn, now: now.issuedOn },
    { kind: 'dueOn', booked: booked.dueOn, now: now.dueOn },
    ...refs.map((ref, at): VersionRow => {
      const [one, other] = [left.get(ref) ?? null, right.get(ref) ?? null]
      return { kind: 'line', at: at + 1, description: (other ?? one)?.description ?? '', booked: one, now: other }
    }),
    { kind: 'net', booked: booked.netCents, now: now.netCents },
    { kind: 'vat', booked: booked.vatCents, now: now.vatCents },
    { kind: 'gross', booked: booked.grossCents, now: now.grossCents },
  ]
}
