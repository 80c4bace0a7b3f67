import Big from 'big.js'
import type { InvoiceRow, LineRow, Tenant } from './records'

/** Amounts of an invoice as decimal text; `lineVats` are unrounded when VAT is rounded on the total. */
export type Totals = { net: string; vat: string; gross: string; outstanding: string; lineVats: string[] }

const cents = (amount: Big) => amount.round(2, Big.roundHalfUp)
const netOf = (line: LineRow) => new Big(line.amount).times(line.price)
const sum = (parts: readonly Big[]) => parts.reduce((total, part) => total.plus(part), new Big(0))

/** VAT is worked out per line or per rate on the total, as `rounding` says: both are lawful and both occur. */
export const totalsOf = (tenant: Tenant, invoice: InvoiceRow): Totals => {
  const percentages = new Map(tenant.vatClasses.map(({ id, percentage }) => [id, percentage]))
  const rateOf = (line: LineRow) => new Big(percentages.get(line.vatClassId ?? '') ?? 0).div(100)
  const isPerLine = invoice.rounding === 'line'
  const nets = invoice.lines.map((line) => (isPerLine ? cents(netOf(line)) : netOf(line)))
  const lineVats = invoice.lines.map((line, index) => {
    const vat = (nets[index] ?? new Big(0)).times(rateOf(line))
    return isPerLine ? cents(vat) : vat
  })
  const classes = [...new Set(invoice.lines.map(({ vatClassId }) => vatClassId))]
  const vatPerClass = classes.map((vatClassId) =>
    cents(sum(lineVats.filter((_, index) => invoice.lines[index]?.vatClassId === vatClassId))),
  )
  const net = cents(sum(nets))
  const vat = sum(vatPerClass)
  const gross = net.plus(vat)
  const paid = sum(
    tenant.payments.filter(({ invoiceId }) => invoiceId === invoice.id).map(({ amount }) => new Big(amount)),
  )
  return {
    net: net.toFixed(),
    vat: vat.toFixed(),
    gross: gross.toFixed(),
    outstanding: gross.minus(paid).toFixed(),
    lineVats: lineVats.map((lineVat) => lineVat.toFixed()),
  }
}
