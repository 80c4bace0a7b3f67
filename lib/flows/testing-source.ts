import Big from 'big.js'
import type { SimplicateSandbox } from '@/lib/connectors/simplicate/sandbox'
import type {
  InvoiceRow,
  OrganizationRow,
  PaymentRow,
  PersonRow,
  Tenant,
} from '@/lib/connectors/simplicate/sandbox/records'
import { groupIds, vatIds } from '@/lib/connectors/simplicate/sandbox/seed-vocabulary'
import { totalsOf } from '@/lib/connectors/simplicate/sandbox/totals'
import type { Day } from '@/lib/domain/day'
import { parseCents, type Cents, type Decimal } from '@/lib/domain/money'

export type LineKind = keyof typeof groupIds
export type WantedLine = {
  kind?: LineKind
  amount?: Decimal
  price?: Decimal
  description?: string
  vat?: keyof typeof vatIds
}

export type WantedInvoice = {
  on?: Day
  number?: string
  to?: OrganizationRow | PersonRow
  lines?: readonly WantedLine[]
  profile?: 1 | 2 | 3
  rounding?: InvoiceRow['rounding']
}

/** VAT classes by revenue group; groups without a class of their own sell at the high rate. */
const vatOf = (kind: LineKind): string => (kind in vatIds ? vatIds[kind as keyof typeof vatIds] : vatIds.high)

let sequence = 0

/** A customer that nobody has met yet, with an e-mail address of its own. */
export const newCustomer = (simplicate: SimplicateSandbox, given: Partial<OrganizationRow> = {}): OrganizationRow => {
  sequence += 1
  return simplicate.environment().addOrganization({
    name: `Klant ${String(sequence)} B.V.`,
    email: `klant${String(sequence)}@nieuw.example`,
    vatNumber: 'NL123456782B90',
    visitingAddress: {
      line1: `Dorpsstraat ${String(sequence)}`,
      postalCode: '1234 AB',
      locality: 'Ons Dorp',
      countryCode: 'NL',
    },
    ...given,
  })
}

const isPerson = (row: OrganizationRow | PersonRow): row is PersonRow => row.id.startsWith('person:')

/** A sent invoice with its number; one line of € 100 and 21 % VAT unless said otherwise. */
export const sendInvoice = (
  simplicate: SimplicateSandbox,
  wanted: WantedInvoice = {},
): InvoiceRow & { number: string } => {
  const environment = simplicate.environment()
  const to = wanted.to ?? newCustomer(simplicate)
  const draft = environment.addInvoice({
    profileId: `myorganizationprofile:000000000000000${String(wanted.profile ?? 1)}`,
    organizationId: isPerson(to) ? null : to.id,
    personId: isPerson(to) ? to.id : null,
    number: wanted.number ?? null,
    rounding: wanted.rounding ?? 'line',
    lines: (wanted.lines ?? [{}]).map(({ kind = 'high', vat, ...line }) => ({
      revenueGroupId: groupIds[kind],
      vatClassId: vat === undefined ? vatOf(kind) : vatIds[vat],
      ...line,
    })),
  })
  const sent = environment.sendInvoice(draft.id, wanted.on ?? '2026-11-02')
  if (sent?.number == null) throw new Error('The invoice was not sent')
  return { ...sent, number: sent.number }
}

export const sourceInvoice = (simplicate: SimplicateSandbox, number: string): InvoiceRow => {
  const found = simplicate.environment().tenant.invoices.find((invoice) => invoice.number === number)
  if (found === undefined) throw new Error(`${number} is not in the source`)
  return found
}

export const outstandingCents = (simplicate: SimplicateSandbox, number: string): Cents =>
  parseCents(totalsOf(simplicate.environment().tenant, sourceInvoice(simplicate, number)).outstanding)

export const paymentsOn = (simplicate: SimplicateSandbox, number: string): (PaymentRow & { cents: Cents })[] => {
  const { id } = sourceInvoice(simplicate, number)
  return simplicate
    .environment()
    .tenant.payments.filter(({ invoiceId }) => invoiceId === id)
    .map((payment) => ({ ...payment, cents: parseCents(payment.amount) }))
}

export const messagesOn = (simplicate: SimplicateSandbox, number: string) => {
  const { id } = sourceInvoice(simplicate, number)
  return simplicate.environment().tenant.messages.filter(({ linkedTo }) => linkedTo.invoice_id === id)
}

/** What the source says of an invoice, in cents; nothing here comes from the portal. */
export const totalsInSource = (tenant: Tenant, invoice: InvoiceRow) => {
  const { net, vat, gross } = totalsOf(tenant, invoice)
  return { netCents: parseCents(net), vatCents: parseCents(vat), grossCents: parseCents(gross) }
}

/** `F2026-0012` → 20260012: the number under which the books know it. */
export const digitsOf = (number: string): number => Number(number.replace(/\D/g, ''))

export type ExactSum = { exactCents: number; lines: number }

const add = (sums: Record<string, ExactSum>, key: string, amount: Big): void => {
  const known = sums[key] ?? { exactCents: 0, lines: 0 }
  sums[key] = { exactCents: Number(amount.times(100).plus(known.exactCents)), lines: known.lines + 1 }
}

const accounts = new Set(['8000', '8010', '8020', '8030', '8040', '8050', '1700'])

/** Net of an invoice by ledger account as the labels of its revenue groups say; `exactCents` before rounding. */
export const centsByAccount = (tenant: Tenant, invoice: InvoiceRow): Record<string, ExactSum> => {
  const sums: Record<string, ExactSum> = {}
  for (const line of invoice.lines) {
    const exact = new Big(line.amount).times(line.price)
    const label = tenant.revenueGroups.find(({ id }) => id === line.revenueGroupId)?.label ?? ''
    const [number = ''] = label.split(' ')
    const net = invoice.rounding === 'line' ? exact.round(2, Big.roundHalfUp) : exact
    if (!net.eq(0)) add(sums, accounts.has(number) ? number : '8090', net)
  }
  return sums
}

const vatAccounts: Readonly<Record<string, string>> = { [vatIds.high]: '1510', [vatIds.low]: '1511' }

/** VAT of an invoice by the account that the books keep it on. */
export const centsByVatClass = (tenant: Tenant, invoice: InvoiceRow): Record<string, ExactSum> => {
  const sums: Record<string, ExactSum> = {}
  const { lineVats } = totalsOf(tenant, invoice)
  for (const [at, line] of invoice.lines.entries()) {
    const account = vatAccounts[line.vatClassId ?? '']
    const vat = new Big(lineVats[at] ?? '0')
    if (account !== undefined && !vat.eq(0)) add(sums, account, vat)
  }
  return sums
}
