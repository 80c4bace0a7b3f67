import { z } from 'zod'
import type { Environment } from './environment'
import type { AddressRow, InvoiceRow, OrganizationRow, PersonRow } from './records'
import { Refusal } from './refusal'
import { messageTypes, statuses } from './vocabulary'

/**
 * What the API accepts on POST, PUT and DELETE. Bodies follow the vendor's Swagger (`PostInvoice`, `Invoice`, `Payment`,
 * `PostMessage`, `PostOrganization`, `PostPerson`) but for `linked_to`, which is an object on writing (observed).
 * Which checks the real API makes is mostly unknown: these refuse what cannot have been meant.
 */
export type Write = { environment: Environment; id: string | null; body: unknown }

/** Handlers give the id for the answer's `data.id`; keys are method, path and whether an id follows. */
export const writes: Readonly<Record<string, (write: Write) => string>> = {
  'POST invoices/invoice': postInvoice,
  'PUT invoices/invoice/{id}': putInvoice,
  'DELETE invoices/invoice/{id}': deleteInvoice,
  'POST invoices/payment': postPayment,
  'PUT invoices/payment/{id}': putPayment,
  'POST timeline/message': postMessage,
  'DELETE timeline/message/{id}': ({ environment, id }) => removed(environment.remove('messages', id ?? ''), id),
  'DELETE invoices/document/{id}': ({ environment, id }) => removed(environment.remove('documents', id ?? ''), id),
  'DELETE documents/document/{id}': ({ environment, id }) => removed(environment.remove('documents', id ?? ''), id),
  'POST crm/organization': ({ environment, body }) =>
    environment.addOrganization(toOrganization(parse(organizationBody, body), environment)).id,
  'PUT crm/organization/{id}': ({ environment, id, body }) =>
    edited(
      environment.edit('organizations', id ?? '', toOrganization(parseGiven(organizationBody, body), environment)),
    ),
  'DELETE crm/organization/{id}': deleteOrganization,
  'POST crm/person': ({ environment, body }) => {
    const { familyName = '', firstName = '', ...rest } = toPerson(parse(personBody, body))
    return environment.addPerson({ ...rest, familyName, firstName }).id
  },
  'PUT crm/person/{id}': ({ environment, id, body }) =>
    edited(environment.edit('persons', id ?? '', toPerson(parseGiven(personBody, body)))),
  'DELETE crm/person/{id}': ({ environment, id }) => {
    if (environment.tenant.invoices.some(({ personId }) => personId === id))
      throw new Refusal(400, 'Person has invoices')
    return removed(environment.remove('persons', id ?? ''), id)
  },
}

const parse = <Output>(schema: z.ZodType<Output>, body: unknown): Output => {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new Refusal(400, `Invalid value for '${issue?.path.join('.') ?? ''}': ${issue?.message ?? ''}`)
}

/** Only the keys that were given: a PUT leaves the others as they are. */
const parseGiven = <Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  body: unknown,
): Partial<z.infer<z.ZodObject<Shape>>> => {
  const given = Object.keys(parse(z.record(z.string(), z.unknown()), body)).filter((key) => key in schema.shape)
  const picked = Object.fromEntries(
    given.flatMap((key) => (schema.shape[key] ? [[key, schema.shape[key]] as const] : [])),
  )
  return parse(z.object(picked), body) as Partial<z.infer<z.ZodObject<Shape>>>
}

const edited = (row: { id: string } | null): string => {
  if (!row) throw new Refusal(404, 'Entity Not Found')
  return row.id
}

const removed = (isRemoved: boolean, id: string | null): string => {
  if (!isRemoved || id === null) throw new Refusal(404, 'Entity Not Found')
  return id
}

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/)
  .refine((text) => !Number.isNaN(Date.parse(text.slice(0, 10))))
  .transform((text) => text.slice(0, 10))
const decimal = z
  .union([z.number(), z.string()])
  .transform(String)
  .refine((text) => /^-?\d+(?:\.\d+)?$/.test(text), 'not a number')
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const optionalText = z
  .string()
  .nullish()
  .transform((value) => (value === '' ? null : (value ?? null)))

