import type { JsonRecord } from './query-language'

/** Lists that are the same in every environment of the sandbox. Ids and colours are placeholders, but for the two noted. */
export const statuses = {
  concept: { id: 'invoicestatus:1d4b6b0c9e1f0a01', name: 'label_Concept', color: '#95a5a6', documented: 'Concept' },
  sent: { id: 'invoicestatus:55ac162d29ff2abb', name: 'label_Sended', color: '#3498db', documented: 'Sent' },
  expired: { id: 'invoicestatus:8e0c7f1b2a3d4c02', name: 'label_Expired', color: '#e74c3c', documented: 'Overdue' },
  paid: { id: 'invoicestatus:c3b1a09f8e7d6c03', name: 'label_Payed', color: '#2ecc71', documented: 'Paid' },
} as const

export type StatusName = keyof typeof statuses

/** The first id is hard-coded in Simplicate's own WordPress plugin, so it is the same in every environment. */
export const messageTypes = [
  { id: 'messagetype:852d47ec82cb8055', label: 'Notitie', blocked: false, log_action: '' },
  { id: 'messagetype:3b9c1d7e5f2a4806', label: 'Telefoongesprek', blocked: false, log_action: '' },
] as const

export const documentTypes = {
  sentInvoice: { id: 'documenttype:4f2a7b8c9d0e1f23', label: 'label_sended invoice', is_blocked: false },
  attachment: { id: 'documenttype:7c6d5e4f3a2b1c08', label: 'Bijlage', is_blocked: false },
} as const

export const relationTypes = {
  customer: { id: 'relationtype:56fb2ce4722a7509515efc18bba82b90', label: 'Klant', color: '#666666', type: 'relation' },
  own: {
    id: 'relationtype:0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    label: 'Relationtype_own_company',
    color: '#000000',
    type: 'own',
  },
} as const

const countryNames: Readonly<Record<string, string>> = {
  NL: 'Country_The Netherlands',
  BE: 'Country_Belgium',
  DE: 'Country_Germany',
  FR: 'Country_France',
  GB: 'Country_United Kingdom',
  CH: 'Country_Switzerland',
  US: 'Country_United States',
}

export const countries: readonly (JsonRecord & { id: string })[] = Object.entries(countryNames).map(
  ([code, name], index) => ({
    id: code === 'NL' ? 'country:9e13dd54153be019' : `country:00000000000000${String(index + 10)}`,
    name,
    country_code: code,
  }),
)

export const countryOf = (code: string): { id: string; name: string } => {
  const country = countries.find(({ country_code }) => country_code === code)
  return { id: country?.id ?? 'country:0000000000000000', name: countryNames[code] ?? `Country_${code}` }
}
