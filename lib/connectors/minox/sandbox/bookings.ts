import type { Cents } from '@/lib/domain/money'
import { applyVat, checkBatch, differenceOf, lockOf, notBalanced, type RuledLine } from './booking-rules'
import { readLines } from './booking-shape'
import { error, euros, warning, type Message } from './messages'
import type { AdministrationRow, BatchRow, LineRow } from './records'
import { isSettledInPart } from './receivables'
import type { SandboxSettings } from './settings'

export type PutBatchOutcome = { ok: true; batch: BatchRow; warnings: Message[] } | { ok: false; messages: Message[] }

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** Lines that Minox adds itself are numbered from here (help page on journals). */
const firstAutomaticLine = 9001
const mostRoundingCents = 5

export type PutBatchRequest = { id: string; body: unknown; bookedAt: string; settings: SandboxSettings }

/** All or nothing: books the batch, replaces an unpaid one in an open period, or says all that is wrong with it. */
export const putBatch = (administration: AdministrationRow, request: PutBatchRequest): PutBatchOutcome => {
  const { settings } = request
  const id = request.id.toLowerCase()
  if (!uuidPattern.test(id)) return refuse(error('BATCH_ID_INVALID', '', 'Batch-id is geen geldige UUID'))
  const read = readLines(request.body, settings.mode)
  if ('messages' in read) return { ok: false, messages: read.messages }

  const content = JSON.stringify(read.lines)
  const existing = administration.batches.find((batch) => batch.id === id)
  // The same call again is safe, also when the period was closed or the invoice paid meanwhile.
  if (existing?.content === content) return { ok: true, batch: existing, warnings: [] }
  const lock = existing && lockOf(administration, existing, isSettledInPart(administration, existing))
  if (lock) return refuse(lock)
  if (!settings.reuseOfDeletedBatchId && administration.deletedBatchIds.includes(id))
    return refuse(error('BATCH_ID_DELETED', '', 'Batch-id is eerder verwijderd'))

  const lines = applyVat(administration, read.lines)
  const context = { administration, batchId: id, descriptionMaxLength: settings.descriptionMaxLength }
  const messages = checkBatch(context, lines)
  if (messages.length > 0) return { ok: false, messages }
  const differenceCents = differenceOf(lines)
  const mostCents = settings.mode === 'lenient' ? Math.min(lines.length, mostRoundingCents) : 0
  if (Math.abs(differenceCents) > mostCents) return refuse(notBalanced(differenceCents))

  const batch = book(administration, { id, content, lines, differenceCents, bookedAt: request.bookedAt, existing })
  const warnings =
    differenceCents === 0
      ? []
      : [warning('ROUNDING_BOOKED', '', `Afrondingsverschil ${euros(Math.abs(differenceCents))} is geboekt`)]
  return { ok: true, batch, warnings }
}

const refuse = (message: Message): PutBatchOutcome => ({ ok: false, messages: [message] })

type Booking = {
  id: string
  content: string
  lines: readonly RuledLine[]
  differenceCents: Cents
  bookedAt: string
  existing?: BatchRow
}

const book = (administration: AdministrationRow, booking: Booking): BatchRow => {
  const { existing, lines } = booking
  const [first] = lines
  if (!first) throw new Error('A batch without lines passed the rules')
  const entered = lines.map((line, index) => toRow(administration, line, index + 1))
  const automatic = [...vatRows(administration, lines), ...roundingRows(administration, booking)]
  const batch: BatchRow = {
    id: booking.id,
    journalId: first.journalId,
    fiscalYear: first.fiscalYear,
    period: first.period,
    pageNumber: existing?.pageNumber ?? administration.batches.length + 1,
    lines: [...entered, ...automatic.map((row, index) => ({ ...row, lineNumber: firstAutomaticLine + index }))],
    content: booking.content,
    bookedAt: booking.bookedAt,
    blob: existing?.blob ?? null,
  }
  administration.batches = existing
    ? administration.batches.map((one) => (one.id === batch.id ? batch : one))
    : [...administration.batches, batch]
  administration.deletedBatchIds = administration.deletedBatchIds.filter((deleted) => deleted !== batch.id)
  return batch
}

const toRow = (administration: AdministrationRow, line: RuledLine, lineNumber: number): LineRow => ({
  id: nextLineId(administration),
  lineNumber,
  isAutomatic: false,
  accountId: line.accountId,
  accountType: line.accountType,
  debitCents: line.debitCents,
  creditCents: line.creditCents,
  documentDate: line.documentDate,
  dueDate: line.dueDate,
  invoiceNumber: line.invoiceNumber,
  entryNumber: line.entryNumber,
  description: line.description,
  vat: line.appliedVat && { id: line.appliedVat.row.id, amountCents: line.appliedVat.amountCents },
  paymentTermId: line.paymentTermId,
  costCenterId: line.costCenterId,
})

export const nextLineId = (administration: AdministrationRow): string => {
  administration.lastLineId += 1
  return String(administration.lastLineId)
}

const automaticRow = (
  administration: AdministrationRow,
  like: RuledLine,
  posting: { accountId: string; cents: Cents; description: string },
): LineRow => ({
  ...toRow(administration, { ...like, appliedVat: null }, firstAutomaticLine),
  isAutomatic: true,
  accountId: posting.accountId,
  accountType: 'ledger_account',
  debitCents: posting.cents > 0 ? posting.cents : 0,
  creditCents: posting.cents < 0 ? -posting.cents : 0,
  dueDate: null,
  paymentTermId: null,
  costCenterId: null,
  description: posting.description,
})

/** The VAT of each line on the VAT account of its code, on the same side as the line. */
const vatRows = (administration: AdministrationRow, lines: readonly RuledLine[]): LineRow[] =>
  lines.flatMap((line) => {
    const vat = line.appliedVat
    if (!vat || vat.amountCents === 0) return []
    const cents = (line.debitCents > 0 ? 1 : -1) * vat.amountCents
    return [
      automaticRow(administration, line, { accountId: vat.row.accountId, cents, description: vat.row.description }),
    ]
  })

const roundingRows = (administration: AdministrationRow, { lines, differenceCents }: Booking): LineRow[] => {
  const [first] = lines
  if (differenceCents === 0 || !first) return []
  return [
    automaticRow(administration, first, {
      accountId: String(administration.roundingAccountId),
      cents: -differenceCents,
      description: 'Afrondingsverschil',
    }),
  ]
}

/** Removes an unpaid batch in an open period; says why not otherwise. Null: there is no such batch. */
export const deleteBatch = (administration: AdministrationRow, id: string): { messages: Message[] } | null => {
  const batch = administration.batches.find((one) => one.id === id.toLowerCase())
  if (!batch) return null
  const lock = lockOf(administration, batch, isSettledInPart(administration, batch))
  if (lock) return { messages: [lock] }
  administration.batches = administration.batches.filter((one) => one !== batch)
  administration.deletedBatchIds.push(batch.id)
  return { messages: [] }
}
