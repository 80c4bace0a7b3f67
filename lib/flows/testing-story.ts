import { withWorkspace } from '@/lib/db/client'
import type { OrganizationRow } from '@/lib/connectors/simplicate/sandbox/records'
import { sumCents, type Cents } from '@/lib/domain/money'
import { ignoreInvoices, offerInvoices, unignoreInvoices } from './offer-invoices'
import type { World } from './testing'
import {
  administrationOf,
  endTroubleInBooks,
  entriesIn,
  payInBooks,
  troubleInBooks,
  type EntryInBooks,
} from './testing-books'
import { storyCustomers, type Step, type Story } from './testing-campaign'
import type { TestCombi } from './testing-combi'
import { contentInSource, type Content } from './testing-content'
import { digitsOf, newCustomer, sendInvoice, sourceInvoice } from './testing-source'
import { undoBooking } from './undo-booking'

/** What people last decided about an invoice. */
export type Decision = 'none' | 'offered' | 'ignored'

/** An invoice as the story knows it, whatever the portal makes of it. */
export type Told = {
  number: string
  decision: Decision
  /** All that its source ever said of it; the last one holds. */
  versions: Content[]
  /** The most that was ever received on it, in the direction of its total, and whether any of it was taken back. */
  mostReceivedCents: Cents
  wasTakenBack: boolean
  isUndoing: boolean
}

export type Telling = { world: World; combi: TestCombi; customers: OrganizationRow[]; told: Told[] }

const minuteMs = 60_000
const place = { tenant: 12345, administration: 1 }

/** Tells a story from its beginning until all trouble is over and everything has had time to settle. */
export const tell = async (world: World, { invoices, steps }: Story): Promise<Telling> => {
  const { simplicate, minox, clock } = world
  const combi = await world.addCombi({ partialPayments: true })
  const customers = Array.from({ length: storyCustomers }, () => newCustomer(simplicate))
  const telling: Telling = { world, combi, customers, told: [] }
  for (const { customer, lines, rounding, day } of invoices) {
    const on = `2026-10-${String(day).padStart(2, '0')}`
    enter(telling, sendInvoice(simplicate, { to: customers[customer], lines, rounding, on }).number)
  }
  await combi.sync()
  for (const step of steps) await happen(telling, step)
  endTroubleInBooks(minox)
  simplicate.clearFaults()
  clock.advance(5 * minuteMs)
  for (const one of telling.told) if (one.isUndoing) await undo(telling, one)
  for (let quiet = 0; quiet < 2; quiet += 1) {
    await combi.sync(quiet === 0 ? 'manual' : 'schedule')
    clock.advance(15 * minuteMs)
  }
  return telling
}

const enter = ({ world, told }: Telling, number: string): void => {
  told.push({
    ...{ number, decision: 'none', mostReceivedCents: 0, wasTakenBack: false, isUndoing: false },
    versions: [contentInSource(world.simplicate, number)],
  })
}

const happen = async (telling: Telling, step: Step): Promise<void> => {
  const { world, combi, told } = telling
  const one = 'invoice' in step ? told[step.invoice] : undefined
  switch (step.do) {
    case 'offer':
    case 'ignore':
    case 'unignore':
      if (one !== undefined) await decide(telling, one, step.do)
      return
    case 'undo':
      if (one !== undefined) await undo(telling, one)
      return
    case 'credit':
    case 'edit':
      if (one !== undefined) changeSource(telling, one, step)
      return
    case 'pay':
    case 'overpay':
    case 'reverse':
    case 'write-off':
    case 'offset':
      if (one !== undefined) moveMoney(telling, one, step)
      return
    case 'rename':
    case 'lose-debtor':
      changeCustomer(telling, step)
      return
    case 'books-trouble':
      troubleInBooks(world.minox, step.trouble)
      return
    case 'source-trouble':
      world.simplicate.fault(step.trouble)
      return
    case 'sync':
      await combi.sync(step.trigger)
      return
    case 'wait':
      world.clock.advance(step.minutes * minuteMs)
  }
}

/** What a person does on the screen: possible or not, by what the portal itself answers. */
const decide = async (
  { world: { flows }, combi }: Telling,
  one: Told,
  action: 'offer' | 'ignore' | 'unignore',
): Promise<void> => {
  const { workspaceId, userId, combiId } = combi
  const rows = await withWorkspace(flows.db, workspaceId, ({ tx }) =>
    tx.invoice.findMany({ where: { combiId, number: one.number }, select: { id: true } }),
  )
  const by = { workspaceId, userId, ids: rows.map(({ id }) => id) }
  const done =
    action === 'offer'
      ? (await offerInvoices(flows, { ...by, bookingDate: null })).offered
      : action === 'ignore'
        ? (await ignoreInvoices(flows, { ...by, reason: null })).changed
        : (await unignoreInvoices(flows, by)).changed
  if (done.length > 0) one.decision = ({ offer: 'offered', ignore: 'ignored', unignore: 'none' } as const)[action]
}

