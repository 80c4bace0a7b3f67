import type {
  DocumentRow,
  InvoiceRow,
  LineRow,
  MessageRow,
  OrganizationRow,
  Overlay,
  PaymentRow,
  PersonRow,
  TableName,
  Tenant,
} from './records'
import { nextId, type SandboxStore } from './store'
import { documentTypes, messageTypes } from './vocabulary'

export type LineDraft = Omit<LineRow, 'id' | 'date'> & { date?: string | null }
export type InvoiceDraft = Partial<Omit<InvoiceRow, 'id' | 'lines'>> & { lines?: Partial<LineDraft>[] }

/** What happens in one environment. Every change ends with `save`, so that it outlives the process. */
export class Environment {
  constructor(
    private readonly store: SandboxStore,
    readonly tenant: Tenant,
  ) {}

  private stamps() {
    const stamp = this.store.clock.stamp()
    return { createdAt: stamp, updatedAt: stamp }
  }

  /** A concept, unless the draft says that it was sent; what the draft leaves open is filled in plausibly. */
  addInvoice(draft: InvoiceDraft = {}): InvoiceRow {
    const { tenant } = this
    const { lines = [{}], ...header } = draft
    const invoice: InvoiceRow = {
      profileId: tenant.profiles[0]?.id ?? '',
      organizationId: draft.personId ? null : (tenant.organizations[0]?.id ?? null),
      personId: null,
      paymentTermId: tenant.paymentTerms[0]?.id ?? '',
      projectId: null,
      number: null,
      date: null,
      isSent: false,
      subject: 'Werkzaamheden',
      reference: '',
      comments: '',
      rounding: 'line',
      ...this.stamps(),
      ...header,
      id: nextId(tenant, 'invoice'),
      lines: lines.map((line) => ({
        revenueGroupId: tenant.revenueGroups[0]?.id ?? null,
        vatClassId: tenant.vatClasses[0]?.id ?? null,
        date: null,
        description: 'Advies',
        amount: '1',
        price: '100',
        ...line,
        id: nextId(tenant, 'invoiceline'),
      })),
    }
    tenant.invoices.push(invoice)
    this.store.save()
    return invoice
  }

  /** Gives the concept its number and date, and the PDF that goes with sending. */
  sendInvoice(id: string, on?: string): InvoiceRow | null {
    const invoice = this.tenant.invoices.find((row) => row.id === id)
    if (!invoice || invoice.isSent) return null
    const date = on ?? invoice.date ?? this.store.clock.today()
    const number = invoice.number ?? this.nextNumber(invoice.profileId, date)
    const sent = this.edit('invoices', id, { number, date, isSent: true }) as InvoiceRow
    this.addDocument({ linkedTo: { invoice_id: id }, title: `Factuur ${number}`, typeId: documentTypes.sentInvoice.id })
    return sent
  }

  /** A concept that turns the whole invoice around, as Simplicate makes it; the original stays as it is. */
  creditInvoice(id: string): InvoiceRow | null {
    const original = this.tenant.invoices.find((row) => row.id === id)
    if (!original?.isSent) return null
    const { profileId, organizationId, personId, paymentTermId, projectId, rounding, number, lines } = original
    return this.addInvoice({
      ...{ profileId, organizationId, personId, paymentTermId, projectId, rounding },
      subject: `Creditfactuur bij ${number ?? ''}`,
      lines: lines.map(({ amount, ...line }) => ({
        ...line,
        amount: amount.startsWith('-') ? amount.slice(1) : `-${amount}`,
      })),
    })
  }

  private nextNumber(profileId: string, date: string): string {
    const prefix = `${this.tenant.profiles.find(({ id }) => id === profileId)?.numberPrefix ?? ''}${date.slice(0, 4)}-`
    const taken = this.tenant.invoices
      .filter(({ number, profileId: owner }) => owner === profileId && number?.startsWith(prefix))
      .map(({ number }) => Number(number?.slice(prefix.length)))
    return `${prefix}${String(Math.max(0, ...taken) + 1).padStart(4, '0')}`
  }

