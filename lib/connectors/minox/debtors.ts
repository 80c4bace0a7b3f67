import { isDeepStrictEqual } from 'node:util'
import { normaliseEmail, type BooksDebtor } from '@/lib/domain/debtor'
import { cutText, oneLine } from '@/lib/domain/text'
import type { DebtorWrite } from '../contract'
import { ConnectorError } from '../errors'
import type { MinoxClient } from './client'
import { customerWire, type AddressWire, type CustomerWire } from './schemas'
import { connectorId } from './settings'
import type { WireValue } from './wire'

const toBooksDebtor = (wire: CustomerWire): BooksDebtor => ({
  id: wire.id,
  name: wire.addresses[0]?.name ?? '',
  emails: wire.addresses.flatMap(({ email_addresses: emails }) =>
    emails.flatMap(({ email_address: email }) => (email === undefined ? [] : [email])),
  ),
  externalRef: wire.externalid ?? null,
  isBlocked: wire.blocked?.active ?? false,
})

/** The parts of a customer that we may write. Bank accounts are not among them: an IBAN is never sent. */
type CustomerPart = Pick<CustomerWire, 'addresses' | 'vat' | 'chamber_of_commerce' | 'externalid'>

const emptyAddress: AddressWire = { address_type: 'postal', phone_numbers: [], email_addresses: [] }

/** The first of a list changed, the others kept; unchanged when what we want is there already. */
const changeFirst = <Item>(
  items: Item[],
  isWanted: (item: Item) => boolean,
  change: (first: Item | undefined) => Item,
): Item[] => (items.some(isWanted) ? items : [change(items[0]), ...items.slice(1)])

const mergeAddress = (address: AddressWire, { debtor, replaceName }: DebtorWrite, mostOfName: number): AddressWire => {
  const { email, phone, website, address: place } = debtor
  return {
    ...address,
    name: replaceName || !address.name ? cutText(debtor.name, mostOfName) : address.name,
    ...(place && {
      streetname_and_number: oneLine(place.street),
      postal_code: oneLine(place.postalCode),
      city: oneLine(place.city),
      country_code: place.countryCode,
    }),
    ...(website && { www: website }),
    phone_numbers: phone
      ? changeFirst(
          address.phone_numbers,
          ({ phone_number: known }) => known === phone,
          (first) => ({ phone_number_type: 'phone', ...first, phone_number: phone }),
        )
      : address.phone_numbers,
    email_addresses: email
      ? changeFirst(
          address.email_addresses,
          ({ email_address: known }) => known !== undefined && normaliseEmail(known) === normaliseEmail(email),
          (first) => ({ email_address_type: 'email', ...first, email_address: email }),
        )
      : address.email_addresses,
  }
}

/**
 * The customer with what the source knows laid over it; what the source does not know stays.
 * The name lives in `addresses[0].name` (omniboost/go-minox).
 */
export const mergeCustomer = (existing: CustomerPart, write: DebtorWrite, mostOfName = Infinity): CustomerPart => {
  const { debtor } = write
  const [first = emptyAddress, ...others] = existing.addresses
  const vatNumber = debtor.vatNumber?.replace(/[\s.-]/g, '').toUpperCase()
  return {
    addresses: [mergeAddress(first, write, mostOfName), ...others],
    vat: vatNumber ? { ...existing.vat, vat_registration_number: vatNumber } : existing.vat,
    chamber_of_commerce: debtor.cocNumber ?? existing.chamber_of_commerce,
    // A reference that another program put there is not ours to overwrite.
    externalid: existing.externalid ?? write.externalRef,
  }
}

const partOf = ({ addresses, vat, chamber_of_commerce, externalid }: CustomerPart): CustomerPart => ({
  addresses,
  vat,
  chamber_of_commerce,
  externalid,
})

/** How long a list of debtors may be trusted: a bookkeeper may add one by hand meanwhile. */
const listGoodForMs = 5 * 60_000

/** `unreadable`: what could not be read, as text in small letters. */
type Listed = { byId: Map<string, BooksDebtor>; unreadable: string[]; atMs: number }

/** The debtors of one administration. */
export class DebtorBook {
  private listed: Listed | null = null

  constructor(
    private readonly deps: { client: MinoxClient; administrationRef: string; now: () => Date; nameMaxLength: number },
  ) {}

  /**
   * Reads the whole list rather than `GET /customer/by_email/{email}`: whether that compares case and whether it tells
   * of a second hit is not published, and a wrong guess books on the wrong debtor or makes a second one. The list is
   * kept for a few minutes, so that many new debtors cost one list together.
   * @throws ConnectorError `unexpected` when one that cannot be read has the address: it would be made a second time.
   */
  async findByEmail(email: string): Promise<BooksDebtor[]> {
    const wanted = normaliseEmail(email)
    const { byId, unreadable } = await this.list()
    if (unreadable.some((text) => text.includes(wanted)))
      throw new ConnectorError('unexpected', 'minox: the debtor with this e-mail address cannot be read', {
        connectorId,
      })
    return [...byId.values()].filter(({ emails }) => emails.some((one) => normaliseEmail(one) === wanted))
  }

