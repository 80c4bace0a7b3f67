import type { Block, FiscalYearRow, JournalRow, LedgerAccountRow, PaymentTermRow, VatRow } from './records'

const open: Block = { active: false, reason: '' }

/** One VAT code for every type that Minox knows (omniboost/go-minox `VATType`); rates of 2026. */
export const seedVatCodes = (): VatRow[] => [
  { id: 1, type: 'Af te dragen (1a, 1b)', percentage: 21, accountId: '1510', description: 'Btw hoog' },
  { id: 2, type: 'Af te dragen (1a, 1b)', percentage: 9, accountId: '1511', description: 'Btw laag' },
  { id: 4, type: 'Verlegd binnenland - levering (1e)', percentage: 0, accountId: '1530', description: 'Btw verlegd' },
  {
    id: 5,
    type: 'Verlegd buiten EU - levering (3a)',
    percentage: 0,
    accountId: '1531',
    description: 'Export buiten EU',
  },
  {
    id: 6,
    type: 'Verlegd binnen EU - levering (3b)',
    percentage: 0,
    accountId: '1532',
    description: 'Levering binnen EU',
  },
  { id: 7, type: 'Diensten binnen de EU (ICP)', percentage: 0, accountId: '1533', description: 'Diensten binnen EU' },
  {
    id: 8,
    type: 'Afstandsverkopen binnen de EU (3c)',
    percentage: 19,
    accountId: '1534',
    description: 'Afstandsverkopen DE',
  },
  { id: 20, type: 'Te vorderen (5b)', percentage: 21, accountId: '1520', description: 'Voorbelasting hoog' },
  { id: 21, type: 'Te vorderen (5b)', percentage: 9, accountId: '1521', description: 'Voorbelasting laag' },
  {
    id: 22,
    type: 'Verlegd binnenland - verwerving (2a)',
    percentage: 21,
    accountId: '1522',
    description: 'Inkoop verlegd',
  },
  {
    id: 23,
    type: 'Verlegd buiten EU - verwerving (4a)',
    percentage: 21,
    accountId: '1523',
    description: 'Inkoop buiten EU',
  },
  {
    id: 24,
    type: 'Verlegd binnen EU - verwerving (4b)',
    percentage: 21,
    accountId: '1524',
    description: 'Inkoop binnen EU',
  },
]

type AccountEntry = [id: number, description: string, vatId: number | null, allowFreeVatInput: boolean]

const revenue: readonly AccountEntry[] = [
  [8000, 'Omzet hoog', 1, true],
  [8010, 'Omzet laag', 2, true],
  [8020, 'Omzet verlegd', 4, false],
  [8030, 'Omzet binnen EU', 6, false],
  [8040, 'Omzet buiten EU', 5, false],
  [8050, 'Omzet vrijgesteld', null, false],
  [8060, 'Omzet oud', 1, true],
  [8070, 'Omzet afstandsverkopen', 8, false],
  [8080, 'Omzet diensten binnen EU', 7, false],
  [8090, 'Omzet overig', 1, true],
]

const others: readonly [id: number, description: string, rgs: string | null][] = [
  [1000, 'Kas', 'BLimKas'],
  [1100, 'Bank', 'BLimBan'],
  [1200, 'Debiteuren', 'BVorDeb'],
  [1510, 'Btw hoog af te dragen', null],
  [1511, 'Btw laag af te dragen', null],
  [1520, 'Voorbelasting hoog', null],
  [1521, 'Voorbelasting laag', null],
  [1522, 'Voorbelasting verlegd', null],
  [1523, 'Voorbelasting buiten EU', null],
  [1524, 'Voorbelasting binnen EU', null],
  [1530, 'Btw verlegd binnenland', null],
  [1531, 'Btw export', null],
  [1532, 'Btw leveringen EU', null],
  [1533, 'Btw diensten EU', null],
  [1534, 'Btw afstandsverkopen', null],
  [1600, 'Crediteuren', null],
]

/** Revenue by rate, so that the VAT on the ledger account can do its work as Minox advises. */
export const seedLedgerAccounts = (): LedgerAccountRow[] => {
  const balance = others.map(([id, description, rgs]): LedgerAccountRow => ({
    id,
    description,
    vatId: null,
    allowFreeVatInput: true,
    isBalance: true,
    blocked: open,
    rgs,
  }))
  const result = (entry: AccountEntry): LedgerAccountRow => ({
    id: entry[0],
    description: entry[1],
    vatId: entry[2],
    allowFreeVatInput: entry[3],
    isBalance: false,
    blocked: entry[0] === 8060 ? { active: true, reason: 'Vervallen per 1 januari 2025' } : open,
    rgs: entry[0] >= 8000 ? 'WOmz' : null,
  })
  const advance: LedgerAccountRow = { ...result([1700, 'Vooruitgefactureerd', null, true]), isBalance: true }
  return [
    ...balance,
    advance,
    result([4500, 'Dubieuze debiteuren', null, true]),
    result([4990, 'Afrondingsverschillen', null, true]),
    ...revenue.map(result),
  ]
}

export const seedJournals = (): JournalRow[] => [
  {
    id: 'VERK',
    description: 'Verkoopboek',
    type: 'verkopen',
    ledgerAccountId: 1200,
    range: { start: 1000, end: 4999 },
  },
  {
    id: 'VRK2',
    description: 'Verkoopboek webwinkel',
    type: 'verkopen',
    ledgerAccountId: 1200,
    range: { start: 5000, end: 6999 },
  },
  { id: 'INK', description: 'Inkoopboek', type: 'inkopen', ledgerAccountId: 1600, range: null },
  { id: 'BANK', description: 'Bankboek', type: 'bank', ledgerAccountId: 1100, range: null },
  { id: 'KAS', description: 'Kasboek', type: 'kas', ledgerAccountId: 1000, range: null },
  { id: 'MEMO', description: 'Memoriaal', type: 'memoriaal', ledgerAccountId: null, range: null },
  { id: 'BEG', description: 'Beginbalans', type: 'beginbalans', ledgerAccountId: null, range: null },
]

/** The number of a term is not its days: a client that takes one for the other is refused. */
export const seedPaymentTerms = (): PaymentTermRow[] => [
  { id: 1, description: '8 dagen netto', days: 8 },
  { id: 2, description: '14 dagen netto', days: 14 },
  { id: 3, description: '30 dagen netto', days: 30 },
]

/** 2024 to 2027; a broken year bears the number of the calendar year in which it starts. */
export const seedFiscalYears = (periods: number, firstMonth: number): FiscalYearRow[] =>
  [2024, 2025, 2026, 2027].map((fiscalYear) => {
    const month = String(firstMonth).padStart(2, '0')
    const endYear = firstMonth === 1 ? fiscalYear : fiscalYear + 1
    return {
      fiscalYear,
      periods,
      startDate: `${fiscalYear}-${month}-01`,
      endDate: firstMonth === 1 ? `${endYear}-12-31` : `${endYear}-06-30`,
    }
  })
