import Big from 'big.js'
import type { Invoice, InvoiceLine } from '@/lib/domain/invoice'
import { sumCents } from '@/lib/domain/money'

const isWritten = ({ netCents, vatCents }: InvoiceLine): boolean => netCents !== 0 || vatCents !== 0

/** Where the lines add up by themselves nothing is rounded, and quantity and price are only words. */
const isRounded = ({ lines, netCents, vatCents }: Invoice): boolean =>
  sumCents(lines.map((line) => line.netCents)) !== netCents || sumCents(lines.map((line) => line.vatCents)) !== vatCents

const essenceOf = (invoice: Invoice): string =>
  JSON.stringify([
    ...[invoice.number, invoice.issuedOn, invoice.dueOn, invoice.companyProfileRef, invoice.debtor.ref],
    ...[invoice.netCents, invoice.vatCents, invoice.grossCents],
    // A rounding looks at every line, also at those that are not written.
    ...(isRounded(invoice) ? invoice.lines : invoice.lines.filter(isWritten)).map((line) => [
      ...[line.description, line.netCents, line.vatCents],
      ...[line.vatClass?.ref, line.vatClass?.vatBasisPoints, line.revenueGroup?.ref, line.revenueGroup?.label],
      isRounded(invoice) ? [new Big(line.quantity).toFixed(), new Big(line.unitPrice).toFixed()] : null,
    ]),
  ])

/**
 * Whether two versions of an invoice become the very same entry, however the combi books: lines of text, the ids of lines
 * and `2 × 50` for `1 × 100` make no difference to the books.
 */
export const isSameBooking = (one: Invoice, other: Invoice): boolean => essenceOf(one) === essenceOf(other)