const invoiceHeader = z.object({
  my_organization_profile_id: z.string(),
  organization_id: optionalText,
  person_id: optionalText,
  date: day.nullish(),
  subject: text,
  reference: text,
  project_id: optionalText,
  comments: text,
})

const invoiceBody = invoiceHeader.extend({
  payment_term_id: z.string().optional(),
  status_id: z.string().optional(),
  invoice_lines: z
    .array(
      z.object({
        vat_class_id: optionalText,
        revenue_group_id: optionalText,
        date: day.nullish(),
        description: text,
        amount: decimal,
        price: decimal,
      }),
    )
    .min(1),
})

const requireKnown = (rows: readonly { id: string }[], id: string | null | undefined): void => {
  if (id !== null && id !== undefined && !rows.some((row) => row.id === id)) throw new Refusal(404, 'Entity Not Found')
}

function postInvoice({ environment, body }: Write): string {
  const { tenant } = environment
  const wanted = parse(invoiceBody, body)
  requireKnown(tenant.profiles, wanted.my_organization_profile_id)
  requireKnown(tenant.organizations, wanted.organization_id)
  requireKnown(tenant.persons, wanted.person_id)
  requireKnown(tenant.paymentTerms, wanted.payment_term_id)
  if (wanted.organization_id === null && wanted.person_id === null)
    throw new Refusal(400, "Invalid value for 'organization_id': required")
  for (const line of wanted.invoice_lines) {
    requireKnown(tenant.vatClasses, line.vat_class_id)
    requireKnown(tenant.revenueGroups, line.revenue_group_id)
  }
  const isSent = wanted.status_id === statuses.sent.id
  if (!isSent && wanted.status_id !== undefined && wanted.status_id !== statuses.concept.id)
    throw new Refusal(400, "Invalid value for 'status_id'")
  const invoice = environment.addInvoice({
    profileId: wanted.my_organization_profile_id,
    organizationId: wanted.organization_id,
    personId: wanted.organization_id === null ? wanted.person_id : null,
    ...(wanted.payment_term_id ? { paymentTermId: wanted.payment_term_id } : {}),
    projectId: wanted.project_id,
    date: wanted.date ?? null,
    subject: wanted.subject,
    reference: wanted.reference,
    comments: wanted.comments,
    lines: wanted.invoice_lines.map((line) => ({
      vatClassId: line.vat_class_id,
      revenueGroupId: line.revenue_group_id,
      date: line.date ?? null,
      description: line.description,
      amount: line.amount,
      price: line.price,
    })),
  })
  if (isSent) environment.sendInvoice(invoice.id)
  return invoice.id
}

function putInvoice({ environment, id, body }: Write): string {
  const wanted = parseGiven(invoiceHeader, body)
  requireKnown(environment.tenant.profiles, wanted.my_organization_profile_id)
  requireKnown(environment.tenant.organizations, wanted.organization_id)
  requireKnown(environment.tenant.persons, wanted.person_id)
  const change: Partial<InvoiceRow> = {
    profileId: wanted.my_organization_profile_id,
    organizationId: wanted.organization_id,
    personId: wanted.person_id,
    date: wanted.date,
    subject: wanted.subject,
    reference: wanted.reference,
    projectId: wanted.project_id,
    comments: wanted.comments,
  }
  return edited(environment.edit('invoices', id ?? '', defined(change)))
}

function deleteInvoice({ environment, id }: Write): string {
  const invoice = environment.tenant.invoices.find((row) => row.id === id)
  if (invoice?.isSent) throw new Refusal(400, 'Only a concept can be deleted')
  return removed(environment.remove('invoices', id ?? ''), id)
}

const paymentBody = z.object({ invoice_id: z.string(), date: day, amount: decimal, description: text })

function postPayment({ environment, body }: Write): string {
  const wanted = parse(paymentBody, body)
  const invoice = environment.tenant.invoices.find(({ id }) => id === wanted.invoice_id)
  if (!invoice) throw new Refusal(404, 'Entity Not Found')
  if (!invoice.isSent) throw new Refusal(400, 'Invoice is a concept')
  const { invoice_id: invoiceId, date, amount, description } = wanted
  return environment.addPayment({ invoiceId, date, amount, description }).id
}

