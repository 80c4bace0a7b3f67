import { sumCents, type Cents } from '@/lib/domain/money'
import type { Day } from '@/lib/domain/day'
import type { BookedAmounts } from './booked-amounts'
import type { InvoiceState } from './plan-mirror'

export type Amounts = { netCents: Cents; vatCents: Cents; grossCents: Cents }

/** An invoice as the source states it. */
export type StatedInvoice = Amounts & {
  ref: string
  number: string
  debtorName: string
  issuedOn: Day
  fingerprint: string
  sourceUrl: string | null
}

/** An invoice as the mirror holds it; `entry` is how it was read back when it was booked. */
export type HeldInvoice = StatedInvoice & {
  id: string
  state: InvoiceState
  bookedFingerprint: string | null
  entryId: string | null
  entry: BookedAmounts | null
}

/** What was read afresh from both sides; without it the mirror and the read-back entries speak. */
export type FreshReading = {
  /** Of this administration and this month. */
  invoices: readonly StatedInvoice[]
  /** Held invoices that the source dates in another month by now. */
  movedRefs: ReadonlySet<string>
  unreadable: readonly { ref: string | null; label: string | null }[]
  /** Entries of ours that stand in the books, by their id. */
  entries: ReadonlyMap<string, BookedAmounts>
}

export const partKeys = ['booked', 'ignored', 'failed', 'action', 'waiting', 'pending'] as const
export type PartKey = (typeof partKeys)[number]

export const differenceKinds = [
  'not-in-mirror',
  'before-start',
  'moved-here',
  'moved-away',
  'deleted',
  'unreadable',
  'not-read-yet',
  'missing-in-books',
  'changed-after-booking',
  'amounts-differ',
  'other-month',
] as const
export type DifferenceKind = (typeof differenceKinds)[number]

/** Why what the source says and what is counted are two things, for one invoice. */
export type Difference = {
  kind: DifferenceKind
  ref: string | null
  invoiceId: string | null
  number: string
  debtorName: string
  state: InvoiceState | null
  sourceUrl: string | null
  /** The day under which it was booked, when it was. */
  bookingDate: Day | null
  /** What the source says less what is counted. */
  amounts: Amounts
}

export type Part = { key: PartKey; count: number; amounts: Amounts }

export type Reconciliation = {
  total: { count: number; amounts: Amounts }
  parts: Part[]
  differences: Difference[]
  /** All differences together. Always: total = the sum of the parts + this. */
  differenceTotal: Amounts
}

export const noAmounts: Amounts = { netCents: 0, vatCents: 0, grossCents: 0 }

export const addAmounts = (all: readonly Amounts[]): Amounts => ({
  netCents: sumCents(all.map(({ netCents }) => netCents)),
  vatCents: sumCents(all.map(({ vatCents }) => vatCents)),
  grossCents: sumCents(all.map(({ grossCents }) => grossCents)),
})

const less = (one: Amounts, other: Amounts): Amounts => ({
  netCents: one.netCents - other.netCents,
  vatCents: one.vatCents - other.vatCents,
  grossCents: one.grossCents - other.grossCents,
})

const isZero = ({ netCents, vatCents, grossCents }: Amounts): boolean =>
  netCents === 0 && vatCents === 0 && grossCents === 0

const partOf: Record<InvoiceState, PartKey> = {
  booked: 'booked',
  ignored: 'ignored',
  failed: 'failed',
  action: 'action',
  offered: 'waiting',
  processing: 'waiting',
  pending: 'pending',
}

/** How the books hold a booked invoice now; null when they do not. */
export const entryOf = (held: HeldInvoice, fresh: FreshReading | null): BookedAmounts | null => {
  if (held.state !== 'booked') return null
  return fresh === null ? held.entry : (fresh.entries.get(held.entryId ?? '') ?? null)
}

/** What an invoice counts for: as the books hold it once it is booked, as the mirror holds it before. */
const countedOf = (held: HeldInvoice, fresh: FreshReading | null): Amounts =>
  held.state === 'booked' ? (entryOf(held, fresh) ?? noAmounts) : held

export type ReconcileInput = {
  held: readonly HeldInvoice[]
  fresh: FreshReading | null
  /** The first day of the month. */
  month: Day
  /** Invoices before this day are not the combi's business. */
  invoicesFrom: Day
  /** Invoices that the mirror holds under another month. */
  heldElsewhere: ReadonlyMap<string, { id: string; state: InvoiceState }>
}

