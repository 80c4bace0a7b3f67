export type DebtorKind = 'organization' | 'person'

/** Names a debtor in the source: enough to find the rest. */
export type DebtorKey = { ref: string; kind: DebtorKind; name: string }

export type PostalAddress = {
  street: string
  postalCode: string
  city: string
  /** ISO 3166-1 alpha-2, upper case. */
  countryCode: string
}

/** A customer as the source states it. Bank accounts are left out on purpose: an IBAN is never pushed. */
export type Debtor = DebtorKey & {
  /** The general e-mail address of the relation; what existing debtors in the books are matched on. */
  email: string | null
  phone: string | null
  website: string | null
  address: PostalAddress | null
  cocNumber: string | null
  vatNumber: string | null
  updatedAt: string
}

/** A debtor as it stands in the books. */
export type BooksDebtor = {
  id: string
  name: string
  emails: string[]
  externalRef: string | null
  isBlocked: boolean
}

/** E-mail addresses are compared without case and surrounding blanks. */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase()
