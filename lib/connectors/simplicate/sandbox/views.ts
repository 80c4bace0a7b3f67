import type { AddressRow, Base, InvoiceRow, LineRow, OrganizationRow, PersonRow, Tenant } from './records'
import type { Json, JsonRecord } from './query-language'
import type { SandboxSettings } from './settings'
import { totalsOf, type Totals } from './totals'
import { countryOf, documentTypes, messageTypes, relationTypes, statuses, type StatusName } from './vocabulary'

/** What views need to know besides the rows. `siteUrl` is the environment's own address. */
export type ViewContext = { tenant: Tenant; settings: SandboxSettings; today: string; siteUrl: string }

const decimals6 = (text: string) => {
  const [whole = '0', fraction = ''] = text.split('.')
  return `${whole}.${fraction.padEnd(6, '0')}`
}

/** A date `days` later, in plain calendar days. */
const addDays = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/**
 * The status is worked out on reading: paid when nothing is outstanding, expired after the term, else sent.
 * The real system's list of states beyond these four, and when it changes them, is unknown.
 */
export const statusOf = ({ tenant, today }: ViewContext, invoice: InvoiceRow, { outstanding }: Totals): StatusName => {
  if (!invoice.isSent) return 'concept'
  if (Number(outstanding) === 0) return 'paid'
  const days = tenant.paymentTerms.find(({ id }) => id === invoice.paymentTermId)?.days ?? 0
  return invoice.date !== null && today > addDays(invoice.date, days) ? 'expired' : 'sent'
}

/** Records as a client of the API gets them, with the quirks that the settings ask for. */
export class Views {
  constructor(private readonly context: ViewContext) {}

  private get settings() {
    return this.context.settings
  }

  private total(text: string): Json {
    return this.settings.numbers === 'strings' ? text : Number(text)
  }

  private quantity(text: string): Json {
    return this.settings.numbers === 'numbers' ? Number(text) : decimals6(text)
  }

  private plainNumber(text: string): Json {
    return this.settings.numbers === 'numbers' ? Number(text) : text
  }

  private flag(value: boolean): Json {
    return this.settings.booleans === 'strings' ? (value ? '1' : '0') : value
  }

  /** Flags of the older part of the API come as text unless told otherwise. */
  private oldFlag(value: boolean): Json {
    return this.settings.booleans === 'booleans' ? value : value ? '1' : '0'
  }

  private object(value: JsonRecord | null): Json {
    return value ?? (this.settings.emptyArrayForObject ? [] : null)
  }

  private day(value: string | null): Json {
    return value ?? (this.settings.zeroDates ? '0000-00-00' : null)
  }

  private finish(row: Pick<Base, 'overlay'>, view: JsonRecord): JsonRecord {
    const merged = { ...view, ...(row.overlay as JsonRecord | undefined) }
    return this.settings.omitNulls ? withoutNulls(merged) : merged
  }

  private stamps(row: Base): JsonRecord {
    return { created_at: row.createdAt, updated_at: row.updatedAt }
  }

  invoice = (row: InvoiceRow): JsonRecord => {
    const { tenant, siteUrl } = this.context
    const totals = totalsOf(tenant, row)
    const status = statuses[statusOf(this.context, row, totals)]
    const project = tenant.projects.find(({ id }) => id === row.projectId)
    const projectView = project ? { id: project.id, name: project.name, project_number: project.number } : null
    const profile = tenant.profiles.find(({ id }) => id === row.profileId)
    return this.finish(row, {
      id: row.id,
      payment_term: this.paymentTerm(row.paymentTermId, 'text'),
      invoice_lines: row.lines.map((line, index) => this.line(row, { line, vat: totals.lineVats[index] ?? '0' })),
      invoice_number: row.number,
      status: this.settings.statusAsString
        ? status.documented
        : { id: status.id, name: status.name, color: status.color },
      total_excluding_vat: this.total(totals.net),
      total_vat: this.total(totals.vat),
      total_including_vat: this.total(totals.gross),
      total_outstanding: this.total(totals.outstanding),
      organization: this.object(this.organizationSummary(row.organizationId)),
      person: this.object(this.personSummary(row.personId)),
      my_organization_profile: profile
        ? { id: profile.id, organization: { id: profile.organizationId, name: profile.name } }
        : null,
      project: this.object(projectView),
      projects: projectView ? [projectView] : [],
      sending_method: 'email',
      composition_type: 'lines',
      reminder: {
        set: { id: 'reminderset:0000000000000001', label: 'Standaard', disabled: this.flag(false) },
        paused: this.flag(false),
      },
      ...this.stamps(row),
      simplicate_url: `${siteUrl}/v1/invoices/view?id=${encodeURIComponent(row.id)}`,
      timeline_email_address: `${tenant.subdomain}+${row.id.replace(':', '-')}@in.simplicate.example`,
      my_organization_profile_id: row.profileId,
      organization_id: row.organizationId,
      person_id: row.personId,
      project_id: row.projectId,
      date: this.day(row.date),
      subject: row.subject,
      reference: row.reference,
      comments: row.comments,
    })
  }