  addPayment(payment: Pick<PaymentRow, 'invoiceId' | 'date' | 'amount' | 'description'>): PaymentRow {
    const row: PaymentRow = { ...payment, ...this.stamps(), id: nextId(this.tenant, 'payment') }
    this.tenant.payments.push(row)
    this.touchForPayment(row.invoiceId)
    this.store.save()
    return row
  }

  editPayment(id: string, change: Partial<PaymentRow>): PaymentRow | null {
    const row = this.edit('payments', id, change) as PaymentRow | null
    if (row) this.touchForPayment(row.invoiceId)
    return row
  }

  private touchForPayment(invoiceId: string): void {
    if (this.store.settings.paymentTouchesInvoice) this.edit('invoices', invoiceId, {})
  }

  addMessage(message: Pick<MessageRow, 'linkedTo' | 'title' | 'content'> & Partial<MessageRow>): MessageRow {
    const stamps = this.stamps()
    const row: MessageRow = {
      messageTypeId: messageTypes[0].id,
      contentFields: [],
      displayDate: stamps.createdAt,
      ...stamps,
      ...message,
      id: nextId(this.tenant, 'message'),
    }
    this.tenant.messages.push(row)
    this.store.save()
    return row
  }

  addDocument(document: Pick<DocumentRow, 'linkedTo' | 'title' | 'typeId' | 'file'>): DocumentRow {
    const row: DocumentRow = { description: '', ...document, ...this.stamps(), id: nextId(this.tenant, 'document') }
    this.tenant.documents.push(row)
    this.store.save()
    return row
  }

  addOrganization(organization: Pick<OrganizationRow, 'name'> & Partial<OrganizationRow>): OrganizationRow {
    const row: OrganizationRow = {
      cocCode: null,
      vatNumber: null,
      email: null,
      phone: null,
      url: null,
      relationNumber: null,
      bankAccount: null,
      visitingAddress: null,
      postalAddress: null,
      paymentTermId: this.tenant.paymentTerms[0]?.id ?? '',
      ...this.stamps(),
      ...organization,
      id: nextId(this.tenant, 'organization'),
    }
    this.tenant.organizations.push(row)
    this.store.save()
    return row
  }

  addPerson(person: Pick<PersonRow, 'firstName' | 'familyName'> & Partial<PersonRow>): PersonRow {
    const row: PersonRow = {
      familyNamePrefix: null,
      email: null,
      phone: null,
      relationNumber: null,
      address: null,
      contactOfId: null,
      ...this.stamps(),
      ...person,
      id: nextId(this.tenant, 'person'),
    }
    this.tenant.persons.push(row)
    this.store.save()
    return row
  }

  /** Replaces the record by a changed one with a new `updatedAt`, unless the change names another. */
  edit(table: TableName, id: string, change: Record<string, unknown>): Tenant[TableName][number] | null {
    const rows = this.tenant[table] as Tenant[TableName][number][]
    const index = rows.findIndex((row) => row.id === id)
    const row = rows[index]
    if (!row) return null
    const changed = { ...row, updatedAt: this.store.clock.stamp(), ...change, id: row.id }
    rows[index] = changed
    this.store.save()
    return changed
  }

  /** Makes the answer for one record differ from what the rows say, without touching its stamp. */
  overlay(table: TableName, id: string, overlay: Overlay): boolean {
    const row = this.tenant[table].find((known) => known.id === id)
    return row !== undefined && this.edit(table, id, { overlay, updatedAt: row.updatedAt }) !== null
  }

  remove(table: TableName, id: string): boolean {
    const rows = this.tenant[table] as Tenant[TableName][number][]
    const index = rows.findIndex((row) => row.id === id)
    if (index < 0) return false
    rows.splice(index, 1)
    this.store.save()
    return true
  }
}
