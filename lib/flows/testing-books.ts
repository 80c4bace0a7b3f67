import type { z } from 'zod'
import type { MinoxSandbox } from '@/lib/connectors/minox/sandbox'
import { faultSchema } from '@/lib/connectors/minox/sandbox/fault-schema'
import type { AdministrationRow, BatchRow, CustomerRow, LineRow } from '@/lib/connectors/minox/sandbox/records'
import { imbalanceOf, isSalesBatch } from '@/lib/connectors/minox/sandbox/receivables'
import type { Day } from '@/lib/domain/day'
import { sumCents, type Cents } from '@/lib/domain/money'

/** A sales entry as the books themselves hold it; nothing here comes from the portal's tables. */
export type EntryInBooks = {
  id: string
  journal: string
  fiscalYear: number
  period: number
  date: Day
  debtor: number
  number: number
  description: string
  grossCents: Cents
  netByAccount: Record<string, Cents>
  vatByCode: Record<string, Cents>
  /** What the books put on their VAT accounts by themselves. */
  vatByAccount: Record<string, Cents>
  imbalanceCents: Cents
}

const tenant = 12345

export const administrationOf = ({ world }: MinoxSandbox, administration = 1): AdministrationRow => {
  const row = world.store.administration(tenant, administration)
  if (row === null) throw new Error(`No administration ${String(administration)}`)
  return row
}

// Of entries that the books began with. Ours are UUIDs of version 5, and one in 4,096 of those begins with `b00` too.
const seededId = /^b00[bc]0000-0000-4/

/** Entries that came in through the API; those of the seed have ids that a bookkeeper's program gave out. */
export const entriesIn = (minox: MinoxSandbox, administration = 1): EntryInBooks[] => {
  const books = administrationOf(minox, administration)
  return books.batches.filter((batch) => isSalesBatch(books, batch) && !seededId.test(batch.id)).map(toEntry)
}

/** The one entry with this invoice number. @throws when there are none or several. */
export const entryIn = (minox: MinoxSandbox, number: number, administration = 1): EntryInBooks => {
  const found = entriesIn(minox, administration).filter((entry) => entry.number === number)
  const [entry] = found
  if (entry === undefined || found.length > 1) throw new Error(`${String(found.length)} entries have ${String(number)}`)
  return entry
}

const credit = ({ creditCents, debitCents }: LineRow): Cents => creditCents - debitCents

const sumBy = (lines: readonly LineRow[], keyOf: (line: LineRow) => string | null, amountOf = credit) => {
  const sums: Record<string, Cents> = {}
  for (const line of lines) {
    const key = keyOf(line)
    if (key !== null) sums[key] = (sums[key] ?? 0) + amountOf(line)
  }
  return sums
}

const toEntry = (batch: BatchRow): EntryInBooks => {
  const debtorLines = batch.lines.filter(({ accountType }) => accountType === 'customer')
  const [head] = debtorLines
  if (head === undefined || head.invoiceNumber === null) throw new Error(`${batch.id} is no sales entry`)
  const ledger = batch.lines.filter((line) => line.accountType === 'ledger_account')
  const entered = ledger.filter(({ isAutomatic }) => !isAutomatic)
  return {
    id: batch.id,
    journal: batch.journalId,
    fiscalYear: batch.fiscalYear,
    period: batch.period,
    date: head.documentDate,
    debtor: Number(head.accountId),
    number: head.invoiceNumber,
    description: head.description,
    grossCents: 0 - sumCents(debtorLines.map(credit)),
    netByAccount: sumBy(entered, ({ accountId }) => accountId),
    vatByCode: sumBy(
      entered,
      ({ vat }) => (vat === null ? null : String(vat.id)),
      (line) => Math.sign(credit(line)) * (line.vat?.amountCents ?? 0),
    ),
    vatByAccount: sumBy(
      ledger.filter(({ isAutomatic }) => isAutomatic),
      ({ accountId }) => accountId,
    ),
    imbalanceCents: imbalanceOf(batch),
  }
}

export const debtorIn = (minox: MinoxSandbox, id: number, administration = 1): CustomerRow => {
  const found = administrationOf(minox, administration).customers.find((customer) => customer.id === id)
  if (found === undefined) throw new Error(`No debtor ${String(id)}`)
  return found
}

export const nameIn = ({ addresses }: CustomerRow): string => addresses[0]?.name ?? ''

type Receipt = { amountCents?: Cents; on?: Day; journal?: string; administration?: number }

/** Money comes in on an invoice: what is open by default. */
export const payInBooks = (minox: MinoxSandbox, number: number, receipt: Receipt = {}): void => {
  const administration = receipt.administration ?? 1
  minox.operations.pay({
    tenant,
    administration,
    customer: entryIn(minox, number, administration).debtor,
    invoice_number: number,
    amount: receipt.amountCents,
    date: receipt.on,
    journal: receipt.journal ?? 'BANK',
  })
}

/** What was asked of the books so far: `PUT transaction_line_batch`, without ids. */
export const callsTo = ({ world }: MinoxSandbox, method: string, path: string) =>
  world.requests.filter((seen) => seen.method === method && seen.path.includes(path))

export type Trouble = { method?: string; path?: string } & Omit<z.input<typeof faultSchema>, 'match'>

/** Trouble on the way to the books, for the next `times` requests whose method and path fit. */
export const troubleInBooks = ({ world }: MinoxSandbox, { method, path, ...fault }: Trouble): void => {
  world.faults.push(faultSchema.parse({ ...fault, match: { method, path } }))
}

export const endTroubleInBooks = ({ world }: MinoxSandbox): void => {
  world.faults.length = 0
}

export const bookingPath = '/transaction_line_batch/'
export const linesPath = '/transaction_lines'
