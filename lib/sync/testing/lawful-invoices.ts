import fc from 'fast-check'
import type { Invoice, RevenueGroup, VatClass } from '@/lib/domain/invoice'
import { sumCents } from '@/lib/domain/money'
import { roundHalfAway, toDecimalText } from '@/lib/domain/testing/exact-decimal'
import { invoiceLine, revenueGroup, sampleInvoice, vatClasses } from './sample-invoices'

type Sale = { group: RevenueGroup | null; vatClass: VatClass; account: string; vatCode: string | null }

/** What can stand on a line, with where the sample books put it by the labels and the accounts' own VAT. */
export const sales: Sale[] = [
  { group: revenueGroup('8000 Omzet hoog'), vatClass: vatClasses.high, account: '8000', vatCode: '1' },
  { group: revenueGroup('8010 Omzet laag'), vatClass: vatClasses.low, account: '8010', vatCode: '2' },
  { group: revenueGroup('8020 Omzet verlegd'), vatClass: vatClasses.reversed, account: '8020', vatCode: '3' },
  { group: revenueGroup('8030 Omzet binnen EU'), vatClass: vatClasses.withinEu, account: '8030', vatCode: '4' },
  { group: revenueGroup('8040 Omzet buiten EU'), vatClass: vatClasses.outsideEu, account: '8040', vatCode: '5' },
  { group: revenueGroup('8050 Omzet vrijgesteld'), vatClass: vatClasses.exempt, account: '8050', vatCode: null },
  { group: revenueGroup('Omzet zonder nummer'), vatClass: vatClasses.high, account: '8090', vatCode: '1' },
  { group: revenueGroup('8999 Bestaat niet in Minox'), vatClass: vatClasses.high, account: '8090', vatCode: '1' },
  { group: null, vatClass: vatClasses.high, account: '8090', vatCode: '1' },
]

type Amounts = { quantityThousandths: number; priceTenThousandths: number }
type Rounding = { nets: 'line' | 'total'; vat: 'line' | 'rate' | 'total' }
type Drawn = { sale: Sale; amounts: Amounts }

/** Net in ten-millionths of a euro: thousandths times ten-thousandths. */
const exactNet = ({ quantityThousandths, priceTenThousandths }: Amounts): bigint =>
  BigInt(quantityThousandths) * BigInt(priceTenThousandths)

const exactPerCent = 100_000n
const basisPoints = 10_000n

const sumExact = (parts: readonly bigint[]): bigint => parts.reduce((total, part) => total + part, 0n)

/**
 * The source's own arithmetic: rounding per line, per rate or on the total, all of them lawful. VAT is of the rounded nets
 * when those are what the invoice adds up, else of the exact ones.
 */
const roundLikeTheSource = (drawn: readonly Drawn[], { nets, vat }: Rounding) => {
  const exact = drawn.map(({ amounts }) => exactNet(amounts))
  const rounded = exact.map((net) => roundHalfAway(net, exactPerCent))
  const vatBase = nets === 'line' ? rounded.map((net) => BigInt(net) * exactPerCent) : exact
  const rates = drawn.map(({ sale }) => BigInt(sale.vatClass.vatBasisPoints ?? 0))
  const exactVat = vatBase.map((base, at) => base * (rates[at] ?? 0n))
  const toVatCents = (amount: bigint) => roundHalfAway(amount, exactPerCent * basisPoints)
  const lineVat = exactVat.map(toVatCents)
  const vatOfRate = (rate: bigint) => toVatCents(sumExact(exactVat.filter((_, at) => rates[at] === rate)))
  return {
    nets: rounded,
    lineVat,
    netCents: nets === 'line' ? sumCents(rounded) : roundHalfAway(sumExact(exact), exactPerCent),
    vatCents: {
      line: () => sumCents(lineVat),
      rate: () => sumCents([...new Set(rates)].map(vatOfRate)),
      total: () => toVatCents(sumExact(exactVat)),
    }[vat](),
  }
}

const toInvoice = (drawn: readonly Drawn[], rounding: Rounding, rest: Partial<Invoice> = {}): Invoice => {
  const source = roundLikeTheSource(drawn, rounding)
  const lines = drawn.map(({ sale, amounts }, at) =>
    invoiceLine({
      ref: `invoiceline:${String(at)}`,
      quantity: toDecimalText(amounts.quantityThousandths, 3),
      unitPrice: toDecimalText(amounts.priceTenThousandths, 4),
      vatCents: source.lineVat[at] ?? 0,
      vatClass: sale.vatClass,
      revenueGroup: sale.group,
    }),
  )
  return sampleInvoice(lines, { ...rest, netCents: source.netCents, vatCents: source.vatCents })
}

const amounts: fc.Arbitrary<Amounts> = fc.record({
  quantityThousandths: fc.oneof(
    fc.constantFrom(1000, -1000, 500, 250, 7500, 0),
    fc.integer({ min: -2_000_000, max: 2_000_000 }),
  ),
  // Whole cents, halves of a cent and anything between.
  priceTenThousandths: fc.oneof(
    fc.integer({ min: 0, max: 500_000 }).map((cents) => cents * 100),
    fc.integer({ min: 0, max: 500_000 }).map((cents) => cents * 100 + 50),
    fc.integer({ min: 0, max: 50_000_000 }),
  ),
})

const drawnFrom = (some: readonly Sale[]): fc.Arbitrary<Drawn[]> =>
  fc.array(fc.record({ sale: fc.constantFrom(...some), amounts }), { minLength: 1, maxLength: 30 })

const ofOneRate = fc
  .constantFrom(2100, 900, 0)
  .chain((rate) => drawnFrom(sales.filter(({ vatClass }) => vatClass.vatBasisPoints === rate)))

const anyVat = fc.constantFrom<Rounding['vat'][]>('line', 'rate', 'total')

/**
 * Invoices that a source may lawfully send, of mixed rates and signs, credit and half cents, up to thirty lines. Nets are
 * rounded on the total only where rounding cannot move base from one rate to another, or where VAT is rounded per line.
 */
export const lawfulInvoices: fc.Arbitrary<Invoice> = fc
  .oneof(
    fc.record({ drawn: drawnFrom(sales), rounding: fc.record({ nets: fc.constant('line' as const), vat: anyVat }) }),
    fc.record({ drawn: ofOneRate, rounding: fc.record({ nets: fc.constant('total' as const), vat: anyVat }) }),
    fc.record({ drawn: drawnFrom(sales), rounding: fc.constant({ nets: 'total', vat: 'line' } as const) }),
  )
  .map(({ drawn, rounding }) => toInvoice(drawn, rounding))
  .filter(({ grossCents }) => grossCents !== 0)

/** Invoices whose stated amounts are off by some cents, so that rounding explains some of them and not others. */
export const doubtfulInvoices: fc.Arbitrary<Invoice> = fc
  .record({
    drawn: drawnFrom(sales),
    rounding: fc.record({ nets: fc.constantFrom<Rounding['nets'][]>('line', 'total'), vat: anyVat }),
    netOff: fc.integer({ min: -3, max: 3 }),
    vatOff: fc.integer({ min: -3, max: 3 }),
    lineVatOff: fc.constantFrom(0, 0, 1, -1, 50),
  })
  .map(({ drawn, rounding, netOff, vatOff, lineVatOff }) => {
    const { lines, netCents, vatCents } = toInvoice(drawn, rounding)
    const shifted = lines.map((line, at) => (at === 0 ? { ...line, vatCents: line.vatCents + lineVatOff } : line))
    return sampleInvoice(shifted, { netCents: netCents + netOff, vatCents: vatCents + vatOff + lineVatOff })
  })
