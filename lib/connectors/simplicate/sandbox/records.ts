/** The sandbox's own rows. What a client sees of them is made in `views.ts`. Amounts are decimal text, never floats. */

/** Local time in Amsterdam, `YYYY-MM-DD HH:MM:SS`. */
export type Stamp = string
/** Merged over the answer for this record: how a test makes one record malformed. */
export type Overlay = Record<string, unknown>

export type Base = { id: string; createdAt: Stamp; updatedAt: Stamp; overlay?: Overlay }

export type ProfileRow = {
  id: string
  organizationId: string
  name: string
  cocCode: string
  vatNumber: string
  bankAccount: string
  isBlocked: boolean
  isMain: boolean
  numberPrefix: string
}
export type VatClassRow = { id: string; code: string; label: string; percentage: string }
export type RevenueGroupRow = { id: string; label: string; overlay?: Overlay }
export type PaymentTermRow = { id: string; name: string; days: number; method: string }
export type ProjectRow = { id: string; name: string; number: string; organizationId: string }

export type AddressRow = { line1: string; postalCode: string; locality: string; countryCode: string }

export type OrganizationRow = Base & {
  name: string
  cocCode: string | null
  vatNumber: string | null
  email: string | null
  phone: string | null
  url: string | null
  relationNumber: string | null
  bankAccount: string | null
  visitingAddress: AddressRow | null
  postalAddress: AddressRow | null
  paymentTermId: string
}

export type PersonRow = Base & {
  firstName: string
  familyNamePrefix: string | null
  familyName: string
  email: string | null
  phone: string | null
  relationNumber: string | null
  address: AddressRow | null
  /** The organization that this person is a contact of. */
  contactOfId: string | null
}

export type LineRow = {
  id: string
  revenueGroupId: string | null
  vatClassId: string | null
  date: string | null
  description: string
  amount: string
  price: string
}

export type InvoiceRow = Base & {
  profileId: string
  organizationId: string | null
  personId: string | null
  paymentTermId: string
  projectId: string | null
  /** Null as long as the invoice is a concept. */
  number: string | null
  date: string | null
  isSent: boolean
  subject: string
  reference: string
  comments: string
  /** Where Simplicate rounds VAT is not known, so both kinds occur. */
  rounding: 'line' | 'total'
  lines: LineRow[]
}

export type PaymentRow = Base & { invoiceId: string; date: string; amount: string; description: string }

export type MessageRow = Base & {
  messageTypeId: string
  linkedTo: Record<string, string>
  title: string
  content: string
  contentFields: unknown[]
  displayDate: string
}

export type DocumentRow = Base & {
  linkedTo: Record<string, string>
  typeId: string
  title: string
  description: string
  /** What is downloaded; without it, a page that is made when somebody asks. */
  file?: { contentType: string; base64: string }
}

export type ApiKeyRow = { key: string; secret: string; expiresOn: string | null }
/** What the user behind the credentials may not do: a path prefix, and a method or all of them. */
export type DenialRow = { path: string; method: string | null }

export type GrantRow = {
  id: string
  clientId: string
  isRevoked: boolean
  /** Refresh tokens that were used before: showing one of these again ends the grant. */
  spentRefreshTokens: string[]
  refreshToken: string
}
export type AccessTokenRow = { token: string; grantId: string; expiresAtMs: number }
export type CodeRow = {
  code: string
  clientId: string
  redirectUri: string
  codeChallenge: string | null
  expiresAtMs: number
  grantId: string | null
}

export type TableName = 'organizations' | 'persons' | 'invoices' | 'payments' | 'messages' | 'documents'

/** One customer's environment: everything under `https://{subdomain}.simplicate.nl`. */
export type Tenant = {
  subdomain: string
  name: string
  user: { sub: string; email: string; name: string }
  profiles: ProfileRow[]
  vatClasses: VatClassRow[]
  revenueGroups: RevenueGroupRow[]
  paymentTerms: PaymentTermRow[]
  projects: ProjectRow[]
  organizations: OrganizationRow[]
  persons: PersonRow[]
  invoices: InvoiceRow[]
  payments: PaymentRow[]
  messages: MessageRow[]
  documents: DocumentRow[]
  apiKeys: ApiKeyRow[]
  denials: DenialRow[]
  grants: GrantRow[]
  accessTokens: AccessTokenRow[]
  codes: CodeRow[]
  /** Rises with every id that is given out, so that ids are the same in every run. */
  lastId: number
}
