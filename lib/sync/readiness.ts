import { z } from 'zod'
import type { BooksDebtor } from '@/lib/domain/debtor'
import { normaliseEmail } from '@/lib/domain/debtor'
import type { Invoice } from '@/lib/domain/invoice'
import type { SetupLink } from '@/lib/domain/setup'
import { foreseeDebtor, stageDebtors } from './foresee-debtor'
import { booksNumberOf } from './invoice-number'
import type { DebtorDecision } from './match-debtor'
import { planBooking, type BookingRules } from './plan-booking'
import type { Reason } from './reasons'
import { checkVatNumber } from './vat-number'

const reason = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
type StoredReason = z.infer<typeof reason>

/** An invoice as far as the report needs it: small, since all of them are kept until the report is there. */
const readInvoice = z.object({
  profile: z.string(),
  number: z.string(),
  issuedOn: z.string(),
  netCents: z.int(),
  vatCents: z.int(),
  grossCents: z.int(),
  debtorRef: z.string(),
  /** What stands in its way by itself. */
  reason: reason.nullable(),
  /** What it asks of its customer. */
  customerVat: z.enum(['none', 'number', 'eu-number']),
})
type ReadInvoice = z.infer<typeof readInvoice>

const readDebtor = z.object({
  kind: z.enum(['organization', 'person']),
  name: z.string(),
  /** Undefined until it was read. */
  email: z.string().nullable().optional(),
  vatNumber: z.string().nullable().optional(),
  problem: reason.optional(),
})

/** How far the readiness check has read. Records may come again while it reads: what came last counts, once. */
export const readinessProgress = z.object({
  /** Names what it was read for: other answers begin anew. */
  basis: z.string(),
  step: z.int(),
  phase: z.enum(['invoices', 'debtors', 'books', 'done']),
  checkpoint: z.string().nullable(),
  invoices: z.record(z.string(), readInvoice),
  unreadable: z.record(z.string(), z.string()),
  debtors: z.record(z.string(), readDebtor),
  /** For each administration that was asked: its debtors that keep invoices waiting, and addresses that it has twice. */
  books: z.record(
    z.string(),
    z.object({
      held: z.record(z.string(), reason),
      sharedEmails: z.array(z.object({ email: z.string(), count: z.int() })),
    }),
  ),
  /** Revenue groups that fall back on the default account. */
  groupsOnDefault: z.array(z.string()),
})
export type ReadinessProgress = z.infer<typeof readinessProgress>

export const beginReading = (basis: string): ReadinessProgress => ({
  ...{ basis, step: 0, phase: 'invoices', checkpoint: null },
  ...{ invoices: {}, unreadable: {}, debtors: {}, books: {}, groupsOnDefault: [] },
})

/** Nothing is in use yet: collisions are told apart once all numbers are known. */
const noHolder = () => null

/** What would become of an invoice, by the very decision that books it. */
export const judgeInvoice = (invoice: Invoice, rules: Omit<BookingRules, 'holderOfNumber'>): ReadInvoice => {
  const decision = planBooking({ invoice, bookingDate: null }, { ...rules, holderOfNumber: noHolder })
  return {
    profile: invoice.companyProfileRef,
    ...{ number: invoice.number, issuedOn: invoice.issuedOn, debtorRef: invoice.debtor.ref },
    ...{ netCents: invoice.netCents, vatCents: invoice.vatCents, grossCents: invoice.grossCents },
    reason: decision.kind === 'hold' ? toStored(decision.reason) : null,
    customerVat: decision.kind === 'hold' ? 'none' : decision.customerVat,
  }
}

const toStored = ({ code, params }: Reason): StoredReason => ({ code, params })

type Settled = { ref: string; invoice: ReadInvoice; reason: StoredReason | null }

/** Oldest first: the same order whatever the order of reading was, or how it was kept. */
const byAge = ([ref, one]: [string, ReadInvoice], [otherRef, other]: [string, ReadInvoice]): number => {
  const [key, otherKey] = [`${one.issuedOn} ${one.number} ${ref}`, `${other.issuedOn} ${other.number} ${otherRef}`]
  return key < otherKey ? -1 : 1
}

