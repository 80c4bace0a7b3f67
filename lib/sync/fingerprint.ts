import { createHash } from 'node:crypto'
import Big from 'big.js'
import type { Debtor } from '@/lib/domain/debtor'
import type { Invoice, InvoiceLine } from '@/lib/domain/invoice'
import type { Decimal } from '@/lib/domain/money'

const hash = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/** The source writes `1` or `1.000000` as it pleases. */
const withoutNotation = (decimal: Decimal): string => new Big(decimal).toFixed()

const inOrderOfRef = (lines: readonly InvoiceLine[]): InvoiceLine[] =>
  lines.toSorted((one, other) => (one.ref < other.ref ? -1 : 1))

/** Changes when anything changes that a booking depends on; not when a payment or a reminder touches the invoice. */
export const invoiceFingerprint = (invoice: Invoice): string =>
  hash([
    invoice.number,
    invoice.issuedOn,
    invoice.dueOn,
    invoice.companyProfileRef,
    invoice.debtor.ref,
    invoice.netCents,
    invoice.vatCents,
    invoice.grossCents,
    // The source promises no order of lines.
    inOrderOfRef(invoice.lines).map((line) => [
      line.ref,
      line.description,
      withoutNotation(line.quantity),
      withoutNotation(line.unitPrice),
      line.netCents,
      line.vatCents,
      line.vatClass?.ref ?? null,
      line.revenueGroup?.ref ?? null,
      line.revenueGroup?.label ?? null,
    ]),
  ])

/** Changes when anything changes that we write to a debtor in the books. */
export const debtorFingerprint = (debtor: Debtor): string =>
  hash([
    debtor.name,
    debtor.email,
    debtor.phone,
    debtor.website,
    debtor.address === null
      ? null
      : [debtor.address.street, debtor.address.postalCode, debtor.address.city, debtor.address.countryCode],
    debtor.cocNumber,
    debtor.vatNumber,
  ])

/** Fingerprint of a request as it will be sent, kept with the posting. */
export const requestHash = (request: unknown): string => hash(request)

/** Fingerprint of all that a preview shows of a booking; another one means that a person should look again. */
export const previewFingerprint = (shown: unknown): string => hash(shown)
