import type { PaymentTermRow, ProfileRow, RevenueGroupRow, Tenant, VatClassRow } from './records'
import { sandboxClient } from './oauth'

const profile = (number: 1 | 2 | 3, name: string, numberPrefix: string): ProfileRow => ({
  id: `myorganizationprofile:000000000000000${String(number)}`,
  organizationId: `organization:000000000000000${String(number)}`,
  name,
  cocCode: `0904512${String(number)}`,
  vatNumber: ['NL901759892B01', 'NL934788789B01', 'NL484837266B01'][number - 1] ?? '',
  bankAccount: 'NL91ABNA0417164300',
  isBlocked: false,
  isMain: number === 1,
  numberPrefix,
})

export const seedProfiles: readonly ProfileRow[] = [
  profile(1, 'Breekijzer B.V.', 'F'),
  profile(2, 'Gebroken Boekjaar B.V.', 'GB'),
  profile(3, 'Vierwekelijks B.V.', 'VW'),
]

export const vatIds = {
  high: 'vatclass:0000000000000021',
  low: 'vatclass:0000000000000009',
  reversed: 'vatclass:00000000000000e1',
  eu: 'vatclass:00000000000000e2',
  export: 'vatclass:00000000000000e3',
  exempt: 'vatclass:00000000000000e4',
} as const

const seedVatClasses: readonly VatClassRow[] = [
  { id: vatIds.high, code: 'VH', label: 'BTW hoog 21%', percentage: '21' },
  { id: vatIds.low, code: 'VL', label: 'BTW laag 9%', percentage: '9' },
  { id: vatIds.reversed, code: 'VV', label: 'BTW verlegd', percentage: '0' },
  { id: vatIds.eu, code: 'ICP', label: 'Intracommunautaire levering', percentage: '0' },
  { id: vatIds.export, code: 'EX', label: 'Levering buiten de EU', percentage: '0' },
  { id: vatIds.exempt, code: 'VR', label: 'Vrijgesteld van BTW', percentage: '0' },
]

export const groupIds = {
  high: 'revenuegroup:0000000000008000',
  low: 'revenuegroup:0000000000008010',
  reversed: 'revenuegroup:0000000000008020',
  eu: 'revenuegroup:0000000000008030',
  export: 'revenuegroup:0000000000008040',
  exempt: 'revenuegroup:0000000000008050',
  advance: 'revenuegroup:0000000000001700',
  unnumbered: 'revenuegroup:0000000000000bad',
  unknownAccount: 'revenuegroup:0000000000008999',
} as const

const seedRevenueGroups: readonly RevenueGroupRow[] = [
  { id: groupIds.high, label: '8000 Omzet hoog' },
  { id: groupIds.low, label: '8010 Omzet laag' },
  { id: groupIds.reversed, label: '8020 Omzet verlegd' },
  { id: groupIds.eu, label: '8030 Omzet binnen EU' },
  { id: groupIds.export, label: '8040 Omzet buiten EU' },
  { id: groupIds.exempt, label: '8050 Omzet vrijgesteld' },
  { id: groupIds.advance, label: '1700 Vooruitgefactureerd' },
  { id: groupIds.unnumbered, label: 'Omzet zonder nummer' },
  { id: groupIds.unknownAccount, label: '8999 Bestaat niet in Minox' },
]

export const seedPaymentTerms: readonly PaymentTermRow[] = [
  { id: 'paymentterm:7afdcf3cfd349282', name: '14 dagen', days: 14, method: 'banktransfer' },
  { id: 'paymentterm:0000000000000030', name: '30 dagen', days: 30, method: 'banktransfer' },
  { id: 'paymentterm:0000000000000008', name: '8 dagen', days: 8, method: 'banktransfer' },
  { id: 'paymentterm:00000000000000dd', name: 'Automatische incasso', days: 14, method: 'directdebit' },
]

/** The client that the sandbox knows, for whoever configures the portal against it. */
export const seedClient = sandboxClient

/** An environment with its settings, and nobody and nothing in it yet. */
export const emptyTenant = (subdomain: string, name: string): Tenant => ({
  subdomain,
  name,
  user: { sub: `employee:${subdomain}`, email: `administratie@${subdomain}.example`, name: 'Sanne de Boer' },
  profiles: seedProfiles.map((row) => ({ ...row })),
  vatClasses: [...seedVatClasses],
  revenueGroups: [...seedRevenueGroups],
  paymentTerms: [...seedPaymentTerms],
  projects: [],
  organizations: [],
  persons: [],
  invoices: [],
  payments: [],
  messages: [],
  documents: [],
  apiKeys: [],
  denials: [],
  grants: [],
  accessTokens: [],
  codes: [],
  lastId: 0,
})
