import { periodsOf, setPeriodClosed } from './calendar'
import type { SandboxClock } from './clock'
import { hashPassword } from './grants'
import type { AdministrationRow, CustomerRow, SandboxState, TenantRow } from './records'
import { seedFiscalYears, seedJournals, seedLedgerAccounts, seedPaymentTerms, seedVatCodes } from './seed-chart'
import { seedCustomers, seedFewCustomers } from './seed-customers'
import { seedHistory } from './seed-history'

type Books = {
  id: number
  name: string
  periods: number
  firstMonth: number
  customers: CustomerRow[]
  months: readonly string[]
}

const monthsOf = (from: string, to: string): string[] => {
  const months: string[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
    for (let month = 1; month <= 12; month += 1) months.push(`${year}-${String(month).padStart(2, '0')}`)
  return months.filter((month) => month >= from && month <= to)
}

const administration = (books: Books): AdministrationRow => {
  const row: AdministrationRow = {
    id: books.id,
    name: books.name,
    numberOfPeriods: books.periods,
    chamberOfCommerce: String(30070000 + books.id),
    roundingAccountId: 4990,
    writeOffAccountId: 4500,
    fiscalYears: seedFiscalYears(books.periods, books.firstMonth),
    closedPeriods: [],
    ledgerAccounts: seedLedgerAccounts(),
    vatCodes: seedVatCodes(),
    journals: seedJournals(),
    paymentTerms: seedPaymentTerms(),
    costCenters: [
      { id: 10, description: 'Advies' },
      { id: 20, description: 'Uitvoering' },
    ],
    customers: books.customers,
    batches: [],
    deletedBatchIds: [],
    lastLineId: 0,
  }
  if (books.customers.length > 0 && books.months.length > 0) seedHistory(row, books.months)
  const [oldest] = row.fiscalYears
  if (oldest) for (const { fiscalYear, period } of periodsOf(oldest)) setPeriodClosed(row, { fiscalYear, period }, true)
  return row
}

const tenant = (id: number, name: string, administrations: AdministrationRow[]): TenantRow => ({
  id,
  name,
  users: [
    { name: 'MINOX', passwordHash: hashPassword('minox') },
    { name: 'JANSEN', passwordHash: hashPassword('jansen') },
  ],
  administrations,
  webhooks: [],
  hasSeedToken: id === 12345,
})

const build = (isLivedIn: boolean): SandboxState => {
  const customers = (rows: () => CustomerRow[]) => (isLivedIn ? rows() : [])
  return {
    tenants: [
      tenant(12345, 'Breekijzer Groep', [
        administration({
          id: 1,
          name: 'Breekijzer B.V.',
          periods: 12,
          firstMonth: 1,
          customers: customers(seedCustomers),
          months: monthsOf('2024-03', '2026-04'),
        }),
        administration({
          id: 2,
          name: 'Gebroken Boekjaar B.V.',
          periods: 12,
          firstMonth: 7,
          customers: customers(seedFewCustomers),
          months: monthsOf('2025-01', '2025-08'),
        }),
        administration({
          id: 3,
          name: 'Vierwekelijks B.V.',
          periods: 13,
          firstMonth: 1,
          customers: customers(seedFewCustomers),
          months: monthsOf('2025-01', '2025-06'),
        }),
        administration({ id: 4, name: 'Kwartaal B.V.', periods: 4, firstMonth: 1, customers: [], months: [] }),
      ]),
      tenant(67890, 'Import Holland', [
        administration({
          id: 1,
          name: 'Import Holland B.V.',
          periods: 12,
          firstMonth: 1,
          customers: customers(seedFewCustomers),
          months: [],
        }),
      ]),
    ],
    grants: [],
    codes: [],
    deliveries: [],
  }
}

/** `breekijzer`: books that are in use. `leeg`: the same administrations without debtors and entries. */
export const seeds = {
  breekijzer: () => build(true),
  leeg: () => build(false),
} satisfies Record<string, (clock: SandboxClock) => SandboxState>

export type SeedName = keyof typeof seeds
