import { Random } from './random'
import type { InvoiceRow, OrganizationRow, PersonRow, Tenant } from './records'
import { creditLines, linesFor, settlementLines, type SeedLine, type Story } from './seed-lines'
import { seedOrganizations, seedPersons } from './seed-relations'
import { emptyTenant, seedPaymentTerms, seedProfiles } from './seed-vocabulary'
import { nextId } from './store'
import { totalsOf } from './totals'
import { documentTypes } from './vocabulary'

export type SeedName = 'breekijzer' | 'empty'

const dayMs = 86_400_000
const firstDay = Date.UTC(2025, 6, 1)
const lastDay = Date.UTC(2026, 10, 20)
const sentCount = 290
const draftCount = 10

/**
 * The environments of a seed. `breekijzer`: a Dutch company with three profiles and about 300 invoices, and a second
 * environment that must never be seen from the first. `empty`: the same settings and customers without invoices.
 */
export const seedTenants = (name: SeedName): Tenant[] => {
  const main = emptyTenant('breekijzer', 'Breekijzer Groep')
  const random = new Random(20_250_701)
  main.apiKeys.push({ key: 'demo-key', secret: 'demo-secret', expiresOn: null })
  addRelations(main, random)
  if (name === 'empty') return [main]
  addProjects(main)
  addInvoices(main, random)
  addDrafts(main, random)
  return [main, otherTenant()]
}

const otherTenant = (): Tenant => {
  const tenant = emptyTenant('anderbedrijf', 'Ander Bedrijf')
  const random = new Random(7)
  tenant.apiKeys.push({ key: 'other-key', secret: 'other-secret', expiresOn: null })
  addRelations(tenant, random)
  tenant.organizations.splice(3)
  tenant.persons.splice(1)
  for (const story of ['plain', 'hours', 'mixed-vat'] as const)
    addSent(tenant, {
      story,
      lines: linesFor(story, random),
      debtor: at(tenant.organizations, 0),
      day: firstDay,
      profile: 0,
    })
  return tenant
}

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length]
  if (item === undefined) throw new RangeError('The seed has an empty list')
  return item
}

const stampOf = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

const addRelations = (tenant: Tenant, random: Random): void => {
  for (const [index, { name, email, vat, address }] of seedOrganizations.entries()) {
    const createdMs = Date.UTC(2024, 0, 8, 9, 12) + index * 13 * dayMs + random.between(0, 28_000) * 1000
    const isDutch = address.countryCode === 'NL'
    const hasPostbox = index % 9 === 4
    tenant.organizations.push({
      id: nextId(tenant, 'organization'),
      createdAt: stampOf(createdMs),
      updatedAt: stampOf(createdMs + random.between(1, 90) * dayMs),
      name,
      email,
      vatNumber: vat,
      cocCode: isDutch ? String(random.between(1_000_000, 89_999_999)).padStart(8, '0') : null,
      phone:
        index % 4 === 3 ? null : `0${String(random.between(10, 88))}-${String(random.between(2_000_000, 7_999_999))}`,
      url: email === null ? null : `https://www.${email.split('@')[1] ?? ''}`,
      relationNumber: index % 5 === 2 ? null : String(10_001 + index),
      bankAccount: null,
      visitingAddress: address,
      postalAddress: hasPostbox ? { ...address, line1: `Postbus ${String(100 + index)}` } : null,
      paymentTermId: at(seedPaymentTerms, index).id,
    })
  }
  for (const [index, { first, prefix, family, email, address }] of seedPersons.entries()) {
    const createdMs = Date.UTC(2024, 5, 3, 10, 5) + index * 37 * dayMs
    tenant.persons.push({
      id: nextId(tenant, 'person'),
      createdAt: stampOf(createdMs),
      updatedAt: stampOf(createdMs + random.between(1, 60) * dayMs),
      firstName: first,
      familyNamePrefix: prefix,
      familyName: family,
      email,
      phone: null,
      relationNumber: index % 2 === 0 ? String(20_001 + index) : null,
      address,
      // Some private customers are a contact of a company as well.
      contactOfId: index % 3 === 1 ? at(tenant.organizations, index).id : null,
    })
  }
}

const addProjects = (tenant: Tenant): void => {
  for (const [index, name] of ['Nieuwe website', 'Verbouwing kantoor', 'Strategietraject'].entries())
    tenant.projects.push({
      id: nextId(tenant, 'project'),
      name,
      number: `P${String(1000 + index)}`,
      organizationId: at(tenant.organizations, index).id,
    })
}

