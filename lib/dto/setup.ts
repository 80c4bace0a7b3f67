import * as z from 'zod/mini'
import { cents, day, reason } from './shapes'

/** The steps of the wizard in order; the last segment of each one's address. */
export const setupSteps = ['simplicate', 'minox', 'vragen', 'koppelen', 'controle', 'installeren'] as const
export type SetupStepDto = (typeof setupSteps)[number]

/** Why the way back from a vendor, or a step, ended where it did. The sentences are in the message files. */
export const setupProblems = [
  // The person said no at the vendor.
  'consent-refused',
  // The code or our own state was too old, or used before.
  'consent-expired',
  // The answer came to another browser, for another vendor, or for a visit that we know nothing of.
  'consent-mismatch',
  // The vendor refused what it had just granted.
  'sign-in-refused',
  // Signed in, but without the rights that the synchronisation needs; `detail` names what is missing.
  'rights-missing',
  'key-refused',
  'key-expired',
  'environment-unknown',
  'domain-invalid',
  'vendor-unavailable',
  'vendor-busy',
  'not-configured',
] as const
export type SetupProblemDto = (typeof setupProblems)[number]

/** What a sign-in may lack the right to: the `detail` of `rights-missing`, in the address as in an answer. */
export const setupRights = [
  'companyProfiles',
  'revenueGroups',
  'vatClasses',
  'invoices',
  'organizations',
  'persons',
  'payments',
  'administrations',
  'chart',
  'debtors',
  'openItems',
] as const
export type SetupRightDto = (typeof setupRights)[number]

const account = z.object({
  /** The account as its owner knows it: the subdomain, the customer number with its name. */
  label: z.string(),
  email: z.nullable(z.string()),
})

/** Where a browser is in the wizard. */
export const setup = z.object({
  /** The furthest step that may be opened; those before it may be opened again. */
  furthestStep: z.enum(setupSteps),
  /** Whether the operator may send people to the vendor's own consent page; else a key of theirs is asked. */
  canSignInAtSource: z.boolean(),
  canSignInAtBooks: z.boolean(),
  source: z.nullable(z.object({ ...account.shape, isEmailProven: z.boolean(), expiresOn: z.nullable(day) })),
  books: z.nullable(z.object({ ...account.shape, administrations: z.array(z.string()) })),
})
export type SetupDto = z.infer<typeof setup>

/**
 * `POST /api/setup/source`: where to go for consent, or a key to check at once. What is wrong is refused under the code of
 * its setup problem; after consent the code comes back in the address of the step (`?problem=…&detail=…`).
 */
export const connectSourceRequest = z.strictObject({
  domain: z.string().check(z.trim(), z.minLength(1), z.maxLength(300)),
  key: z.optional(
    z.strictObject({
      key: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
      secret: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
      /** Simplicate tells the day on which a key ends only on its own screen. */
      expiresOn: z.nullable(day),
    }),
  ),
})
export type ConnectSourceRequestDto = z.infer<typeof connectSourceRequest>

/** An address to go to: at the vendor, or the same step again when nothing is needed there. */
export const goTo = z.object({ url: z.string() })
export type GoToDto = z.infer<typeof goTo>

export const offerings = ['manual', 'automatic'] as const
export const setupBookingStyles = ['vat-on-line', 'vat-from-ledger', 'vat-as-own-line'] as const
export const setupVatModes = ['ledger-default', 'explicit'] as const

/** Where an account or administration is in use already. */
const holder = z.object({ combi: z.string(), workspace: z.string() })

/** Answers to the questions, as a person gave them: accounts as typed (`8000 Omzet algemeen`). */
export const setupAnswers = z.strictObject({
  /** Company profile → administration, or null for "niet koppelen". */
  administrations: z.record(z.string(), z.nullable(z.string())),
  defaultRevenueAccount: z.string().check(z.trim(), z.maxLength(200)),
  /** For administrations in which the one above does not exist. */
  defaultRevenueAccounts: z._default(z.record(z.string(), z.string()), {}),
  salesJournal: z.string().check(z.maxLength(100)),
  invoicesFrom: z.string().check(z.maxLength(10)),
  offering: z.enum(offerings),
  bookingStyle: z.enum(setupBookingStyles),
  vatMode: z.enum(setupVatModes),
})
export type SetupAnswersDto = z.infer<typeof setupAnswers>

