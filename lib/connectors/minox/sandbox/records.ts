import type { Day } from '@/lib/domain/day'
import type { Cents } from '@/lib/domain/money'

/** Vendor words in the books of the sandbox; amounts are cents, days are text. */
export type VatRow = { id: number; type: string; percentage: number; accountId: string; description: string }

export type Block = { active: boolean; reason: string }

export type LedgerAccountRow = {
  id: number
  description: string
  vatId: number | null
  allowFreeVatInput: boolean
  isBalance: boolean
  blocked: Block
  rgs: string | null
}

export type JournalRow = {
  id: string
  description: string
  /** The product's own words; the API's are unknown. */
  type: 'kas' | 'bank' | 'beginbalans' | 'memoriaal' | 'inkopen' | 'verkopen'
  ledgerAccountId: number | null
  range: { start: number; end: number } | null
}

export type PaymentTermRow = { id: number; description: string; days: number }

/** The JSON of a customer as clients sent it, completed by what the books add. */
export type CustomerRow = {
  id: number
  externalid: string
  addresses: CustomerAddress[]
  vat: Record<string, unknown>
  chamber_of_commerce: string
  blocked: Block
  /** Everything else of the object, kept as it came. */
  rest: Record<string, unknown>
}

export type CustomerAddress = {
  address_type: string
  name: string
  email_addresses: { email_address_type: string; email_address: string }[]
  [field: string]: unknown
}

export type LineRow = {
  id: string
  lineNumber: number
  /** Made by the books (VAT, rounding), not by whoever entered the batch. */
  isAutomatic: boolean
  accountId: string
  accountType: 'ledger_account' | 'customer' | 'supplier'
  debitCents: Cents
  creditCents: Cents
  documentDate: Day
  dueDate: Day | null
  invoiceNumber: number | null
  entryNumber: number | null
  description: string
  vat: { id: number; amountCents: Cents } | null
  paymentTermId: number | null
  costCenterId: number | null
}

export type BatchRow = {
  id: string
  journalId: string
  fiscalYear: number
  period: number
  pageNumber: number
  lines: LineRow[]
  /** The request as it was understood: the same content again changes nothing. */
  content: string
  bookedAt: string
  blob: { name: string; mimeType: string; base64: string } | null
}

export type FiscalYearRow = { fiscalYear: number; periods: number; startDate: Day; endDate: Day }

export type AdministrationRow = {
  id: number
  name: string
  numberOfPeriods: number
  chamberOfCommerce: string
  roundingAccountId: number
  writeOffAccountId: number
  fiscalYears: FiscalYearRow[]
  /** `2024/3` */
  closedPeriods: string[]
  ledgerAccounts: LedgerAccountRow[]
  vatCodes: VatRow[]
  journals: JournalRow[]
  paymentTerms: PaymentTermRow[]
  costCenters: { id: number; description: string }[]
  customers: CustomerRow[]
  batches: BatchRow[]
  deletedBatchIds: string[]
  lastLineId: number
}

export type WebhookRow = {
  id: string
  description: string
  enabled: boolean
  url: string
  authenticationType: string
  bearer: string
  username: string
  password: string
  notifications: { receivable: boolean; payable: boolean }
  rest: Record<string, unknown>
  history: { at: string; status: number | null }[]
}

export type WebhookDelivery = { webhookId: string; tenantId: number; body: string }

export type GrantRow = {
  id: string
  tenantId: number
  clientId: string
  scopes: string[]
  administrationIds: number[]
  isRevoked: boolean
  accessTokens: { hash: string; expiresAtMs: number }[]
  /** `diesAtMs` null: the newest one. */
  refreshTokens: { hash: string; diesAtMs: number | null }[]
}

type CodeRow = {
  hash: string
  grantId: string
  redirectUri: string
  codeChallenge: string | null
  expiresAtMs: number
  isUsed: boolean
}

export type TenantRow = {
  id: number
  name: string
  users: { name: string; passwordHash: string }[]
  administrations: AdministrationRow[]
  webhooks: WebhookRow[]
  /** The refresh token that the demo is installed with works until the customer withdraws his consent. */
  hasSeedToken: boolean
}

export type SandboxState = {
  tenants: TenantRow[]
  grants: GrantRow[]
  codes: CodeRow[]
  deliveries: WebhookDelivery[]
}
