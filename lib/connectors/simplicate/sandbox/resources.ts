import type { JsonRecord } from './query-language'
import type { Tenant } from './records'
import { Views } from './views'
import type { SandboxStore } from './store'
import { countries, documentTypes, messageTypes, relationTypes, statuses } from './vocabulary'

/** A list of the API: where it stands, what the vendor's Swagger calls its records, and how they are made. */
export type Resource = {
  path: string
  /** Definition in the vendor's Swagger. */
  definition: string
  list: (tenant: Tenant, views: Views) => readonly JsonRecord[]
}

export const resources: readonly Resource[] = [
  { path: 'invoices/invoice', definition: 'GetInvoice', list: ({ invoices }, { invoice }) => invoices.map(invoice) },
  { path: 'invoices/payment', definition: 'GetPayment', list: ({ payments }, { payment }) => payments.map(payment) },
  {
    path: 'invoices/document',
    definition: 'GetDocument',
    list: ({ documents }, { document }) => documents.map(document),
  },
  { path: 'invoices/documenttype', definition: 'GetDocumentType', list: () => Object.values(documentTypes) },
  {
    path: 'invoices/invoicestatus',
    definition: 'InvoiceStatus',
    list: () => Object.values(statuses).map(({ id, name, color }) => ({ id, name, color })),
  },
  {
    path: 'invoices/paymentterm',
    definition: 'GetPaymentTerm',
    list: ({ paymentTerms }, { term }) => paymentTerms.map(term),
  },
  {
    path: 'invoices/vatclass',
    definition: 'VatClass',
    list: ({ vatClasses }, { vatClass }) => vatClasses.map(vatClass),
  },
  {
    path: 'sales/revenuegroup',
    definition: 'RevenueGroup',
    list: ({ revenueGroups }, { revenueGroup }) => revenueGroups.map(revenueGroup),
  },
  {
    path: 'crm/organization',
    definition: 'GetOrganization',
    list: ({ organizations }, { organization }) => organizations.map(organization),
  },
  { path: 'crm/person', definition: 'GetPerson', list: ({ persons }, { person }) => persons.map(person) },
  {
    path: 'crm/contactperson',
    definition: 'GetContactPerson',
    list: ({ persons }, { contactPerson }) =>
      persons.filter(({ contactOfId }) => contactOfId !== null).map(contactPerson),
  },
  { path: 'crm/debtor', definition: 'DebtorList', list: listDebtors },
  {
    path: 'crm/myorganizationprofile',
    definition: 'MyOrganizationProfile',
    list: ({ profiles }, { profile }) => profiles.map(profile),
  },
  { path: 'crm/country', definition: 'Country', list: () => countries },
  { path: 'crm/relationtype', definition: 'RelationType', list: () => Object.values(relationTypes) },
  {
    path: 'documents/document',
    definition: 'GetDocument',
    list: ({ documents }, { document }) => documents.map(document),
  },
  { path: 'documents/documenttype', definition: 'GetDocumentType', list: () => Object.values(documentTypes) },
  { path: 'timeline/message', definition: 'GetMessage', list: ({ messages }, { message }) => messages.map(message) },
  { path: 'timeline/messagetype', definition: 'MessageType', list: () => messageTypes },
]

/** Organizations and persons that were ever invoiced; the real criterion is unknown. */
function listDebtors({ invoices, organizations, persons }: Tenant, views: Views): JsonRecord[] {
  const invoiced = new Set(invoices.flatMap(({ organizationId, personId }) => [organizationId, personId]))
  const pick = (record: JsonRecord, keys: readonly string[]): JsonRecord =>
    Object.fromEntries(keys.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]] as const])))
  return [
    ...organizations
      .filter(({ id }) => invoiced.has(id))
      .map((row) => ({
        organization: pick(views.organization(row), ['id', 'name', 'relation_number', 'relation_type']),
      })),
    ...persons
      .filter(({ id }) => invoiced.has(id))
      .map((row) => ({ person: pick(views.person(row), ['id', 'full_name', 'relation_number', 'relation_type']) })),
  ]
}

type CachedList = { key: string; rows: readonly JsonRecord[] }

/** Reads lists, and keeps each until something changes: a client that reads page after page pays for one. */
export class ResourceReader {
  private readonly cache = new Map<string, CachedList>()

  constructor(
    private readonly store: SandboxStore,
    private readonly siteUrlOf: (tenant: Tenant) => string,
  ) {}

  list(tenant: Tenant, resource: Resource): readonly JsonRecord[] {
    const today = this.store.clock.today()
    const key = `${String(this.store.generation)} ${today}`
    const name = `${tenant.subdomain} ${resource.path}`
    const cached = this.cache.get(name)
    if (cached?.key === key) return cached.rows
    const views = new Views({ tenant, settings: this.store.settings, today, siteUrl: this.siteUrlOf(tenant) })
    const rows = resource.list(tenant, views)
    this.cache.set(name, { key, rows })
    return rows
  }
}