/** `GET /api/setup/questions` */
export const setupQuestions = z.object({
  /** Null when the rights to read them are missing. */
  profiles: z.nullable(
    z.array(z.object({ ref: z.string(), name: z.string(), isBlocked: z.boolean(), heldBy: z.nullable(holder) })),
  ),
  administrations: z.array(
    z.object({
      ref: z.string(),
      name: z.string(),
      heldBy: z.nullable(holder),
      accounts: z.array(z.object({ number: z.string(), description: z.string() })),
      journals: z.array(z.object({ ref: z.string(), description: z.string() })),
    }),
  ),
  /** What was answered before, or the advice. */
  answers: setupAnswers,
})
export type SetupQuestionsDto = z.infer<typeof setupQuestions>

/** What is wrong with an answer, at the field that it belongs to. */
export const setupFieldProblems = [
  'required',
  'none-linked',
  'administration-twice',
  'administration-taken',
  'profile-taken',
  'account-unknown',
  'account-blocked',
  'account-not-revenue',
  'journal-unknown',
  'day-invalid',
  'vat-code-unknown',
  'administration-booked',
  'profile-unpaid',
  'offset-invalid',
  'amount-invalid',
  'offset-collides',
  'template-empty',
  'template-braces',
  'template-number',
  'template-long',
  'template-word',
] as const
export const fieldProblem = z.object({
  /** `administrations` as a whole, `administrations.<profile>`, `defaultRevenueAccount`, `defaultRevenueAccounts.<administration>`, `salesJournal`, `invoicesFrom`, `ledger.<administration>.<group>`, `vat.<administration>.<class>`. */
  field: z.string(),
  code: z.enum(setupFieldProblems),
  params: z.record(z.string(), z.string()),
})
export type FieldProblemDto = z.infer<typeof fieldProblem>

/** `PUT /api/setup/answers` and `PUT /api/setup/mapping`: empty when all is well and stored; else nothing is stored. */
export const answersChecked = z.object({ problems: z.array(fieldProblem) })
export type AnswersCheckedDto = z.infer<typeof answersChecked>

/** `GET /api/setup/mapping`: per linked administration, what each revenue group and VAT class becomes. */
export const setupMapping = z.object({
  administrations: z.array(
    z.object({
      ref: z.string(),
      name: z.string(),
      accounts: z.array(z.object({ number: z.string(), description: z.string() })),
      vatCodes: z.array(z.object({ code: z.string(), description: z.string(), vatBasisPoints: z.int() })),
      groups: z.array(
        z.object({
          ref: z.string(),
          label: z.string(),
          /** The number in its label; null when there is none. */
          namedAccount: z.nullable(z.string()),
          /** Picked by hand; null follows the label, else the default. */
          chosenAccount: z.nullable(z.string()),
          /** What it becomes as things stand. */
          account: z.object({ number: z.string(), description: z.string() }),
          state: z.enum(['named', 'chosen', 'default', 'blocked']),
        }),
      ),
      vatClasses: z.array(
        z.object({
          ref: z.string(),
          label: z.string(),
          vatBasisPoints: z.nullable(z.int()),
          /** Picked by hand; null leaves it to the ledger account. */
          chosenCode: z.nullable(z.string()),
          /** `choose`: a rate of zero has many meanings, so a person must say which. */
          state: z.enum(['ledger-default', 'chosen', 'choose', 'rate-differs']),
          /** The accounts whose own rate is another one. */
          differingAccounts: z.array(z.string()),
        }),
      ),
    }),
  ),
})
export type SetupMappingDto = z.infer<typeof setupMapping>

/** `PUT /api/setup/mapping`: null takes a choice back. */
export const setupMappingRequest = z.strictObject({
  ledger: z.array(
    z.strictObject({ administration: z.string(), revenueGroup: z.string(), account: z.nullable(z.string()) }),
  ),
  vat: z.array(z.strictObject({ administration: z.string(), vatClass: z.string(), code: z.nullable(z.string()) })),
})
export type SetupMappingRequestDto = z.infer<typeof setupMappingRequest>

