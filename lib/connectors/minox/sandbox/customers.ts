import { error, warning, type Message } from './messages'
import type { AdministrationRow, CustomerAddress, CustomerRow } from './records'
import type { SandboxSettings } from './settings'

export type CustomerOutcome =
  { ok: true; customer: CustomerRow; warnings: Message[] } | { ok: false; messages: Message[] }

type Body = Record<string, unknown>

/** Fields of the customer object as onetoweb/minox documents them; in strict mode there are no others. */
const knownFields = new Set([
  'id',
  'aggregation',
  'is_one_time',
  'addresses',
  'search',
  'language',
  'vat',
  'currency',
  'block_sending_reminders',
  'block_collection',
  'payment_term',
  'blocked',
  'chamber_of_commerce',
  'bank_accounts',
  'bank',
  'custom_fields',
  'memo',
  'sales',
  'externalid',
])
const knownAddressFields = new Set([
  'address_type',
  'id',
  'name',
  'extended_name',
  'contact_name',
  'salutation',
  'streetname_and_number',
  'postal_code',
  'city',
  'country_code',
  'search',
  'www',
  'phone_numbers',
  'email_addresses',
])

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** `POST /customer`: the journal's range supplies the number unless the caller brings one. */
export const createCustomer = (
  administration: AdministrationRow,
  body: unknown,
  options: { journalId: string | undefined; settings: SandboxSettings },
): CustomerOutcome => {
  if (!isBody(body)) return { ok: false, messages: [error('BODY_INVALID', '', 'Een debiteur is een object')] }
  const messages = checkBody(administration, body, { settings: options.settings, self: null })
  if (addressesOf(body).every(({ name }) => name.trim() === ''))
    messages.push(error('NAME_REQUIRED', 'addresses[0].name', 'Naam is verplicht'))
  const number = chooseNumber(administration, body, options.journalId)
  if ('message' in number) messages.push(number.message)
  if (messages.length > 0 || 'message' in number) return { ok: false, messages }
  const customer: CustomerRow = {
    id: number.id,
    externalid: textOf(body.externalid),
    addresses: addressesOf(body),
    vat: isBody(body.vat) ? body.vat : {},
    chamber_of_commerce: textOf(body.chamber_of_commerce),
    blocked: { active: false, reason: '' },
    rest: restOf(body),
  }
  administration.customers.push(customer)
  return { ok: true, customer, warnings: warningsOf(customer) }
}

/** `PATCH /customer/{id}`: top-level fields that are sent replace, the others stay. */
export const patchCustomer = (
  administration: AdministrationRow,
  customer: CustomerRow,
  { body, settings }: { body: unknown; settings: SandboxSettings },
): CustomerOutcome => {
  if (!isBody(body)) return { ok: false, messages: [error('BODY_INVALID', '', 'Een debiteur is een object')] }
  const messages = checkBody(administration, body, { settings, self: customer })
  if (messages.length > 0) return { ok: false, messages }
  if ('addresses' in body) {
    const sent = addressesOf(body)
    customer.addresses = settings.patchReplacesLists
      ? sent
      : [
          ...sent.map((address, index) => ({ ...customer.addresses[index], ...address })),
          ...customer.addresses.slice(sent.length),
        ]
  }
  if (isBody(body.vat)) customer.vat = body.vat
  if (typeof body.chamber_of_commerce === 'string') customer.chamber_of_commerce = body.chamber_of_commerce
  if (typeof body.externalid === 'string') customer.externalid = body.externalid
  if (isBody(body.blocked))
    customer.blocked = { active: body.blocked.active === true, reason: textOf(body.blocked.reason) }
  customer.rest = { ...customer.rest, ...restOf(body) }
  return { ok: true, customer, warnings: warningsOf(customer) }
}

const addressesOf = (body: Body): CustomerAddress[] =>
  listOf(body.addresses)
    .filter(isBody)
    .map((address) => ({
      ...address,
      address_type: textOf(address.address_type) || 'postal',
      name: textOf(address.name),
      email_addresses: listOf(address.email_addresses)
        .filter(isBody)
        .map((email) => ({
          email_address_type: textOf(email.email_address_type),
          email_address: textOf(email.email_address),
        })),
    }))

const separate = new Set(['id', 'externalid', 'addresses', 'vat', 'chamber_of_commerce', 'blocked'])
const restOf = (body: Body): Body => Object.fromEntries(Object.entries(body).filter(([key]) => !separate.has(key)))

