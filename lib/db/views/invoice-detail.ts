import { z } from 'zod'
import { dayInAmsterdam } from '@/lib/domain/day'
import type { Invoice } from '@/lib/domain/invoice'
import { overpaymentOf, toldCentsOf } from '@/lib/domain/overpayment'
import type { EntryFile, PassedPayment, Prisma } from '@/prisma/generated/client'
import { fromCentsColumn } from '../cents-column'
import type { Scope } from '../client'
import { fromDateColumn } from '../day-column'
import { parseInvoiceDocument } from '../invoice-document'
import { parseReadBack } from '../posting-read-back'
import { parsePostingRequest } from '../posting-request'
import { combiLabelColumns, toCombiLabel } from './combi-label'
import { toEntryLink } from './entry-link'
import { invoiceColumns, toInvoiceView } from './invoice-view'
import { toReasonView } from './stored-reason'

/** What the history of an invoice may say beside its kind; anything else that was written down stays where it is. */
const eventParams = z
  .object({
    bookingDate: z.string().nullable().optional(),
    reason: z.string().nullable().optional(),
    code: z.string().optional(),
    params: z.unknown().optional(),
    booksNumber: z.int().nullable().optional(),
    runId: z.string().optional(),
    amountCents: z.int().optional(),
    paidOn: z.string().optional(),
    isPreviewed: z.boolean().optional(),
    creditNumber: z.int().nullable().optional(),
  })
  .catch({})

type StandingPosting = { file: EntryFile | null }

/** What became of the PDF, of an entry that stands; without one there is nothing to put it with. */
const toFileView = (posting: StandingPosting | undefined) => {
  const file = posting?.file ?? null
  return {
    canAskFile: posting !== undefined && file?.state !== 'attached' && file?.state !== 'wanted',
    file: file && {
      ...{ state: file.state, attempts: file.attempts, nextAttemptAt: file.nextAttemptAt.toISOString() },
      attachedAt: file.attachedAt?.toISOString() ?? null,
      reason: toReasonView(file.reasonCode, file.reasonParams),
    },
  }
}

const messages = z.array(z.object({ text: z.string() })).catch([])

const columns = {
  ...invoiceColumns,
  sourceRef: true,
  document: true,
  administrationRef: true,
  entryId: true,
  fiscalYear: true,
  passedOnCents: true,
  fingerprint: true,
  bookedFingerprint: true,
  goneAt: true,
  chosenNumber: true,
  corrections: { orderBy: { askedAt: 'desc' }, take: 1 },
  combi: {
    select: {
      ...combiLabelColumns,
      profiles: {
        select: {
          companyProfileRef: true,
          companyProfileName: true,
          administrationRef: true,
          administrationName: true,
        },
      },
    },
  },
  postings: { orderBy: [{ revision: 'desc' }, { role: 'desc' }], include: { file: true } },
  payments: { orderBy: { createdAt: 'asc' } },
  events: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
  timelineNotes: { orderBy: { createdAt: 'asc' } },
} satisfies Prisma.InvoiceSelect

const toLines = ({ lines }: Invoice) =>
  lines.map(({ ref, description, quantity, unitPrice, netCents, vatCents, vatClass, revenueGroup }) => ({
    ...{ ref, description, quantity, unitPrice, netCents, vatCents },
    ...{ vatClass: vatClass?.label ?? null, revenueGroup: revenueGroup?.label ?? null },
  }))

type MoneyColumns = Record<'grossCents' | 'paidCents' | 'outstandingCents' | 'passedOnCents', bigint> & {
  payments: readonly Pick<PassedPayment, 'state' | 'amountCents'>[]
}

const toMoneyView = (row: MoneyColumns) => {
  const outstandingCents = fromCentsColumn(row.outstandingCents)
  const [grossCents, paidCents] = [fromCentsColumn(row.grossCents), fromCentsColumn(row.paidCents)]
  const overpayment = overpaymentOf({ grossCents, paidCents, outstandingCents })
  const registeredCents = row.payments
    .filter(({ state }) => state === 'registered')
    .map(({ amountCents }) => fromCentsColumn(amountCents))
  const passedOnCents = toldCentsOf(fromCentsColumn(row.passedOnCents), registeredCents, overpayment)
  return { outstandingCents, passedOnCents, overpayment }
}

