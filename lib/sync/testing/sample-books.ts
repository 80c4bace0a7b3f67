import type { Administration, Chart, FiscalYear, LedgerAccount, VatCode } from '@/lib/domain/books'
import { defaultDescriptionTemplate } from '@/lib/domain/entry-description'
import { addDays } from '@/lib/domain/day'
import { indexChart, type Mapping } from '../choose-account'
import type { BookingRules } from '../plan-booking'

const vatCode = (code: string, description: string, rest: Partial<VatCode> = {}): VatCode => ({
  code,
  description,
  vatBasisPoints: 0,
  isReverseCharge: false,
  sale: 'ordinary',
  direction: 'sales',
  ledgerAccount: '1600',
  ...rest,
})

/** A VAT code for every kind of sale; reverse charge carries the percentage that the customer pays, as vendors state it. */
export const sampleVatCodes: VatCode[] = [
  vatCode('1', 'Af te dragen hoog', { vatBasisPoints: 2100 }),
  vatCode('2', 'Af te dragen laag', { vatBasisPoints: 900, ledgerAccount: '1610' }),
  vatCode('3', 'Verlegd binnenland - levering (1e)', {
    ...{ vatBasisPoints: 2100, isReverseCharge: true, sale: 'reverse-charged' },
  }),
  vatCode('4', 'Verlegd binnen EU - levering (3b)', {
    ...{ vatBasisPoints: 2100, isReverseCharge: true, sale: 'within-eu' },
  }),
  vatCode('5', 'Verlegd buiten EU - levering (3a)', { isReverseCharge: true, sale: 'outside-eu' }),
  vatCode('6', 'Te vorderen hoog', { vatBasisPoints: 2100, direction: 'purchase', ledgerAccount: '1620' }),
  vatCode('7', 'Nultarief'),
]

/** A revenue account that applies this VAT by itself, and takes no other unless said. */
export const ledgerAccount = (
  number: string,
  defaultVatCode: string | null,
  rest: Partial<LedgerAccount> = {},
): LedgerAccount => ({
  number,
  description: `Rekening ${number}`,
  isBlocked: false,
  blockedReason: null,
  isBalanceSheet: false,
  defaultVatCode,
  allowsOtherVat: false,
  ...rest,
})

const sampleAccounts: LedgerAccount[] = [
  ledgerAccount('1700', null, { isBalanceSheet: true }),
  ledgerAccount('8000', '1'),
  ledgerAccount('8010', '2'),
  ledgerAccount('8020', '3'),
  ledgerAccount('8030', '4'),
  ledgerAccount('8040', '5'),
  ledgerAccount('8050', null),
  ledgerAccount('8060', '1', { isBlocked: true, blockedReason: 'Vervallen per 2025' }),
  ledgerAccount('8090', '1'),
]

/** A year of this many periods, from its first day to the day before the same day a year later. */
export const fiscalYear = (year: number, startsOn: string, periods: number): FiscalYear => ({
  year,
  startsOn,
  endsOn: addDays(`${String(Number(startsOn.slice(0, 4)) + 1)}${startsOn.slice(4)}`, -1),
  periods,
})

const sampleAdministration: Administration = {
  ref: '1',
  name: 'Breekijzer B.V.',
  periodsPerYear: 12,
  fiscalYears: [2025, 2026, 2027].map((year) => fiscalYear(year, `${String(year)}-01-01`, 12)),
}

export const sampleChart = (rest: Partial<Chart> = {}): Chart => ({
  administration: sampleAdministration,
  ledgerAccounts: sampleAccounts,
  vatCodes: sampleVatCodes,
  journals: [
    { ref: 'VERK', description: 'Verkopen', kind: 'sales' },
    { ref: 'BANK', description: 'Bank', kind: 'bank' },
  ],
  paymentTermDays: [8, 14, 30],
  ...rest,
})

export const sampleMapping: Mapping = { defaultRevenueAccount: '8090', ledgerAccounts: {}, vatCodes: {} }

/** The sample chart with one account added, or put in the place of the one with its number. */
export const chartWith = (account: LedgerAccount): Chart =>
  sampleChart({
    ledgerAccounts: [...sampleAccounts.filter(({ number }) => number !== account.number), account],
  })

/** Rules as most combi's have them: VAT from the ledger account, sent on the line, no number in use yet. */
export const sampleRules = ({ chart, ...rest }: Partial<BookingRules> & { chart?: Chart } = {}): BookingRules => ({
  index: indexChart(chart ?? sampleChart()),
  mapping: sampleMapping,
  vatMode: 'ledger-default',
  bookingStyle: 'vat-on-line',
  salesJournalRef: 'VERK',
  descriptionTemplate: defaultDescriptionTemplate,
  numberOffset: 0,
  holderOfNumber: () => null,
  ...rest,
})