  private line(invoice: InvoiceRow, { line, vat }: { line: LineRow; vat: string }): JsonRecord {
    const { tenant } = this.context
    const group = tenant.revenueGroups.find(({ id }) => id === line.revenueGroupId)
    const vatClass = tenant.vatClasses.find(({ id }) => id === line.vatClassId)
    return {
      id: line.id,
      revenue_group: this.object(group ? { id: group.id, label: group.label } : null),
      vat_class: this.object(vatClass ? { ...vatClass, percentage: this.plainNumber(vatClass.percentage) } : null),
      total_vat: this.total(vat),
      created_at: invoice.createdAt,
      updated_at: invoice.updatedAt,
      date: this.day(line.date),
      description: line.description,
      amount: this.quantity(line.amount),
      price: this.quantity(line.price),
    }
  }

  /** `days` is text within an invoice and a number within a debtor: both were seen. */
  private paymentTerm(id: string, days: 'text' | 'number'): Json {
    const term = this.context.tenant.paymentTerms.find((known) => known.id === id)
    if (!term) return this.object(null)
    return { ...term, days: days === 'text' ? this.plainNumber(String(term.days)) : this.total(String(term.days)) }
  }

  private organizationSummary(id: string | null): JsonRecord | null {
    const row = this.context.tenant.organizations.find((known) => known.id === id)
    return row ? { id: row.id, name: row.name, relation_number: row.relationNumber } : null
  }

  private personSummary(id: string | null): JsonRecord | null {
    const row = this.context.tenant.persons.find((known) => known.id === id)
    return row ? { id: row.id, full_name: fullName(row), relation_number: row.relationNumber } : null
  }

  organization = (row: OrganizationRow): JsonRecord =>
    this.finish(row, {
      id: row.id,
      name: row.name,
      coc_code: row.cocCode,
      vat_number: row.vatNumber,
      email: row.email,
      phone: row.phone,
      url: row.url,
      note: '',
      has_different_postal_address: this.flag(row.postalAddress !== null),
      visiting_address: this.object(address(row, row.visitingAddress, 'default')),
      postal_address: this.object(address(row, row.postalAddress, 'postal')),
      relation_type: relationTypes.customer,
      debtor: {
        payment_term: this.paymentTerm(row.paymentTermId, 'number'),
        provision_method: 'email',
        send_email_type: 'contact',
        attention_to: 'none',
        autocollect: this.flag(false),
        autosend_subscription_invoice: this.flag(false),
        cc: [],
      },
      teams: [],
      linked_persons_contacts: this.context.tenant.persons
        .filter(({ contactOfId }) => contactOfId === row.id)
        .map((person) => ({ person_id: person.id, work_email: person.email, is_active: this.flag(true) })),
      interests: [],
      custom_fields: [],
      sbi_codes: [],
      is_active: this.flag(true),
      allow_autocollect: this.oldFlag(false),
      bank_account: row.bankAccount,
      relation_number: row.relationNumber,
      ...this.stamps(row),
      created: row.createdAt,
      modified: row.updatedAt,
      simplicate_url: `${this.context.siteUrl}/v1/crm/organization/view?id=${encodeURIComponent(row.id)}`,
      timeline_email_address: `${this.context.tenant.subdomain}+${row.id.replace(':', '-')}@in.simplicate.example`,
    })

  person = (row: PersonRow): JsonRecord => {
    const home = address(row, row.address, 'default')
    const employer = this.organizationSummary(row.contactOfId)
    return this.finish(row, {
      id: row.id,
      gender: null,
      initials: `${row.firstName.slice(0, 1)}.`,
      first_name: row.firstName,
      family_name_prefix: row.familyNamePrefix,
      family_name: row.familyName,
      full_name: fullName(row),
      date_of_birth: this.settings.zeroDates ? '1970-01-01' : null,
      email: row.email,
      phone: row.phone,
      relation_number: row.relationNumber,
      address: home ? [home] : [],
      relation_type: relationTypes.customer,
      teams: [],
      is_employee: this.total('0'),
      linked_as_contact_to_organization: employer
        ? [
            {
              id: contactPersonId(row),
              organization_id: employer.id ?? null,
              name: employer.name ?? null,
              is_active: this.flag(true),
            },
          ]
        : [],
      custom_fields: [],
      interests: [],
      is_active: this.flag(true),
      ...this.stamps(row),
      simplicate_url: `${this.context.siteUrl}/v1/crm/person/view?id=${encodeURIComponent(row.id)}`,
    })
  }

