import { z } from 'zod'

/** Whether a person hands invoices over, or the portal does so by itself. */
export const offerings = ['manual', 'automatic'] as const

/** Answers to the questions of the wizard, as a person gave them: accounts as typed (`8000 Omzet algemeen`). */
export const setupAnswers = z.object({
  /** Company profile → administration; null for one that is not linked. */
  administrations: z.record(z.string(), z.string().nullable()),
  defaultRevenueAccount: z.string(),
  /** For administrations in which the one above does not exist. */
  defaultRevenueAccounts: z.record(z.string(), z.string()),
  salesJournal: z.string(),
  invoicesFrom: z.string(),
  offering: z.enum(offerings),
  bookingStyle: z.enum(['vat-on-line', 'vat-from-ledger', 'vat-as-own-line']),
  vatMode: z.enum(['ledger-default', 'explicit']),
})
export type SetupAnswers = z.infer<typeof setupAnswers>

/** What a person chose by hand for revenue groups and VAT classes, for each administration. */
export const mappingChoices = z.object({
  ledger: z.array(z.object({ administration: z.string(), revenueGroup: z.string(), account: z.string() })),
  vat: z.array(z.object({ administration: z.string(), vatClass: z.string(), code: z.string() })),
})
export type MappingChoices = z.infer<typeof mappingChoices>

/** A company profile and the administration that will hold its books, once the answers were found to be right. */
export const setupLink = z.object({
  companyProfileRef: z.string(),
  companyProfileName: z.string(),
  administrationRef: z.string(),
  administrationName: z.string(),
  defaultRevenueAccount: z.string(),
  salesJournalRef: z.string(),
})
export type SetupLink = z.infer<typeof setupLink>

/** All that somebody decided on the way, as it is kept. */
export const setupDecisions = z.object({
  answers: setupAnswers,
  links: z.array(setupLink),
  choices: mappingChoices,
})
export type SetupDecisions = z.infer<typeof setupDecisions>

/** Which combi holds an account or administration already. */
export type Holder = { combi: string; workspace: string }

/** What is wrong with an answer, at the field that it belongs to. */
export type FieldProblem = { field: string; code: FieldProblemCode; params: Record<string, string> }

export type FieldProblemCode =
  | 'required'
  | 'none-linked'
  | 'administration-twice'
  | 'administration-taken'
  | 'profile-taken'
  | 'account-unknown'
  | 'account-blocked'
  | 'account-not-revenue'
  | 'journal-unknown'
  | 'day-invalid'
  | 'vat-code-unknown'
  // About a combi that has booked already.
  | 'administration-booked'
  | 'profile-unpaid'
  | 'offset-invalid'
  | 'amount-invalid'
  | 'offset-collides'
  | 'template-empty'
  | 'template-braces'
  | 'template-number'
  | 'template-long'
  | 'template-word'

/** Why an account could not be connected, or no longer answers. */
export type SetupProblemCode =
  | 'consent-refused'
  | 'consent-expired'
  | 'consent-mismatch'
  | 'sign-in-refused'
  | 'rights-missing'
  | 'key-refused'
  | 'key-expired'
  | 'environment-unknown'
  | 'domain-invalid'
  | 'vendor-unavailable'
  | 'vendor-busy'
  | 'not-configured'

/** What a sign-in is asked for when it is checked, and may lack the right to. */
export type SetupRight =
  | 'companyProfiles'
  | 'revenueGroups'
  | 'vatClasses'
  | 'invoices'
  | 'organizations'
  | 'persons'
  | 'payments'
  | 'administrations'
  | 'chart'
  | 'debtors'
  | 'openItems'
