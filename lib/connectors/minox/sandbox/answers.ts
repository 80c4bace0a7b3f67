import { formatCents, type Cents } from '@/lib/domain/money'
import { journalOf } from './books'
import type {
  AdministrationRow,
  BatchRow,
  CustomerRow,
  JournalRow,
  LedgerAccountRow,
  LineRow,
  VatRow,
  WebhookRow,
} from './records'
import type { OpenItem } from './receivables'
import type { SandboxSettings } from './settings'

/** The books as JSON. Field names: omniboost/go-minox types and onetoweb/minox docs. */

const amount = (cents: Cents): number => Number(formatCents(cents))

/** Documented samples show a day as `2019-12-31T00:00:00.000Z`. */
const dateOf = (day: string | null, settings: SandboxSettings): string | null =>
  day === null || settings.plainDates ? day : `${day}T00:00:00.000Z`

export const administrationJson = (row: AdministrationRow) => ({
  id: row.id,
  name: row.name,
  number_of_periods: row.numberOfPeriods,
  vat_on_sub: false,
  currency: { id: 'EUR', exchange_rate: 1, description: 'Euro' },
  chamber_of_commerce: row.chamberOfCommerce,
  country_code: 'NL',
  fiscal_years: row.fiscalYears.map((year) => ({
    number_of_periods: year.periods,
    fiscal_year: year.fiscalYear,
    start_date: year.startDate,
    end_date: year.endDate,
  })),
  ledger_accounts: {
    transaction_rounding: { id: String(row.roundingAccountId), scheme: 'MINOX', type: 'ledger_account' },
  },
})

export const vatJson = (row: VatRow) => ({
  id: row.id,
  type: row.type,
  percentage: row.percentage,
  account_id: row.accountId,
  description: row.description,
  amount: 0,
})

export const ledgerAccountJson = (administration: AdministrationRow, row: LedgerAccountRow) => {
  const vat = administration.vatCodes.find(({ id }) => id === row.vatId)
  return {
    id: row.id,
    description: row.description,
    // An account without VAT: what Minox writes there is not known.
    vat: vat ? vatJson(vat) : { id: 0, type: '', percentage: 0, account_id: '', description: '', amount: 0 },
    allow_free_vat_input: row.allowFreeVatInput,
    debit_credit_suggestion: row.isBalance ? 'none' : 'credit',
    isBalance: row.isBalance,
    blocked: row.blocked,
    rgs: row.rgs === null ? [] : [{ reference_code: row.rgs, level: 5, debit_credit: 'C' }],
  }
}

export const journalJson = (row: JournalRow) => ({
  id: row.id,
  description: row.description,
  type: row.type,
  ledger_account_id: row.ledgerAccountId ?? 0,
  currency: { id: 'EUR', exchange_rate: 1, description: 'Euro' },
  range: row.range
    ? { ...row.range, is_automatically_assigned: true }
    : { start: 0, end: 0, is_automatically_assigned: false },
})

export const customerJson = (row: CustomerRow) => ({
  ...row.rest,
  id: row.id,
  addresses: row.addresses,
  vat: row.vat,
  chamber_of_commerce: row.chamber_of_commerce,
  blocked: row.blocked,
  externalid: row.externalid,
})

/** What a batch and one of its lines are answered as; `messages` come on the first line. */
export const lineJson = (
  administration: AdministrationRow,
  {
    batch,
    line,
    settings,
    messages,
  }: { batch: BatchRow; line: LineRow; settings: SandboxSettings; messages?: unknown[] },
) => {
  const journal = journalOf(administration, batch.journalId)
  const vat = administration.vatCodes.find(({ id }) => id === line.vat?.id)
  return {
    id: line.id,
    batch_id: batch.id,
    account: {
      id: line.accountId,
      scheme: 'MINOX',
      type: line.accountType,
      description: accountDescription(administration, line),
    },
    debit: amount(line.debitCents),
    credit: amount(line.creditCents),
    document_date: dateOf(line.documentDate, settings),
    due_date: dateOf(line.dueDate, settings),
    entry_number: line.entryNumber ?? 0,
    invoice_number: line.invoiceNumber ?? 0,
    journal: {
      id: batch.journalId,
      description: journal?.description ?? '',
      type: journal?.type ?? '',
      line_number: line.lineNumber,
      page_number: batch.pageNumber,
    },
    period: { id: batch.period, fiscal_year: batch.fiscalYear, description: `Periode ${batch.period}` },
    description: line.description,
    vat: vat && line.vat ? { ...vatJson(vat), amount: amount(line.vat.amountCents) } : null,
    payment_term: line.paymentTermId === null ? null : { id: line.paymentTermId },
    cost_center: line.costCenterId === null ? null : { id: line.costCenterId },
    messages: messages ?? [],
  }
}

const accountDescription = (administration: AdministrationRow, line: LineRow): string =>
  line.accountType === 'customer'
    ? (administration.customers.find(({ id }) => String(id) === line.accountId)?.addresses[0]?.name ?? '')
    : (administration.ledgerAccounts.find(({ id }) => String(id) === line.accountId)?.description ?? '')

export const receivableJson = (administration: AdministrationRow, item: OpenItem, settings: SandboxSettings) => {
  const term = administration.paymentTerms.find(({ id }) => id === item.paymentTermId)
  return {
    type: 'receivable',
    account_id: item.customerId,
    account: { id: String(item.customerId), scheme: 'MINOX', type: 'customer' },
    invoice_number: item.invoiceNumber,
    invoice_date: dateOf(item.invoiceDate, settings),
    due_date: dateOf(item.dueDate, settings),
    total: amount(item.totalCents),
    paid: amount(item.paidCents),
    balance: amount(item.balanceCents),
    blocked: 0,
    memo: '',
    reminder: { last_sent: null, number_sent: 0 },
    currency: { id: 'EUR', exchange_rate: 1, description: 'Euro' },
    payment_term: term ? { id: term.id, description: term.description, days: term.days } : null,
    collection_date: null,
    document_id: null,
  }
}

/** Secrets of a webhook are written, never read back (inferred). */
export const webhookJson = (row: WebhookRow) => ({
  ...row.rest,
  id: row.id,
  description: row.description,
  enabled: row.enabled,
  url: row.url,
  authenticationType: row.authenticationType,
  notifications: row.notifications,
})

/** Every number of an answer as text, for a server with loose types. */
export const asText = (value: unknown): unknown => {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(asText)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, asText(field)]))
  return value
}