const count = z.int().check(z.nonnegative())
const sums = z.object({ count, netCents: cents, vatCents: cents, grossCents: cents })

/** What will keep invoices waiting, by cause, with some of those it is about. */
const finding = z.object({ reason, count, examples: z.array(z.string()) })

/** `POST /api/setup/readiness`: reads on for a moment and says how far it is; asked again until `report` is there. */
export const setupReadiness = z.object({
  progress: z.object({ invoicesRead: count, debtorsRead: count, waitMs: z.nullable(z.int()) }),
  report: z.nullable(
    z.object({
      /** Per linked administration. */
      administrations: z.array(z.object({ name: z.string(), companyProfile: z.string(), inScope: sums, ready: sums })),
      findings: z.array(finding),
      groupsOnDefault: z.array(z.string()),
      debtorsWithoutEmail: z.object({ count, examples: z.array(z.string()) }),
      sharedEmails: z.array(z.object({ email: z.string(), count })),
      collidingNumbers: z.array(z.object({ booksNumber: z.int(), numbers: z.array(z.string()) })),
      /** Years that the books do not have. Which periods are closed Minox tells only when something is booked. */
      missingYears: z.array(z.object({ administration: z.string(), firstDay: day, lastDay: day, count })),
      unreadable: z.object({ count, examples: z.array(z.string()) }),
    }),
  ),
})
export type SetupReadinessDto = z.infer<typeof setupReadiness>

/** `GET /api/setup/account`: who the combi will belong to. */
export const setupAccount = z.object({
  /** Null: nobody is signed in. `workspaces`: where this person may install. */
  member: z.nullable(
    z.object({ email: z.string(), workspaces: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
  ),
  /** The proven address for which an account will be made; null when one must be asked, or exists already. */
  newAccountEmail: z.nullable(z.string()),
  /** The proven address has an account: its owner signs in first. */
  mustSignIn: z.boolean(),
  summary: z.array(z.object({ companyProfile: z.string(), administration: z.string() })),
})
export type SetupAccountDto = z.infer<typeof setupAccount>

/** `POST /api/setup/install`: in a workspace of the member's, or for the proven address, or for one that a mail confirms. */
export const installRequest = z.strictObject({
  workspaceId: z.optional(z.uuid()),
  email: z.optional(z.string().check(z.trim(), z.toLowerCase(), z.minLength(3), z.maxLength(254))),
})
export type InstallRequestDto = z.infer<typeof installRequest>

export const installed = z.object({
  outcome: z.enum(['installed', 'mail-sent']),
  /** Where to go on. */
  url: z.string(),
})
export type InstalledDto = z.infer<typeof installed>

/** `GET /api/setup/confirmation?token=…`: what the link in a mail is about to install, and for whom. */
export const setupConfirmation = z.object({
  email: z.string(),
  source: z.string(),
  books: z.string(),
  summary: z.array(z.object({ companyProfile: z.string(), administration: z.string() })),
  /** `sign-in-first`: the address has an account, and nobody or somebody else is signed in. */
  state: z.enum(['ready', 'sign-in-first', 'installed']),
  /** Where its owner, signed in, may install; null for a new account, which gets one of its own. */
  workspaces: z.nullable(z.array(z.object({ id: z.uuid(), name: z.string() }))),
})
export type SetupConfirmationDto = z.infer<typeof setupConfirmation>

/** `POST /api/setup/confirmation`, answered as an installation is; a workspace is named for an account that exists. */
export const confirmationRequest = z.strictObject({
  token: z.string().check(z.minLength(20), z.maxLength(100)),
  workspaceId: z.optional(z.uuid()),
})
export type ConfirmationRequestDto = z.infer<typeof confirmationRequest>

/** `POST /api/setup/confirm`: the report was seen and the combi may be installed. */
export const setupConfirmed = z.object({ confirmed: z.literal(true) })
export type SetupConfirmedDto = z.infer<typeof setupConfirmed>
