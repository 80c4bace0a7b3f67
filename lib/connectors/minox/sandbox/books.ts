import { normaliseEmail } from '@/lib/domain/debtor'
import type { AdministrationRow, CustomerRow, JournalRow } from './records'

export const journalOf = (administration: AdministrationRow, id: string): JournalRow | undefined =>
  administration.journals.find((journal) => journal.id === id)

export const customerOf = (administration: AdministrationRow, id: number): CustomerRow | undefined =>
  administration.customers.find((customer) => customer.id === id)

export const nameOf = (customer: CustomerRow): string => customer.addresses[0]?.name ?? ''

export const emailsOf = (customer: CustomerRow): string[] =>
  customer.addresses.flatMap(({ email_addresses: emails }) => emails.map(({ email_address: email }) => email))

/**
 * What `by_email` finds: exact in capitals and only the first hit, the least helpful reading of an endpoint whose
 * behaviour is not published. A client that depends on more of it fails here.
 */
export const findByEmail = (administration: AdministrationRow, email: string): CustomerRow[] =>
  administration.customers.filter((customer) => emailsOf(customer).includes(email)).slice(0, 1)

export const searchCustomers = (administration: AdministrationRow, search: string): CustomerRow[] => {
  const wanted = normaliseEmail(search)
  return administration.customers.filter((customer) =>
    [nameOf(customer), String(customer.id), ...emailsOf(customer)].some((text) =>
      normaliseEmail(text).includes(wanted),
    ),
  )
}