/** Of invoices that share a number in the books, the oldest that can be booked gets it. */
const settleNumbers = (progress: ReadinessProgress, link: SetupLink): Settled[] => {
  const holders = new Map<number, string>()
  return Object.entries(progress.invoices)
    .filter(([, { profile }]) => profile === link.companyProfileRef)
    .sort(byAge)
    .map(([ref, invoice]) => {
      const booksNumber = booksNumberOf(invoice.number)
      if (invoice.reason !== null || booksNumber === null) return { ref, invoice, reason: invoice.reason }
      const other = holders.get(booksNumber)
      if (other === undefined) {
        holders.set(booksNumber, invoice.number)
        return { ref, invoice, reason: null }
      }
      const params = { number: invoice.number, booksNumber, other }
      return { ref, invoice, reason: { code: 'number-collision', params } }
    })
}

/** A customer who lacks the VAT number that an invoice asks for is met once its number is given, and before its debtor is. */
const settleVatNumbers = (progress: ReadinessProgress, link: SetupLink): Settled[] =>
  settleNumbers(progress, link).map((settled) => {
    const debtor = progress.debtors[settled.invoice.debtorRef]
    if (settled.reason !== null || debtor?.vatNumber === undefined) return settled
    const { name, vatNumber } = debtor
    const missing = checkVatNumber(settled.invoice.customerVat, { name, vatNumber })
    return missing === null ? settled : { ...settled, reason: toStored(missing) }
  })

/** The debtors whose invoices get as far as needing one, oldest invoice first. */
export const debtorsNeeded = (progress: ReadinessProgress, link: SetupLink): string[] => [
  ...new Set(
    settleVatNumbers(progress, link).flatMap((settled) => (settled.reason === null ? [settled.invoice.debtorRef] : [])),
  ),
]

/** What each needed debtor is in these books: those that keep their invoices waiting, and why. */
export const judgeDebtors = (
  progress: ReadinessProgress,
  link: SetupLink,
  books: { debtors: readonly BooksDebtor[]; externalRefOf: (debtorRef: string) => string },
): ReadinessProgress['books'][string] => {
  const stage = stageDebtors(books.debtors, [])
  const held: Record<string, StoredReason> = {}
  for (const ref of debtorsNeeded(progress, link)) {
    const debtor = progress.debtors[ref]
    if (debtor === undefined) continue
    const found = debtor.problem ?? reasonOf(foreseeDebtor(toWanted(ref, debtor), stage, books.externalRefOf(ref)))
    if (found !== null) held[ref] = { code: found.code, params: found.params }
  }
  return { held, sharedEmails: sharedEmails(books.debtors) }
}

const toWanted = (ref: string, { kind, name, email = null }: ReadinessProgress['debtors'][string]) => ({
  ...{ ref, kind, name, email },
})

const reasonOf = (decision: DebtorDecision): Reason | null => (decision.kind === 'hold' ? decision.reason : null)

const sharedEmails = (debtors: readonly BooksDebtor[]): { email: string; count: number }[] => {
  const holders = new Map<string, Set<string>>()
  for (const { id, emails } of debtors)
    for (const email of emails.map(normaliseEmail))
      if (email !== '') holders.set(email, (holders.get(email) ?? new Set<string>()).add(id))
  return [...holders].flatMap(([email, ids]) => (ids.size > 1 ? [{ email, count: ids.size }] : []))
}

/** Every invoice in scope of a link, with what keeps it waiting or null. */
export const settleInvoices = (progress: ReadinessProgress, link: SetupLink): Settled[] => {
  const held = progress.books[link.administrationRef]?.held ?? {}
  return settleVatNumbers(progress, link).map((settled) =>
    settled.reason === null ? { ...settled, reason: held[settled.invoice.debtorRef] ?? null } : settled,
  )
}

const mostExamples = 5
const mostFindings = 50

/** Causes of which each invoice has its own numbers: told as one, with the first as example. */
const toldTogether: ReadonlySet<string> = new Set<Reason['code']>([
  'fiscal-year-unknown',
  'vat-rounding-differs',
  'debtor-email-ambiguous',
  'debtor-email-shared',
  'debtor-missing',
  'debtor-unreadable',
  'debtor-blocked',
  'number-not-usable',
  'number-collision',
  'total-mismatch',
  'vat-number-missing',
  'vat-number-malformed',
  'vat-number-country',
])