const undo = async ({ world: { flows }, combi }: Telling, one: Told): Promise<void> => {
  const { workspaceId, userId, combiId } = combi
  const row = await withWorkspace(flows.db, workspaceId, ({ tx }) =>
    tx.invoice.findFirst({ where: { combiId, number: one.number }, select: { id: true } }),
  )
  if (row === null) return
  const answer = await undoBooking(flows, { workspaceId, userId, invoiceId: row.id })
  one.isUndoing = !answer.ok && (answer.reason === 'vendor-unavailable' || answer.reason === 'vendor-busy')
  if (answer.ok) one.decision = 'none'
}

const changeSource = (telling: Telling, one: Told, step: Extract<Step, { do: 'credit' | 'edit' }>): void => {
  const { simplicate, clock } = telling.world
  const environment = simplicate.environment()
  const { id, lines } = sourceInvoice(simplicate, one.number)
  clock.advance(minuteMs)
  if (step.do === 'edit') {
    environment.edit('invoices', id, {
      lines: lines.map((line, at) => (at === 0 ? { ...line, price: step.price } : line)),
    })
    one.versions.push(contentInSource(simplicate, one.number))
    return
  }
  const concept = environment.creditInvoice(id)
  const sent = concept === null ? null : environment.sendInvoice(concept.id, '2026-11-02')
  if (sent?.number != null) enter(telling, sent.number)
}

const changeCustomer = (
  { world: { simplicate, minox, clock }, customers }: Telling,
  step: Extract<Step, { do: 'rename' | 'lose-debtor' }>,
): void => {
  const relation = customers[step.customer]
  if (relation === undefined) return
  if (step.do === 'rename') {
    clock.advance(minuteMs)
    relation.name = `${relation.name.replace(/ \(.*/, '')} (vanaf ${clock.now.toISOString().slice(11, 16)})`
    simplicate.environment().edit('organizations', relation.id, { name: relation.name })
    return
  }
  const books = administrationOf(minox)
  const isUsed = (id: number) => books.batches.some(({ lines }) => lines.some((line) => line.accountId === String(id)))
  // Books remove no debtor on whom something is booked.
  books.customers = books.customers.filter(({ id, externalid }) => !externalid.endsWith(relation.id) || isUsed(id))
}

type Money = Extract<Step, { do: 'pay' | 'overpay' | 'reverse' | 'write-off' | 'offset' }>

/** What the bookkeeper enters on an invoice that is in the books, as far as it makes sense there. */
const moveMoney = ({ world: { minox }, told }: Telling, one: Told, step: Money): void => {
  const entry = entriesIn(minox).find(({ number }) => number === digitsOf(one.number))
  if (entry === undefined) return
  const call = { ...place, customer: entry.debtor, invoice_number: entry.number }
  const openCents = entry.grossCents - settledCents(minox, entry)
  if (step.do === 'reverse') {
    if (receivedCents(minox, entry.number) === 0) return
    minox.operations.reversePayment(call)
    one.wasTakenBack = true
  } else if (step.do === 'write-off') {
    if (openCents !== 0) minox.operations.writeOff(call)
  } else if (step.do === 'offset') setOff(minox, entry, told[step.against])
  else {
    const amountCents = amountOf(step, openCents)
    if (amountCents !== 0) payInBooks(minox, entry.number, { amountCents })
  }
  const received = receivedCents(minox, entry.number) * (entry.grossCents < 0 ? -1 : 1)
  one.mostReceivedCents = Math.max(one.mostReceivedCents, received)
}

const amountOf = (step: Extract<Money, { do: 'pay' | 'overpay' }>, openCents: Cents): Cents => {
  if (openCents === 0) return 0
  const direction = Math.sign(openCents)
  if (step.do === 'overpay') return openCents + direction * step.cents
  return step.cents === null ? openCents : direction * Math.min(step.cents, Math.abs(openCents))
}

const setOff = (minox: World['minox'], entry: EntryInBooks, other: Told | undefined): void => {
  const credit = entriesIn(minox).find(({ number }) => other !== undefined && number === digitsOf(other.number))
  if (credit === undefined || credit.debtor !== entry.debtor) return
  if (entry.grossCents - settledCents(minox, entry) <= 0 || credit.grossCents - settledCents(minox, credit) >= 0) return
  minox.operations.offset({
    ...{ ...place, customer: entry.debtor, invoice_number: entry.number },
    credit_invoice_number: credit.number,
  })
}

const onDebtor = (minox: World['minox'], number: number, isCounted: (journalId: string) => boolean): Cents =>
  sumCents(
    administrationOf(minox)
      .batches.filter(({ journalId }) => isCounted(journalId))
      .flatMap(({ lines }) => lines)
      .filter((line) => line.accountType === 'customer' && line.invoiceNumber === number)
      .map(({ creditCents, debitCents }) => creditCents - debitCents),
  )

/** Money that came in by bank on an invoice, less what went back. */
export const receivedCents = (minox: World['minox'], number: number): Cents =>
  onDebtor(minox, number, (journalId) => journalId === 'BANK')

const settledCents = (minox: World['minox'], { number }: EntryInBooks): Cents =>
  onDebtor(minox, number, (journalId) => journalId !== 'VERK')
