import type { Checkpoint, ConnectorDeps, Page, SourceAccount } from '../contract'
import { ConnectorError } from '../errors'
import { addDays } from '@/lib/domain/day'
import type { Debtor, DebtorKey, DebtorKind } from '@/lib/domain/debtor'
import type { Invoice } from '@/lib/domain/invoice'
import { createAuthorizer, type SimplicateSecret } from './auth'
import { SimplicateClient } from './client'
import { isDraft, toInvoice, toOrganization, toPerson, toVatClass } from './map'
import { readInvoicePdf } from './documents'
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
import { findMessageType, putTimelineMessage } from './timeline'
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

  // The list of types hardly ever changes: asked for once while the account is open.
  let typeId: Promise<string> | null = null
  const messageType = () =>
    (typeId ??= findMessageType(client).catch((error: unknown) => {
      typeId = null
      throw error
    }))

  /** One page, one call, by keyset on the change stamp. */
  const readPage = async <T>(
    after: Checkpoint | null,
    list: { path: string; issuedFrom: string | null; issuedUntil?: string | undefined },
    read: (records: readonly unknown[]) => Pick<Page<T>, 'items' | 'rejected'>,
  ): Promise<Page<T>> => {
    const { path, issuedFrom, issuedUntil } = list
    const at = resumeAt(after, { issuedFrom, nowMs: deps.now().getTime() })
    const records = await client.list(path, {
      ...(issuedFrom === null ? {} : { 'q[date][ge]': issuedFrom }),
      // Before the next day: should a date come with a time, the last day still is whole.
      ...(issuedUntil === undefined ? {} : { 'q[date][lt]': addDays(issuedUntil, 1) }),
      ...(at.from === null ? {} : { 'q[updated_at][ge]': at.from }),
      sort: 'updated_at,id',
      limit: pageSize,
      offset: at.offset,
    })
    const rows = records.map((record) => ({ record, row: toRow(record) }))
    const { isNew, checkpoint, hasMore } = turnPage(
      at,
      rows.map(({ row }) => row),
      deps.now().getTime(),
    )
    const fresh = rows.filter(({ row }) => isNew(row)).map(({ record }) => record)
    return { ...read(fresh), checkpoint, hasMore }
  }

  return {
    async check() {
      await client.list('/crm/myorganizationprofile', { limit: 1 }).catch((error: unknown) => {
        throw isWithoutRights(error) ? new ConnectorError('auth', error.message, error.details) : error
      })
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
    listInvoices: (after, { issuedFrom, issuedUntil }) =>
      readPage(after, { path: '/invoices/invoice', issuedFrom, issuedUntil }, (records) => {
        const { items, rejected } = readRecords(records.filter(isSent), readInvoice)
        // The filter is known from other clients only; were it ignored, old invoices must still stay away.
        const isAsked = ({ issuedOn }: Invoice) =>
          issuedOn >= issuedFrom && (issuedUntil === undefined || issuedOn <= issuedUntil)
        return { items: items.filter(isAsked), rejected }
      }),
    async getInvoices(refs) {
      const records = await client.listIn('/invoices/invoice', 'id', refs)
      return readRecords(records.filter(isSent), readInvoice)
    },
    listDebtors: (after, kind) =>
      readPage(after, { path: debtorPaths[kind], issuedFrom: null }, (records) =>
        readRecords(records, readDebtor[kind]),
      ),
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
    putTimelineMessage: (message) => putTimelineMessage(client, { message, typeOf: messageType }),
    readInvoicePdf: (invoiceRef) => readInvoicePdf(client, invoiceRef),
  }
}

/** A key that may not even see the company profiles is of no use: a person must make another. */
const isWithoutRights = (error: unknown): error is ConnectorError =>
  error instanceof ConnectorError && error.details.reason === 'no-rights'

const refsOf = (keys: readonly Pick<DebtorKey, 'ref' | 'kind'>[], kind: DebtorKind): string[] =>
  keys.filter((key) => key.kind === kind).map(({ ref }) => ref)