const checkBody = (
  administration: AdministrationRow,
  body: Body,
  { settings, self }: { settings: SandboxSettings; self: CustomerRow | null },
): Message[] => {
  const messages: Message[] = []
  if (settings.mode === 'strict') messages.push(...checkFields(body))
  for (const [index, address] of addressesOf(body).entries())
    messages.push(...checkAddress(address, `addresses[${index}]`, settings.nameMaxLength))
  const externalId = textOf(body.externalid)
  if (externalId !== '' && administration.customers.some((one) => one !== self && one.externalid === externalId))
    messages.push(error('EXTERNAL_ID_EXISTS', 'externalid', `Extern id ${externalId} bestaat al`))
  const term = isBody(body.payment_term) ? body.payment_term.id : undefined
  if (term !== undefined && !administration.paymentTerms.some(({ id }) => id === term))
    messages.push(error('PAYMENT_TERM_NOT_FOUND', 'payment_term.id', 'Betalingsconditie bestaat niet'))
  return messages
}

const checkFields = (body: Body): Message[] => {
  const unknown = Object.keys(body).filter((key) => !knownFields.has(key))
  const unknownInAddress = listOf(body.addresses)
    .filter(isBody)
    .flatMap((address) => Object.keys(address).filter((key) => !knownAddressFields.has(key)))
  const wrongText = ['externalid', 'chamber_of_commerce'].filter(
    (key) => body[key] !== undefined && typeof body[key] !== 'string',
  )
  return [
    ...[...unknown, ...unknownInAddress].map((key) => error('FIELD_UNKNOWN', key, `Onbekend veld: ${key}`)),
    ...wrongText.map((key) => error('FIELD_INVALID', key, 'Waarde is ongeldig')),
  ]
}

const checkAddress = (address: CustomerAddress, at: string, nameMaxLength: number): Message[] => {
  const messages: Message[] = []
  // Both guessed: no length is published, and no text that a program shows in a list has control characters in it.
  if (address.name.length > nameMaxLength)
    messages.push(error('NAME_TOO_LONG', `${at}.name`, `Naam is langer dan ${nameMaxLength} tekens`))
  if (/\p{Cc}/u.test(address.name))
    messages.push(error('NAME_INVALID', `${at}.name`, 'Naam bevat tekens die niet zijn toegestaan'))
  const country = textOf(address.country_code)
  if (country !== '' && !/^[A-Z]{2}$/.test(country))
    messages.push(error('COUNTRY_INVALID', `${at}.country_code`, `Landcode ${country} bestaat niet`))
  for (const [index, { email_address: email }] of address.email_addresses.entries())
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      messages.push(error('EMAIL_INVALID', `${at}.email_addresses[${index}].email_address`, 'E-mailadres is ongeldig'))
  return messages
}

const warningsOf = ({ vat }: CustomerRow): Message[] => {
  const number = textOf(vat.vat_registration_number)
  return number === '' || /^[A-Z]{2}[A-Z0-9]{2,13}$/.test(number)
    ? []
    : [warning('VAT_NUMBER_INVALID', 'vat.vat_registration_number', 'Btw-nummer lijkt ongeldig')]
}

const chooseNumber = (
  administration: AdministrationRow,
  body: Body,
  journalId: string | undefined,
): { id: number } | { message: Message } => {
  const sales = administration.journals.filter(({ type, range }) => type === 'verkopen' && range !== null)
  const journal = journalId === undefined ? sales[0] : sales.find(({ id }) => id === journalId)
  if (!journal?.range)
    return { message: error('JOURNAL_REQUIRED', 'journal_id', 'Debiteur vraagt om een verkoopdagboek') }
  const { start, end } = journal.range
  const used = new Set(administration.customers.map(({ id }) => id))
  if (body.id !== undefined) {
    const id = Number(body.id)
    if (!(id >= start && id <= end))
      return { message: error('CUSTOMER_NUMBER_OUT_OF_RANGE', 'id', `Nummer ligt niet tussen ${start} en ${end}`) }
    if (used.has(id)) return { message: error('CUSTOMER_NUMBER_EXISTS', 'id', `Debiteur ${id} bestaat al`) }
    return { id }
  }
  for (let id = start; id <= end; id += 1) if (!used.has(id)) return { id }
  return { message: error('CUSTOMER_NUMBER_OUT_OF_RANGE', 'id', 'Er is geen debiteurnummer meer vrij') }
}