type SeedInvoice = {
  story: Story
  lines: SeedLine[]
  debtor: OrganizationRow | PersonRow
  /** Epoch milliseconds of the invoice date, at midnight. */
  day: number
  profile: number
  subject?: string
}

const stories: readonly Story[] = [
  'plain',
  'hours',
  'mixed-vat',
  'half-cents',
  'plain',
  'reverse-charge',
  'hours',
  'inside-eu',
  'mixed-vat',
  'vat-on-total',
  'plain',
  'outside-eu',
  'hours',
  'exempt',
  'vat-per-line',
  'unnumbered-group',
  'mixed-vat',
  'plain',
  'unknown-account',
  'hours',
]

const isForeign = (row: OrganizationRow) => row.visitingAddress?.countryCode !== 'NL'
const builders = [
  'Bouwbedrijf Stevig B.V.',
  'Onderaannemer Metsel & Voeg',
  'Staalbouw Limburg B.V.',
  'Timmerfabriek De Schaaf B.V.',
]

const debtorFor = (tenant: Tenant, story: Story, random: Random): OrganizationRow => {
  const dutch = tenant.organizations.filter((row) => !isForeign(row))
  switch (story) {
    case 'reverse-charge':
      return random.pick(dutch.filter(({ name }) => builders.includes(name)))
    case 'inside-eu':
      return random.pick(tenant.organizations.filter((row) => isForeign(row) && row.vatNumber !== null))
    case 'outside-eu':
      return random.pick(tenant.organizations.filter((row) => isForeign(row) && row.vatNumber === null))
    default:
      return random.pick(dutch)
  }
}

const addInvoices = (tenant: Tenant, random: Random): void => {
  const stepMs = (lastDay - firstDay) / sentCount
  const advances: InvoiceRow[] = []
  for (let index = 0; index < sentCount; index += 1) {
    const day = firstDay + Math.floor((index * stepMs) / dayMs) * dayMs
    const profile = index % 20 < 13 ? 0 : index % 20 < 17 ? 1 : 2
    const story = random.pick(stories)
    const earlier = tenant.invoices.filter(({ profileId }) => profileId === at(seedProfiles, profile).id)
    const place = { day, profile }
    if (index % 12 === 7) {
      const debtor = random.pick(tenant.persons)
      addSent(tenant, { ...place, story: 'plain', lines: linesFor(random.pick(['plain', 'hours']), random), debtor })
    } else if (index % 17 === 11 && earlier.length > 0) {
      addCredit(tenant, { original: random.pick(earlier.slice(-10)), index, place })
    } else if (index % 14 === 3) {
      const debtor = debtorFor(tenant, 'advance', random)
      advances.push(addSent(tenant, { ...place, story: 'advance', lines: linesFor('advance', random), debtor }))
    } else if (index % 14 === 10 && advances.length > 0) {
      addSettlement(tenant, { advance: advances.splice(0, 1), index, day })
    } else {
      addSent(tenant, { ...place, story, lines: linesFor(story, random), debtor: debtorFor(tenant, story, random) })
    }
  }
  addPayments(tenant, random)
}

type Credit = { original: InvoiceRow; index: number; place: { day: number; profile: number } }

const addCredit = (tenant: Tenant, { original, index, place }: Credit): void => {
  const debtor = [...tenant.organizations, ...tenant.persons].find(
    ({ id }) => id === (original.organizationId ?? original.personId),
  )
  if (!debtor) return
  const lines = creditLines(original.lines, index % 2 === 0 ? 'amount' : 'price')
  const credit = addSent(tenant, {
    ...place,
    story: 'plain',
    lines,
    debtor,
    subject: `Creditfactuur bij ${original.number ?? ''}`,
  })
  credit.rounding = original.rounding
}

type Settlement = { advance: readonly InvoiceRow[]; index: number; day: number }

/** Every second settlement leaves nothing to pay: the zero total that only looks like a credit note. */
const addSettlement = (tenant: Tenant, { advance, index, day }: Settlement): void => {
  for (const paid of advance) {
    const debtor = tenant.organizations.find(({ id }) => id === paid.organizationId)
    const profile = seedProfiles.findIndex(({ id }) => id === paid.profileId)
    const price = paid.lines[0]?.price ?? '0'
    const lines = settlementLines(paid.lines, index % 28 === 10 ? price : String(Number(price) * 3))
    if (debtor) addSent(tenant, { story: 'advance', lines, debtor, day, profile, subject: 'Eindafrekening' })
  }
}

