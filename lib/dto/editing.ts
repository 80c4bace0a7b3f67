import * as z from 'zod/mini'
import { fieldProblem, setupAnswers, setupMapping, setupMappingRequest, setupQuestions } from './setup'
import { day, instant } from './shapes'

const count = z.int().check(z.nonnegative())
const version = z.int().check(z.positive())

const options = z.strictObject({
  partialPayments: z.boolean(),
  descriptionTemplate: z.string().check(z.maxLength(500)),
  numberOffset: z.number(),
  /** Which invoices go by themselves; an empty list and null leave a choice open. */
  offeringRule: z.strictObject({
    companyProfileRefs: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(100)),
    debtorRefs: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(500)),
    upToCents: z.nullable(z.int()),
  }),
  attachesPdf: z.boolean(),
})

/** `GET /api/combis/[id]/settings`: how it works now, what else could be chosen, and what stands where. */
export const combiSettings = z.object({
  /** Goes up with every change; sent along with one. */
  version,
  questions: setupQuestions,
  options,
  standing: z.object({ pending: count, waiting: count, booked: count }),
  /** Those who were invoiced, to choose from. */
  debtors: z.array(z.object({ ref: z.string(), name: z.string() })),
  /** The invoice that came last, to show the description on. */
  example: z.nullable(
    z.object({
      number: z.string(),
      subject: z.string(),
      issuedOn: day,
      debtor: z.object({ name: z.string() }),
    }),
  ),
})
export type CombiSettingsDto = z.infer<typeof combiSettings>

/** `PUT /api/combis/[id]/settings` */
export const settingsRequest = z.strictObject({ version, answers: setupAnswers, options })
export type SettingsRequestDto = z.infer<typeof settingsRequest>

/** What is wrong with a field; nothing when all was stored. */
export const settingsChecked = z.object({ problems: z.array(fieldProblem) })
export type SettingsCheckedDto = z.infer<typeof settingsChecked>

/** `GET /api/combis/[id]/mapping`: what everything becomes, and how many invoices wait for a choice. */
export const combiMapping = z.object({
  version,
  administrations: setupMapping.shape.administrations,
  waiting: z.array(z.object({ administration: z.string(), kind: z.enum(['group', 'vat']), ref: z.string(), count })),
  waitingCount: count,
})
export type CombiMappingDto = z.infer<typeof combiMapping>

/** `PUT /api/combis/[id]/mapping`: null takes a choice back. */
export const mappingRequest = z.strictObject({ version, ...setupMappingRequest.shape })
export type MappingRequestDto = z.infer<typeof mappingRequest>

/** What the page about one combi says of the combi itself. */
export const editedCombi = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(['active', 'paused', 'reconnect']),
  canManage: z.boolean(),
  /** Whether the trail of removed ones may be read. */
  canReadTrail: z.boolean(),
  accounts: z.array(
    z.object({
      side: z.enum(['source', 'books']),
      connector: z.string(),
      account: z.string(),
      needsReconnect: z.boolean(),
      /** The last day on which its key works, when that is known. */
      expiresOn: z.nullable(day),
      /** Whether people are sent to the vendor's own page; else a key is asked. */
      canSignIn: z.boolean(),
    }),
  ),
})
export type EditedCombiDto = z.infer<typeof editedCombi>

/** `POST /api/combis/[id]/connection`: which account is signed in to anew; with a key where there is no sign-in. */
export const connectionRequest = z.strictObject({
  side: z.enum(['source', 'books']),
  key: z.optional(
    z.strictObject({
      key: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
      secret: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
      expiresOn: z.nullable(day),
    }),
  ),
})
export type ConnectionRequestDto = z.infer<typeof connectionRequest>

/** `POST /api/combis/[id]/remove`: the name of the combi, as it was typed. */
export const removeRequest = z.strictObject({ name: z.string().check(z.maxLength(300)) })
export type RemoveRequestDto = z.infer<typeof removeRequest>

/** Combi's that were removed, whose trail is kept. */
export const removedCombis = z.object({
  items: z.array(z.object({ id: z.uuid(), name: z.string(), removedAt: instant, invoiceCount: count })),
})
export type RemovedCombisDto = z.infer<typeof removedCombis>