const toVersion = (invoice: Invoice) => {
  const { number, issuedOn, dueOn, debtor, netCents, vatCents, grossCents } = invoice
  return {
    ...{ number, issuedOn, dueOn, netCents, vatCents, grossCents },
    ...{ debtorName: debtor.name, lines: toLines(invoice) },
  }
}

/**
 * All there is to tell of one invoice: what it says, its entry as it was sent and as it was read back, everything that
 * happened to it and who did it, and the payments on both sides. Null: the workspace has no such invoice.
 */
export const readInvoiceDetail = async ({ tx, workspaceId }: Scope, invoiceId: string, now: Date) => {
  const row = await tx.invoice.findFirst({ where: { workspaceId, id: invoiceId }, select: columns })
  if (row === null) return null
  const actorIds = [...new Set(row.events.flatMap(({ actorId }) => actorId ?? []))]
  const people = await tx.user.findMany({
    where: { id: { in: actorIds } },
    select: { id: true, name: true, email: true },
  })
  const names = new Map(people.map(({ id, name, email }) => [id, name ?? email]))
  const document = parseInvoiceDocument(row.document)
  const [correction] = row.corrections
  const current = row.postings.find(({ id }) => id === row.entryId)
  const { profiles } = row.combi
  const profile = profiles.find(({ companyProfileRef }) => companyProfileRef === row.companyProfileRef)
  const books = profiles.find(({ administrationRef }) => administrationRef === row.administrationRef) ?? profile
  return {
    invoice: {
      ...toInvoiceView(row, dayInAmsterdam(now), now),
      combi: toCombiLabel(row.combi),
      companyProfile: profile?.companyProfileName ?? row.companyProfileRef,
    },
    sourceRef: row.sourceRef,
    administration: books?.administrationName ?? null,
    booksUrl: toEntryLink({ ...row, connectorId: row.combi.booksConnection.connectorId }),
    ...toMoneyView(row),
    lines: toLines(document),
    ...{ isGone: row.goneAt !== null, chosenNumber: row.chosenNumber === null ? null : Number(row.chosenNumber) },
    isDrifted: row.bookedFingerprint !== null && row.bookedFingerprint !== row.fingerprint,
    versions: {
      booked: current?.document == null ? null : toVersion(parseInvoiceDocument(current.document)),
      now: toVersion(document),
    },
    correction:
      correction === undefined
        ? null
        : { state: correction.state, reason: toReasonView(correction.reasonCode, correction.reasonParams) },
    postings: row.postings.map((posting) => ({
      ...{ id: posting.id, role: posting.role, revision: posting.revision, state: posting.state },
      sentAt: posting.sentAt?.toISOString() ?? null,
      verifiedAt: posting.verifiedAt?.toISOString() ?? null,
      sent: parsePostingRequest(posting.request),
      readBack: posting.readBack === null ? null : parseReadBack(posting.readBack),
      messages: messages.parse(posting.messages ?? []).map(({ text }) => text),
    })),
    ...toFileView(row.postings.find(({ id, state }) => id === row.entryId && state === 'verified')),
    payments: row.payments.map((payment) => ({
      ...{ id: payment.id, state: payment.state, isPaidOnKnown: payment.isPaidOnKnown },
      amountCents: fromCentsColumn(payment.amountCents),
      paidOn: fromDateColumn(payment.paidOn),
      registeredAt: payment.registeredAt?.toISOString() ?? null,
    })),
    events: row.events.map(({ id, at, actorId, kind, params }) => {
      const told = eventParams.parse(params ?? {})
      return {
        ...{ id, kind, at: at.toISOString() },
        // Whoever left the workspace has no name here any more.
        actor: actorId === null ? null : { name: names.get(actorId) ?? null },
        bookingDate: told.bookingDate ?? null,
        reason: told.reason ?? null,
        cause: toReasonView(told.code ?? null, told.params),
        booksNumber: (kind === 'credited' ? told.creditNumber : null) ?? told.booksNumber ?? null,
        runId: told.runId ?? null,
        amountCents: told.amountCents ?? null,
        paidOn: told.paidOn ?? null,
        isPreviewed: told.isPreviewed ?? false,
      }
    }),
    notes: row.timelineNotes.map(({ id, kind, state, attempts, writtenAt, lastProblem }) => ({
      ...{ id, kind, state, attempts, lastProblem, writtenAt: writtenAt?.toISOString() ?? null },
    })),
  }
}