  contactPerson = (row: PersonRow): JsonRecord =>
    this.finish(
      {},
      {
        id: contactPersonId(row),
        organization: this.organizationSummary(row.contactOfId),
        person: this.personSummary(row.id),
        person_id: row.id,
        work_email: row.email,
        is_active: this.flag(true),
        ...this.stamps(row),
      },
    )

  profile = (row: Tenant['profiles'][number]): JsonRecord =>
    this.finish(
      {},
      {
        id: row.id,
        organization_id: row.organizationId,
        name: row.name,
        coc_code: row.cocCode,
        vat_number: row.vatNumber,
        bank_account: row.bankAccount,
        blocked: this.flag(row.isBlocked),
        main_profile: this.flag(row.isMain),
      },
    )

  vatClass = (row: Tenant['vatClasses'][number]): JsonRecord => ({
    ...row,
    percentage: this.plainNumber(row.percentage),
  })

  revenueGroup = (row: Tenant['revenueGroups'][number]): JsonRecord =>
    this.finish(row, { id: row.id, label: row.label })

  term = (row: Tenant['paymentTerms'][number]): JsonRecord => ({ ...row, days: this.total(String(row.days)) })

  payment = (row: Tenant['payments'][number]): JsonRecord =>
    this.finish(row, {
      id: row.id,
      invoice_id: row.invoiceId,
      date: row.date,
      amount: this.total(row.amount),
      description: row.description,
    })

  message = (row: Tenant['messages'][number]): JsonRecord =>
    this.finish(row, {
      id: row.id,
      title: row.title,
      content: row.content,
      content_fields: row.contentFields as Json,
      display_date: row.displayDate,
      message_type: messageTypes.find(({ id }) => id === row.messageTypeId) ?? null,
      linked_to: this.linkedTo(row.linkedTo),
      created_by: null,
      attachments: [],
      ...this.stamps(row),
    })

  document = (row: Tenant['documents'][number]): JsonRecord =>
    this.finish(row, {
      id: row.id,
      download_url: `/api/v2/documents/download/${row.id}`,
      document_type: documentType(row.typeId),
      linked_to: this.linkedTo(row.linkedTo),
      created_by: null,
      title: row.title,
      description: row.description,
      ...this.stamps(row),
    })

  /** On reading a list of `{ <entity>_id, label }`, unlike the object that a write takes. */
  private linkedTo(linkedTo: Record<string, string>): Json {
    const { invoices, organizations } = this.context.tenant
    return Object.entries(linkedTo).map(([key, id]) => {
      const invoice = invoices.find((known) => known.id === id)
      const organization = organizations.find((known) => known.id === id)
      return { [key]: id, label: invoice?.number ?? organization?.name ?? '' }
    })
  }
}

export const fullName = ({ firstName, familyNamePrefix, familyName }: PersonRow): string =>
  [firstName, familyNamePrefix, familyName].filter((part) => part !== null && part !== '').join(' ')

const documentType = (typeId: string): JsonRecord | null => {
  const type = Object.values(documentTypes).find(({ id }) => id === typeId)
  return type ? { id: type.id, label: type.label } : null
}

const contactPersonId = ({ id }: PersonRow) => id.replace('person:', 'contactperson:')

const address = (owner: Base, row: AddressRow | null, type: string): JsonRecord | null => {
  if (!row) return null
  const country = countryOf(row.countryCode)
  return {
    id: `address:${owner.id.split(':')[1] ?? ''}`,
    type,
    line_1: row.line1,
    postal_code: row.postalCode,
    locality: row.locality,
    country: country.name,
    country_code: row.countryCode,
    country_id: country.id,
  }
}

const withoutNulls = (record: JsonRecord): JsonRecord => {
  const kept: JsonRecord = {}
  for (const key of Object.keys(record)) {
    const value = record[key] ?? null
    if (value !== null) kept[key] = pruned(value)
  }
  return kept
}

const pruned = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(pruned)
  return value !== null && typeof value === 'object' ? withoutNulls(value) : value
}
