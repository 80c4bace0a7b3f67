import Big from 'big.js'
import type { InvoiceRow, LineRow, Tenant } from './records'

type Amounts = { net: string; vat: string; gross: string; lineVats: string[] }
/** Amounts of an invoice as decimal text; `lineVats` are unrounded when VAT is rounded on the total. */
export type Totals = Amounts & { outstanding: string }

const cents = (amount: Big) => amount.round(2, Big.roundHalfUp)
const netOf = (line: LineRow) => new Big(line.amount).times(line.price)
const sum = (parts: readonly Big[]) => parts.reduce((total, part) => total.plus(part), new Big(0))

// A row is replaced when it changes, so what was worked out for it stays true for as long as it exists.
const known = new WeakMap<InvoiceRow, Amounts>()

/** VAT is worked out per line or per rate on the total, as `rounding` says: both are lawful and both occur. */
export const totalsOf = (tenant: Tenant, invoice: InvoiceRow): Totals => {
  const amounts = known.get(invoice) ?? workOut(tenant, invoice)
  known.set(invoice, amounts)
  const payments = tenant.payments.filter(({ invoiceId }) => invoiceId === invoice.id)
  if (payments.length === 0) return { ...amounts, outstanding: amounts.gross }
  const paid = sum(payments.map(({ amount }) => new Big(amount)))
  return { ...amounts, outstanding: new Big(amounts.gross).minus(paid).toFixed() }
}

const workOut = ({ vatClasses }: Tenant, { lines, rounding }: InvoiceRow): Amounts => {
  const percentages = new Map(vatClasses.map(({ id, percentage }) => [id, percentage]))
  const rateOf = (line: LineRow) => new Big(percentages.get(line.vatClassId ?? '') ?? 0).div(100)
  const isPerLine = rounding === 'line'
  const nets = lines.map((line) => (isPerLine ? cents(netOf(line)) : netOf(line)))
  const lineVats = lines.map((line, index) => {
    const vat = (nets[index] ?? new Big(0)).times(rateOf(line))
    return isPerLine ? cents(vat) : vat
  })
  const classes = [...new Set(lines.map(({ vatClassId }) => vatClassId))]
  const vatPerClass = classes.map((vatClassId) =>
    cents(sum(lineVats.filter((_, index) => lines[index]?.vatClassId === vatClassId))),
  )
  const net = cents(sum(nets))
  const vat = sum(vatPerClass)
  return {
    net: net.toFixed(),
    vat: vat.toFixed(),
    gross: net.plus(vat).toFixed(),
    lineVats: lineVats.map((lineVat) => lineVat.toFixed()),
  }
}