const addSent = (tenant: Tenant, { story, lines, debtor, day, profile, subject }: SeedInvoice): InvoiceRow => {
  const owner = at(seedProfiles, profile)
  const position = tenant.invoices.length
  const prefix = `${owner.numberPrefix}${dayOf(day).slice(0, 4)}-`
  const previous = tenant.invoices.filter(({ number }) => number?.startsWith(prefix)).length
  const number = `${prefix}${String(previous + 1).padStart(4, '0')}`
  // Office hours, and never two in the same second.
  const sentMs = day + (8 * 3600 + ((position * 997) % 32_000)) * 1000
  const isOrganization = debtor.id.startsWith('organization:')
  const invoice: InvoiceRow = {
    id: nextId(tenant, 'invoice'),
    createdAt: stampOf(sentMs - dayMs),
    updatedAt: stampOf(sentMs),
    profileId: owner.id,
    organizationId: isOrganization ? debtor.id : null,
    personId: isOrganization ? null : debtor.id,
    paymentTermId: at(seedPaymentTerms, position % 7 === 0 ? 1 : position % 11 === 0 ? 3 : position % 3 === 0 ? 2 : 0)
      .id,
    projectId: tenant.projects.find(({ organizationId }) => organizationId === debtor.id)?.id ?? null,
    number,
    date: dayOf(day),
    isSent: true,
    subject: subject ?? (position % 23 === 5 ? 'Onderhoud & "spoed" <nr. 3>, 50 % korting' : 'Werkzaamheden'),
    reference: position % 4 === 1 ? `PO-${String(4000 + position)}` : '',
    comments: '',
    rounding: story === 'vat-on-total' || (story === 'half-cents' && position % 3 === 0) ? 'total' : 'line',
    lines: lines.map((row) => ({ ...row, id: nextId(tenant, 'invoiceline'), date: dayOf(day) })),
  }
  tenant.invoices.push(invoice)
  tenant.documents.push({
    id: nextId(tenant, 'document'),
    createdAt: invoice.updatedAt,
    updatedAt: invoice.updatedAt,
    linkedTo: { invoice_id: invoice.id },
    typeId: documentTypes.sentInvoice.id,
    title: `Factuur ${number}`,
    description: '',
  })
  return invoice
}

/** Older invoices are mostly settled by hand already, some in part: those are left out of nobody's sight. */
const addPayments = (tenant: Tenant, random: Random): void => {
  for (const invoice of tenant.invoices) {
    const issuedMs = Date.parse(`${invoice.date ?? ''}T00:00:00Z`)
    const { gross } = totalsOf(tenant, invoice)
    if (issuedMs > Date.UTC(2026, 5, 1) || Number(gross) === 0 || random.next() > 0.45) continue
    const paidMs = issuedMs + random.between(3, 40) * dayMs + random.between(28_800, 61_200) * 1000
    const isPart = Number(gross) > 100 && random.next() < 0.15
    const amount = isPart ? '50.00' : gross
    tenant.payments.push({
      id: nextId(tenant, 'payment'),
      createdAt: stampOf(paidMs),
      updatedAt: stampOf(paidMs),
      invoiceId: invoice.id,
      date: dayOf(paidMs),
      amount,
      description: 'Bank',
    })
    invoice.updatedAt = stampOf(paidMs)
  }
}

/** Concepts have no number; most have no date either. */
const addDrafts = (tenant: Tenant, random: Random): void => {
  for (let index = 0; index < draftCount; index += 1) {
    const stamp = stampOf(lastDay - (draftCount - index) * 3 * dayMs + 41_000_000 + index * 61_000)
    tenant.invoices.push({
      id: nextId(tenant, 'invoice'),
      createdAt: stamp,
      updatedAt: stamp,
      profileId: at(seedProfiles, index).id,
      organizationId: random.pick(tenant.organizations).id,
      personId: null,
      paymentTermId: at(seedPaymentTerms, 0).id,
      projectId: null,
      number: null,
      date: index % 4 === 0 ? dayOf(lastDay) : null,
      isSent: false,
      subject: 'Nog te versturen',
      reference: '',
      comments: '',
      rounding: 'line',
      lines:
        index === 2
          ? []
          : linesFor('hours', random).map((row) => ({ ...row, id: nextId(tenant, 'invoiceline'), date: null })),
    })
  }
}