  /** `GET /customer` (onetoweb/minox), all pages of it. */
  async listAll(): Promise<BooksDebtor[]> {
    return [...(await this.list()).byId.values()]
  }

  /** `GET /customer/by_externalid/{externalid}` (onetoweb/minox): one customer, a list of none to some, or 404. */
  async findByExternalRef(externalRef: string): Promise<BooksDebtor | null> {
    const found = await this.findExternal(externalRef)
    return found && toBooksDebtor(found)
  }

  /** Creates or changes a debtor; see `AccountingAccount.putDebtor`. */
  async put(write: DebtorWrite): Promise<{ id: string; created: boolean }> {
    if (write.id !== null) return this.update(write.id, write)
    const known = await this.findExternal(write.externalRef)
    if (known) return this.update(known.id, write)
    return this.create(write)
  }

  private async create(write: DebtorWrite): Promise<{ id: string; created: boolean }> {
    const { client, nameMaxLength } = this.deps
    const merged = mergeCustomer({ addresses: [] }, write, nameMaxLength)
    const answer = await client.call({
      method: 'POST',
      path: this.path('customer'),
      // The journal's number range supplies the debtor's number (omniboost/go-minox, help page on debtors).
      query: { journal_id: write.journalRef },
      body: merged as WireValue,
    })
    const parsed = customerWire.safeParse(single(answer))
    const created = parsed.success ? parsed.data : await this.findExternal(write.externalRef)
    if (!created) throw new ConnectorError('unexpected', 'minox: the new debtor has no number', { connectorId })
    this.listed?.byId.set(created.id, toBooksDebtor({ ...merged, id: created.id, blocked: undefined }))
    return { id: created.id, created: true }
  }

  private async update(id: string, write: DebtorWrite): Promise<{ id: string; created: boolean }> {
    const { client, nameMaxLength } = this.deps
    const existing = await this.findById(id)
    if (existing === null) throw this.gone(id)
    const merged = mergeCustomer(existing, write, nameMaxLength)
    if (!isDeepStrictEqual(partOf(merged), partOf(existing)))
      // PATCH may replace a list instead of merging it, so the whole address goes back.
      await client.call({ method: 'PATCH', path: this.path('customer', id), body: merged as WireValue })
    this.listed?.byId.set(id, toBooksDebtor({ ...existing, ...merged }))
    return { id, created: false }
  }

  /** Whether the books no longer have this debtor. */
  async isGone(id: string): Promise<boolean> {
    return (await this.findById(id)) === null
  }

  /** The error that says so. */
  gone(id: string): ConnectorError {
    this.listed?.byId.delete(id)
    return new ConnectorError('invalid', 'minox: there is no such debtor', { connectorId, reason: 'debtor-unknown' })
  }

  /** Null only when the books say that there is none: an answer without a debtor in it says nothing. */
  private async findById(id: string): Promise<CustomerWire | null> {
    const { client } = this.deps
    try {
      const answer = await client.call({ method: 'GET', path: this.path('customer', id) })
      return client.parse(customerWire, single(answer), 'a debtor')
    } catch (error) {
      if (error instanceof ConnectorError && error.details.status === 404) return null
      throw error
    }
  }

  private async findExternal(externalRef: string): Promise<CustomerWire | null> {
    const { client } = this.deps
    const answer = await client.find({ method: 'GET', path: this.path('customer', 'by_externalid', externalRef) })
    const found = collection(answer)
      .map((item) => client.parse(customerWire, item, 'a debtor'))
      .filter(({ externalid }) => externalid === undefined || externalid === externalRef)
    return found[0] ?? null
  }

  private async list(): Promise<Listed> {
    const { client, now } = this.deps
    const nowMs = now().getTime()
    if (this.listed && nowMs - this.listed.atMs < listGoodForMs) return this.listed
    const listed: Listed = { byId: new Map(), unreadable: [], atMs: nowMs }
    for (const item of await client.list({ path: this.path('customer') })) {
      const { data } = customerWire.safeParse(item)
      if (data) listed.byId.set(data.id, toBooksDebtor(data))
      else listed.unreadable.push(JSON.stringify(item).toLowerCase())
    }
    this.listed = listed
    return listed
  }

  private path(...rest: string[]): string[] {
    return ['administration', this.deps.administrationRef, ...rest]
  }
}

/** An answer about one record may be the record, a list of it or an envelope. */
const collection = (answer: unknown): unknown[] => {
  if (answer === null || answer === undefined) return []
  if (Array.isArray(answer)) return answer as unknown[]
  if (typeof answer === 'object' && 'collection' in answer)
    return Array.isArray(answer.collection) ? (answer.collection as unknown[]) : []
  return [answer]
}

const single = (answer: unknown): unknown => collection(answer)[0]
