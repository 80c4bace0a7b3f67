import type { Invoice } from '@/lib/domain/invoice'
import type { Day } from '@/lib/domain/day'
import type { OfferingRule } from '@/lib/domain/offering-rule'
import { invoiceFingerprint } from './fingerprint'
import { meetsRule } from './offering-rule'
import { isSameBooking } from './same-booking'

export type InvoiceState = 'pending' | 'offered' | 'processing' | 'booked' | 'failed' | 'action' | 'ignored'

/** What the mirror holds of an invoice, as far as deciding about it needs. */
export type Mirrored = {
  state: InvoiceState
  fingerprint: string
  sourceUpdatedAt: string
  outstandingCents: number
  sourceState: string
  /** What the booking was made from; null while nothing is booked. */
  bookedFingerprint: string | null
  /** What it said when it was booked; null when that is not known. */
  booked: Invoice | null
}

export type MirrorDecision =
  | { kind: 'skip' }
  /** `isOffered`: the portal hands it over to the bookkeeping by itself. */
  | { kind: 'insert'; fingerprint: string; isOffered: boolean }
  /**
   * `isDrift`: what is booked no longer is what the source says. `isCosmetic`: it changed, and would become the very same
   * entry. `isHealable`: a held invoice may pass now.
   */
  | { kind: 'update'; fingerprint: string; isDrift: boolean; isCosmetic: boolean; isHealable: boolean }

/** What the combi says about invoices that are new to the mirror. */
export type MirrorScope = {
  invoicesFrom: Day
  linkedProfiles: ReadonlySet<string>
  /** What the portal hands over by itself; null while it hands over nothing. */
  offeredByItself: OfferingRule | null
}

/**
 * What reading an invoice means for the mirror. Re-reading is normal (the watermark overlaps), so an invoice that did not
 * change costs nothing; one that changed after it was booked is never changed in silence.
 */
export const planMirror = (invoice: Invoice, mirrored: Mirrored | null, scope: MirrorScope): MirrorDecision => {
  if (mirrored === null) {
    const isInScope = invoice.issuedOn >= scope.invoicesFrom && scope.linkedProfiles.has(invoice.companyProfileRef)
    if (!isInScope) return { kind: 'skip' }
    const { companyProfileRef, debtor, grossCents } = invoice
    const isOffered =
      scope.offeredByItself !== null &&
      meetsRule({ companyProfileRef, debtorRef: debtor.ref, grossCents }, scope.offeredByItself)
    return { kind: 'insert', fingerprint: invoiceFingerprint(invoice), isOffered }
  }
  const fingerprint = invoiceFingerprint(invoice)
  const isSame =
    fingerprint === mirrored.fingerprint &&
    invoice.updatedAt === mirrored.sourceUpdatedAt &&
    invoice.outstandingCents === mirrored.outstandingCents &&
    invoice.sourceState === mirrored.sourceState
  if (isSame) return { kind: 'skip' }
  const hasContentChanged = fingerprint !== mirrored.fingerprint
  const isOther = mirrored.bookedFingerprint !== null && mirrored.bookedFingerprint !== fingerprint
  const isCosmetic = isOther && mirrored.booked !== null && isSameBooking(mirrored.booked, invoice)
  return {
    kind: 'update',
    fingerprint,
    isDrift: hasContentChanged && isOther && !isCosmetic,
    isCosmetic,
    isHealable: hasContentChanged && (mirrored.state === 'action' || mirrored.state === 'failed'),
  }
}