/**
 * Whether all that the source invoiced in a month is accounted for: each invoice counts for what became of it, and what
 * the source says beyond that is a difference with a name.
 */
export const reconcile = (input: ReconcileInput): Reconciliation => {
  const { held, fresh } = input
  const stated = fresh === null ? held : fresh.invoices
  const byRef = new Map(stated.map((invoice) => [invoice.ref, invoice]))
  const known = new Set(held.map(({ ref }) => ref))
  const differences = [
    ...held.flatMap((invoice) => differencesOf(invoice, byRef.get(invoice.ref) ?? null, input)),
    ...stated.filter(({ ref }) => !known.has(ref)).map((invoice) => unheldDifference(invoice, input)),
    ...(fresh?.unreadable ?? []).filter(({ ref }) => ref === null || !known.has(ref)).map(unreadableDifference),
  ]
  return {
    total: { count: stated.length, amounts: addAmounts(stated) },
    parts: partKeys.map((key) => {
      const part = held.filter(({ state }) => partOf[state] === key)
      return { key, count: part.length, amounts: addAmounts(part.map((invoice) => countedOf(invoice, fresh))) }
    }),
    differences,
    differenceTotal: addAmounts(differences.map(({ amounts }) => amounts)),
  }
}

const differencesOf = (held: HeldInvoice, stated: StatedInvoice | null, input: ReconcileInput): Difference[] => {
  const { fresh, month } = input
  const entry = entryOf(held, fresh)
  const amounts = less(stated ?? noAmounts, countedOf(held, fresh))
  const kind = kindOf(held, stated, { entry, fresh, amounts })
  const difference = {
    ref: held.ref,
    invoiceId: held.id,
    number: held.number,
    debtorName: held.debtorName,
    state: held.state,
    sourceUrl: held.sourceUrl,
    bookingDate: entry?.bookingDate ?? null,
  }
  return [
    ...(kind === null ? [] : [{ ...difference, kind, amounts }]),
    ...(entry !== null && entry.bookingDate.slice(0, 7) !== month.slice(0, 7)
      ? [{ ...difference, kind: 'other-month' as const, amounts: noAmounts }]
      : []),
  ]
}

type Found = { entry: BookedAmounts | null; fresh: FreshReading | null; amounts: Amounts }

const kindOf = (
  held: HeldInvoice,
  stated: StatedInvoice | null,
  { entry, fresh, amounts }: Found,
): DifferenceKind | null => {
  if (stated === null) {
    if (fresh?.unreadable.some(({ ref }) => ref === held.ref)) return 'unreadable'
    return fresh?.movedRefs.has(held.ref) ? 'moved-away' : 'deleted'
  }
  if (held.state === 'booked') {
    if (entry === null) return 'missing-in-books'
    if (stated.fingerprint !== held.bookedFingerprint) return 'changed-after-booking'
    return isZero(amounts) ? null : 'amounts-differ'
  }
  return isZero(amounts) ? null : 'not-read-yet'
}

const unheldDifference = (stated: StatedInvoice, { invoicesFrom, heldElsewhere }: ReconcileInput): Difference => {
  const elsewhere = heldElsewhere.get(stated.ref)
  const { netCents, vatCents, grossCents } = stated
  const unknownKind = stated.issuedOn < invoicesFrom ? 'before-start' : 'not-in-mirror'
  return {
    kind: elsewhere === undefined ? unknownKind : 'moved-here',
    ref: stated.ref,
    invoiceId: elsewhere?.id ?? null,
    number: stated.number,
    debtorName: stated.debtorName,
    state: elsewhere?.state ?? null,
    sourceUrl: stated.sourceUrl,
    bookingDate: null,
    amounts: { netCents, vatCents, grossCents },
  }
}

/** What cannot be read has no amount; it is named, so that nobody takes the total for all there is. */
const unreadableDifference = ({ ref, label }: FreshReading['unreadable'][number]): Difference => ({
  kind: 'unreadable',
  ref,
  invoiceId: null,
  number: label ?? ref ?? '',
  debtorName: '',
  state: null,
  sourceUrl: null,
  bookingDate: null,
  amounts: noAmounts,
})