export type ReadinessReport = ReturnType<typeof toReport>

/** The report, once all has been read: for every link what is in scope, what is ready, and why the rest is not. */
export const toReport = (progress: ReadinessProgress, links: readonly SetupLink[]) => {
  const settled = links.map((link) => ({ link, invoices: settleInvoices(progress, link) }))
  const debtors = Object.values(progress.debtors)
  const withoutEmail = debtors.filter(({ email, problem }) => email === null && problem === undefined)
  const unreadable = Object.values(progress.unreadable)
  return {
    administrations: settled.map(({ link, invoices }) => ({
      name: link.administrationName,
      companyProfile: link.companyProfileName,
      inScope: sumsOf(invoices),
      ready: sumsOf(invoices.filter((one) => one.reason === null)),
    })),
    findings: findingsOf(settled.flatMap(({ invoices }) => invoices)),
    groupsOnDefault: progress.groupsOnDefault,
    debtorsWithoutEmail: { count: withoutEmail.length, examples: firstFew(withoutEmail.map(({ name }) => name)) },
    sharedEmails: mergeShared(
      links.flatMap(({ administrationRef }) => progress.books[administrationRef]?.sharedEmails ?? []),
    ),
    collidingNumbers: settled.flatMap(({ invoices }) => collisionsIn(invoices)),
    missingYears: settled.flatMap(({ link, invoices }) => missingYearsIn(link, invoices)),
    unreadable: { count: unreadable.length, examples: firstFew(unreadable) },
  }
}

const firstFew = (examples: readonly string[]): string[] => examples.slice(0, mostExamples)

const sumsOf = (invoices: readonly Settled[]) => {
  const sums = { count: invoices.length, netCents: 0, vatCents: 0, grossCents: 0 }
  for (const { invoice } of invoices) {
    sums.netCents += invoice.netCents
    sums.vatCents += invoice.vatCents
    sums.grossCents += invoice.grossCents
  }
  return sums
}

const findingsOf = (invoices: readonly Settled[]) => {
  const found = new Map<string, { reason: StoredReason; numbers: string[] }>()
  for (const { invoice, reason: cause } of invoices) {
    if (cause === null) continue
    const key = toldTogether.has(cause.code)
      ? cause.code
      : JSON.stringify([cause.code, Object.entries(cause.params).sort()])
    const known = found.get(key) ?? { reason: cause, numbers: [] }
    known.numbers.push(invoice.number)
    found.set(key, known)
  }
  return [...found.values()]
    .sort((one, other) => other.numbers.length - one.numbers.length)
    .slice(0, mostFindings)
    .map(({ reason: cause, numbers }) => ({ reason: cause, count: numbers.length, examples: firstFew(numbers) }))
}

/** The same books under two administrations would be told twice. */
const mergeShared = (shared: readonly { email: string; count: number }[]) =>
  [...new Map(shared.map((one) => [one.email, one])).values()].slice(0, mostFindings)

const collisionsIn = (invoices: readonly Settled[]) => {
  const numbers = new Map<number, Set<string>>()
  const counts = new Map<number, number>()
  for (const { invoice } of invoices) {
    const booksNumber = booksNumberOf(invoice.number)
    if (booksNumber === null) continue
    numbers.set(booksNumber, (numbers.get(booksNumber) ?? new Set<string>()).add(invoice.number))
    counts.set(booksNumber, (counts.get(booksNumber) ?? 0) + 1)
  }
  return [...numbers].flatMap(([booksNumber, known]) =>
    (counts.get(booksNumber) ?? 0) > 1 ? [{ booksNumber, numbers: [...known] }] : [],
  )
}

const missingYearsIn = ({ administrationName }: SetupLink, invoices: readonly Settled[]) => {
  const years = new Map<string, string[]>()
  for (const { invoice, reason: cause } of invoices) {
    if (cause?.code !== 'fiscal-year-unknown') continue
    const year = invoice.issuedOn.slice(0, 4)
    years.set(year, [...(years.get(year) ?? []), invoice.issuedOn])
  }
  return [...years.values()].map((given) => {
    const days = given.toSorted()
    return {
      administration: administrationName,
      firstDay: days[0] ?? '',
      lastDay: days.at(-1) ?? '',
      count: days.length,
    }
  })
}
