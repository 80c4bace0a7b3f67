import type { BookingStyle, Chart, LedgerAccount, VatCode } from '@/lib/domain/books'
import type { InvoiceLine, VatClass } from '@/lib/domain/invoice'
import type { Reason } from './reasons'

export type VatMode = 'ledger-default' | 'explicit'

/** What a person chose or the wizard stored; keyed by the source's ids. */
export type Mapping = {
  defaultRevenueAccount: string
  /** Revenue group → ledger account; wins over the number in the label. */
  ledgerAccounts: Readonly<Record<string, string>>
  /** VAT class → VAT code of the books. */
  vatCodes: Readonly<Record<string, string>>
}

/** The chart as look-up tables, made once for a batch of invoices. */
export type ChartIndex = {
  chart: Chart
  accounts: ReadonlyMap<string, LedgerAccount>
  vatCodes: ReadonlyMap<string, VatCode>
}

export const indexChart = (chart: Chart): ChartIndex => ({
  chart,
  accounts: new Map(chart.ledgerAccounts.map((account) => [account.number, account])),
  vatCodes: new Map(chart.vatCodes.map((code) => [code.code, code])),
})

export type Choice<T> = { ok: true; value: T; notes: Reason[] } | { ok: false; reason: Reason }

/** The account number that a revenue group's label begins with: `[number] [space] [description]`. Null without one. */
export const accountNumberInLabel = (label: string): string | null => {
  const match = /^\s*0*(\d{1,6})\s+\S/.exec(label)
  return match?.[1] ?? null
}

/** Why a line goes to its account: a person chose it, the revenue group's label names it, or nothing better was known. */
export type AccountOrigin = 'mapping' | 'label' | 'default'

type Found = { account: LedgerAccount | undefined; origin: AccountOrigin }

const findAccount = (group: InvoiceLine['revenueGroup'], index: ChartIndex, mapping: Mapping): Found => {
  const chosen = group === null ? undefined : mapping.ledgerAccounts[group.ref]
  const named = chosen ?? (group === null ? null : accountNumberInLabel(group.label))
  const account = named === null ? undefined : index.accounts.get(named)
  return account === undefined
    ? { account: index.accounts.get(mapping.defaultRevenueAccount), origin: 'default' }
    : { account, origin: chosen === undefined ? 'label' : 'mapping' }
}

/** Where the account that `chooseLedgerAccount` gives a line comes from. */
export const originOfAccount = (
  { revenueGroup }: Pick<InvoiceLine, 'revenueGroup'>,
  index: ChartIndex,
  mapping: Mapping,
): AccountOrigin => findAccount(revenueGroup, index, mapping).origin

/**
 * The ledger account of a line: a person's choice, else the number in the revenue group's label when that account exists,
 * else the combi's default, which is always said. A blocked account is a question, never a silent detour to the default.
 */
export const chooseLedgerAccount = (
  line: Pick<InvoiceLine, 'revenueGroup'>,
  index: ChartIndex,
  mapping: Mapping,
): Choice<LedgerAccount> => {
  const group = line.revenueGroup
  const { account, origin } = findAccount(group, index, mapping)
  if (account === undefined)
    return {
      ok: false,
      reason: { code: 'default-account-missing', params: { account: mapping.defaultRevenueAccount } },
    }
  if (account.isBlocked)
    return {
      ok: false,
      reason: { code: 'account-blocked', params: { account: account.number, text: account.blockedReason ?? '' } },
    }
  const notes: Reason[] =
    origin === 'default'
      ? [{ code: 'default-account-used', params: { revenueGroup: group?.label ?? '', account: account.number } }]
      : []
  return { ok: true, value: account, notes }
}

/** The rate that a code puts on the invoice: nothing when the customer pays the VAT himself. */
export const effectiveBasisPoints = (code: VatCode | null | undefined): number =>
  code == null || code.isReverseCharge ? 0 : code.vatBasisPoints

/** Whether a sale at this rate may carry the code; none at all means a rate of zero. VAT to reclaim is never on a sale. */
const fitsSaleAt = (vatBasisPoints: number, code: VatCode | undefined): boolean =>
  code?.direction !== 'purchase' && effectiveBasisPoints(code) === vatBasisPoints

const describe = (vatClass: VatClass | null): string => vatClass?.label ?? ''

/** The only sales code with this rate; a rate of zero has many meanings and is never guessed. */
const onlyCodeWithRate = (index: ChartIndex, vatBasisPoints: number): VatCode | null => {
  if (vatBasisPoints === 0) return null
  const codes = index.chart.vatCodes.filter(
    (code) => code.direction === 'sales' && !code.isReverseCharge && code.vatBasisPoints === vatBasisPoints,
  )
  return codes.length === 1 ? (codes[0] ?? null) : null
}

/**
 * The VAT code of a line on its account. The amount is the source's and is not touched here; what is checked is that the
 * code means the same rate, so that the books and the VAT return agree with the invoice.
 * @returns null as value when the line carries no VAT and the account applies none.
 */
export const chooseVatCode = (
  line: Pick<InvoiceLine, 'vatClass' | 'vatCents'>,
  account: LedgerAccount,
  rules: { index: ChartIndex; mapping: Mapping; vatMode: VatMode; bookingStyle: BookingStyle },
): Choice<VatCode | null> => {
  const { index, mapping, vatMode, bookingStyle } = rules
  const vatClass = line.vatClass
  const rate = vatClass?.vatBasisPoints ?? 0
  const mapped = vatClass === null ? undefined : mapping.vatCodes[vatClass.ref]
  const own = account.defaultVatCode === null ? undefined : index.vatCodes.get(account.defaultVatCode)
  // With this style no code is sent, so the books apply the account's own whatever was chosen here.
  const isSent = bookingStyle !== 'vat-from-ledger'
  if (mapped !== undefined) {
    const code = index.vatCodes.get(mapped)
    const isAccepted = isSent && (account.allowsOtherVat || account.defaultVatCode === null)
    if (code !== undefined && fitsSaleAt(rate, code) && (isAccepted || own?.code === code.code))
      return { ok: true, value: code, notes: [] }
  }
  // A line without a class has nothing that a person could map.
  if (mapped !== undefined || (vatMode === 'explicit' && vatClass !== null))
    return {
      ok: false,
      reason: { code: 'vat-unmapped', params: { vatClass: describe(vatClass), account: account.number } },
    }
  const isOwnKnown = own !== undefined || account.defaultVatCode === null
  if (isOwnKnown && fitsSaleAt(rate, own)) return { ok: true, value: own ?? null, notes: [] }
  const byRate = isSent && account.allowsOtherVat ? onlyCodeWithRate(index, rate) : null
  if (byRate !== null)
    return {
      ok: true,
      value: byRate,
      notes: [{ code: 'vat-code-by-rate', params: { vatClass: describe(vatClass), vatCode: byRate.code } }],
    }
  return {
    ok: false,
    reason: {
      code: 'vat-rate-differs',
      params: {
        vatClass: describe(vatClass),
        account: account.number,
        accountVatBasisPoints: effectiveBasisPoints(own),
      },
    },
  }
}