function putPayment({ environment, id, body }: Write): string {
  const { date, amount, description } = parseGiven(paymentBody, body)
  return edited(environment.editPayment(id ?? '', defined({ date, amount, description })))
}

const linkableTables = {
  invoice_id: 'invoices',
  organization_id: 'organizations',
  person_id: 'persons',
  project_id: 'projects',
} as const
const messageBody = z.object({
  messagetype_id: z.string().optional(),
  // The vendor's own WordPress plugin names the type this way.
  message_type: z.object({ id: z.string() }).optional(),
  linked_to: z
    .object({
      invoice_id: z.string(),
      organization_id: z.string(),
      person_id: z.string(),
      project_id: z.string(),
    })
    .partial()
    .refine((links) => Object.keys(links).length > 0, 'names nothing'),
  title: text,
  content: text,
  content_fields: z.array(z.object({ title: z.string(), value: z.string() })).default([]),
  display_date: z.string().optional(),
})

function postMessage({ environment, body }: Write): string {
  const wanted = parse(messageBody, body)
  const messageTypeId = wanted.messagetype_id ?? wanted.message_type?.id ?? messageTypes[0].id
  requireKnown(messageTypes, messageTypeId)
  for (const [key, table] of Object.entries(linkableTables))
    requireKnown(environment.tenant[table], wanted.linked_to[key as keyof typeof linkableTables])
  if (wanted.title === '' && wanted.content === '') throw new Refusal(400, "Invalid value for 'content': required")
  return environment.addMessage({
    messageTypeId,
    linkedTo: wanted.linked_to,
    title: wanted.title,
    content: wanted.content,
    contentFields: wanted.content_fields,
    ...(wanted.display_date ? { displayDate: wanted.display_date } : {}),
  }).id
}

const addressBody = z
  .object({ line_1: text, postal_code: text, locality: text, country_code: z.string().default('NL') })
  .transform((row): AddressRow => ({
    line1: row.line_1,
    postalCode: row.postal_code,
    locality: row.locality,
    countryCode: row.country_code,
  }))

const organizationBody = z.object({
  name: z.string().min(1),
  email: optionalText,
  phone: optionalText,
  url: optionalText,
  coc_code: optionalText,
  vat_number: optionalText,
  relation_number: optionalText,
  bank_account: optionalText,
  visiting_address: addressBody.nullish(),
  postal_address: addressBody.nullish(),
  debtor: z.object({ payment_term_id: z.string() }).nullish(),
})

const defined = <Row extends object>(row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row

type OrganizationChange = Partial<OrganizationRow>

function toOrganization<Body extends Partial<z.infer<typeof organizationBody>>>(
  body: Body,
  environment: Environment,
): OrganizationChange & Pick<Body, 'name'> {
  requireKnown(environment.tenant.paymentTerms, body.debtor?.payment_term_id)
  const change: OrganizationChange = {
    email: body.email,
    phone: body.phone,
    url: body.url,
    cocCode: body.coc_code,
    vatNumber: body.vat_number,
    relationNumber: body.relation_number,
    bankAccount: body.bank_account,
    visitingAddress: body.visiting_address,
    postalAddress: body.postal_address,
    paymentTermId: body.debtor?.payment_term_id,
  }
  return defined({ ...change, name: body.name })
}

function deleteOrganization({ environment, id }: Write): string {
  if (environment.tenant.invoices.some(({ organizationId }) => organizationId === id))
    throw new Refusal(400, 'Organization has invoices')
  return removed(environment.remove('organizations', id ?? ''), id)
}

const personBody = z.object({
  first_name: text,
  family_name_prefix: optionalText,
  family_name: z.string().min(1),
  email: optionalText,
  phone: optionalText,
  relation_number: optionalText,
  address: addressBody.nullish(),
})

const toPerson = (body: Partial<z.infer<typeof personBody>>): Partial<PersonRow> =>
  defined({
    firstName: body.first_name,
    familyNamePrefix: body.family_name_prefix,
    familyName: body.family_name,
    email: body.email,
    phone: body.phone,
    relationNumber: body.relation_number,
    address: body.address,
  })
