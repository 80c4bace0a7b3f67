import type { Checkpoint, ConnectorDeps, Page, SourceAccount } from '../contract'
import type { Debtor, DebtorKey, DebtorKind } from '@/lib/domain/debtor'
import { createAuthorizer, type SimplicateSecret } from './auth'
import { SimplicateClient, type Query } from './client'
import { isDraft, toInvoice, toOrganization, toPerson, toVatClass } from './map'
import { listPayments, putPayments } from './payments'
import { readRecords } from './read-records'
import {
  draftWire,
  invoiceWire,
  labelWire,
  organizationWire,
  personWire,
  profileWire,
  revenueGroupWire,
  vatClassWire,
} from './schemas'
import { parseSimplicateSettings } from './settings'
import { environmentUrl } from './subdomain'
import { putTimelineMessage } from './timeline'
import { pageSize, resumeAt, turnPage, type Row } from './watermark'

const debtorPaths: Record<DebtorKind, string> = { organization: '/crm/organization', person: '/crm/person' }

const readDebtor: Record<DebtorKind, (record: unknown) => Debtor> = {
  organization: (record) => toOrganization(organizationWire.parse(record)),
  person: (record) => toPerson(personWire.parse(record)),
}

const readInvoice = (record: unknown) => toInvoice(invoiceWire.parse(record))

/** Drafts are Simplicate's own business; one whose own fields cannot be read is no draft for sure. */
const isSent = (record: unknown): boolean => {
  const parsed = draftWire.safeParse(record)
  return !parsed.success || !isDraft(parsed.data)
}

const toRow = (record: unknown): Row => {
  const parsed = labelWire.safeParse(record)
  return parsed.success ? { id: parsed.data.id, stamp: parsed.data.updated_at } : { id: null, stamp: null }
}

/** One Simplicate environment: invoices and debtors come from here, payments and messages go back. */
export const openSimplicate = (deps: ConnectorDeps<SimplicateSecret>): SourceAccount => {
  const { urlTemplate } = parseSimplicateSettings(deps.settings)
  const authorizer = createAuthorizer(deps)
  const client = new SimplicateClient({
    http: deps.http,
    authorizer,
    base: environmentUrl(urlTemplate, deps.accountRef),
  })

  /** One page, one call, by keyset on the change stamp. */
  const readPage = async <T>(
    after: Checkpoint | null,
    from: { path: string; filter: Query },
    read: (records: readonly unknown[]) => Pick<Page<T>, 'items' | 'rejected'>,
  ): Promise<Page<T>> => {
    const at = resumeAt(after)
    const records = await client.list(from.path, {
      ...from.filter,
      ...(at.from === null ? {} : { 'q[updated_at][ge]': at.from }),
      sort: 'updated_at,id',
      limit: pageSize,
      offset: at.offset,
    })
    const rows = records.map((record) => ({ record, row: toRow(record) }))
    const { isNew, checkpoint, hasMore } = turnPage(
      at,
      rows.map(({ row }) => row),
    )
    const fresh = rows.filter(({ row }) => isNew(row)).map(({ record }) => record)
    return { ...read(fresh), checkpoint, hasMore }
  }

  return {
    async check() {
      await client.list('/crm/myorganizationprofile', { limit: 1 })
      return { ref: deps.accountRef, label: deps.accountRef, email: await authorizer.email() }
    },
    async listCompanyProfiles() {
      const records = await client.listAll('/crm/myorganizationprofile', {})
      return records.map((record) => {
        const wire = client.parse(profileWire, record, 'a company profile')
        return { ref: wire.id, name: wire.name ?? wire.organization?.name ?? wire.id, isBlocked: wire.blocked ?? false }
      })
    },
    async listRevenueGroups() {
      const records = await client.listAll('/sales/revenuegroup', {})
      return records.map((record) => {
        const wire = client.parse(revenueGroupWire, record, 'a revenue group')
        return { ref: wire.id, label: wire.label ?? wire.id }
      })
    },
    async listVatClasses() {
      const records = await client.listAll('/invoices/vatclass', {})
      return records.map((record) => toVatClass(client.parse(vatClassWire, record, 'a VAT class')))
    },
    listInvoices: (after, { issuedFrom }) =>
      readPage(after, { path: '/invoices/invoice', filter: { 'q[date][ge]': issuedFrom } }, (records) =>
        readRecords(records.filter(isSent), readInvoice),
      ),
    async getInvoices(refs) {
      const records = await client.listIn('/invoices/invoice', 'id', refs)
      return readRecords(records.filter(isSent), readInvoice)
    },
    listDebtors: (after, kind) =>
      readPage(after, { path: debtorPaths[kind], filter: {} }, (records) => readRecords(records, readDebtor[kind])),
    async getDebtors(keys) {
      const found = await Promise.all(
        (['organization', 'person'] as const).map(async (kind) =>
          readRecords(await client.listIn(debtorPaths[kind], 'id', refsOf(keys, kind)), readDebtor[kind]),
        ),
      )
      return { items: found.flatMap(({ items }) => items), rejected: found.flatMap(({ rejected }) => rejected) }
    },
    listPayments: (invoiceRefs) => listPayments(client, invoiceRefs),
    putPayments: (payments) => putPayments(client, payments),
    putTimelineMessage: (message) => putTimelineMessage(client, message),
  }
}

const refsOf = (keys: readonly Pick<DebtorKey, 'ref' | 'kind'>[], kind: DebtorKind): string[] =>
  keys.filter((key) => key.kind === kind).map(({ ref }) => ref)
