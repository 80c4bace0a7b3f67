import type { Invoice, InvoiceLine, RevenueGroup, VatClass } from '@/lib/domain/invoice'
import { multiplyToCents, sumCents } from '@/lib/domain/money'
import { roundHalfAway } from '@/lib/domain/testing/exact-decimal'

const vatClass = (ref: string, label: string, vatBasisPoints: number | null): VatClass => ({
  ref: `vatclass:${ref}`,
  code: null,
  label,
  vatBasisPoints,
})

/** The VAT classes of the source. */
export const vatClasses = {
  high: vatClass('high', 'BTW hoog 21%', 2100),
  low: vatClass('low', 'BTW laag 9%', 900),
  reversed: vatClass('reversed', 'BTW verlegd', 0),
  withinEu: vatClass('within-eu', 'Binnen EU', 0),
  outsideEu: vatClass('outside-eu', 'Buiten EU', 0),
  exempt: vatClass('exempt', 'Vrijgesteld', 0),
  unreadable: vatClass('unreadable', 'Zie factuur', null),
} satisfies Record<string, VatClass>

/** A revenue group by its label, which by convention begins with an account number. */
export const revenueGroup = (label: string): RevenueGroup => ({
  ref: `revenuegroup:${label.toLowerCase().replaceAll(' ', '-')}`,
  label,
})

type LineParts = Partial<InvoiceLine> & { ref: string }

/**
 * A line of 1 × € 100.00 at 21 % on `8000 Omzet hoog`, unless said otherwise. Its net always follows from quantity and
 * price, its VAT from the class when it is not given.
 */
export const invoiceLine = ({ quantity = '1', unitPrice = '100.00', ...rest }: LineParts): InvoiceLine => {
  const netCents = multiplyToCents(quantity, unitPrice)
  const vatBasisPoints = rest.vatClass === undefined ? 2100 : (rest.vatClass?.vatBasisPoints ?? 0)
  return {
    description: `Regel ${rest.ref}`,
    vatCents: roundHalfAway(BigInt(netCents) * BigInt(vatBasisPoints), 10_000n),
    vatClass: vatClasses.high,
    revenueGroup: revenueGroup('8000 Omzet hoog'),
    ...rest,
    quantity,
    unitPrice,
    netCents,
  }
}

/** A sent invoice with these lines, totals counted from them unless said otherwise. */
export const sampleInvoice = (lines: readonly InvoiceLine[], rest: Partial<Invoice> = {}): Invoice => {
  const netCents = rest.netCents ?? sumCents(lines.map((line) => line.netCents))
  const vatCents = rest.vatCents ?? sumCents(lines.map((line) => line.vatCents))
  const grossCents = rest.grossCents ?? netCents + vatCents
  return {
    ref: 'invoice:9b1f0c52d87a4e36',
    number: 'F2026-0042',
    issuedOn: '2026-03-12',
    dueOn: '2026-04-11',
    paymentTermDays: 30,
    companyProfileRef: 'myorganizationprofile:0000000000000001',
    debtor: { ref: 'organization:f43291b735e91dc7', kind: 'organization', name: 'Rivier BV' },
    subject: 'Advies maart',
    outstandingCents: grossCents,
    sourceState: 'sent',
    sourceUrl: null,
    updatedAt: '2026-03-12 10:00:01',
    ...rest,
    lines: [...lines],
    netCents,
    vatCents,
    grossCents,
  }
}
