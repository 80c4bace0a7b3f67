import { withWorkspace } from '@/lib/db/client'
import { sumCents, type Cents } from '@/lib/domain/money'
import { administrationOf, entriesIn, nameIn, type EntryInBooks } from './testing-books'
import type { InvoiceRow } from './testing-combi'
import { differences } from './testing-content'
import { digitsOf, paymentsOn } from './testing-source'
import { receivedCents, type Telling, type Told } from './testing-story'

/**
 * All that is wrong once a story has been told, in sentences; nothing of it is taken from what the portal believes, except
 * what it says of itself. None: every offered invoice is booked once, as its source says, or waits with a reason; every
 * receipt is passed on once; and nothing waits without a reason and a deadline.
 */
export const objections = async (telling: Telling): Promise<string[]> => {
  const { world, combi, told } = telling
  const entries = entriesIn(world.minox)
  const rows = new Map((await combi.invoices()).map((row) => [row.number, row]))
  const found: string[] = []
  for (const [at, one] of told.entries()) {
    const row = rows.get(one.number)
    const own = entries.filter(({ number }) => number === digitsOf(one.number))
    const said =
      row === undefined
        ? ['is not in the portal']
        : [
            ...judgeBooking(one, row, own),
            ...judgeWaiting(row),
            ...judgePayments(telling, one, { row, entry: own[0] ?? null }),
          ]
    found.push(...said.map((text) => `F-${String(at + 1)} ${text}`))
  }
  const known = new Set([...rows.values()].flatMap(({ state, entryId }) => (state === 'booked' ? (entryId ?? []) : [])))
  found.push(
    ...entries.filter(({ id }) => !known.has(id)).map(({ number }) => `nobody knows the entry ${String(number)}`),
  )
  return [...found, ...judgeDebtors(telling), ...(await judgeBookkeeping(telling, [...rows.values()]))]
}

/** What may keep an invoice of a story waiting: nothing on it, or VAT that its price makes impossible. */
const explained = /^(?:zero-total|vat-r)/

const judgeBooking = (one: Told, row: InvoiceRow, own: readonly EntryInBooks[]): string[] => {
  if (own.length > 1) return [`is in the books ${String(own.length)} times`]
  const [entry] = own
  if (row.state !== 'booked') {
    const expected = { none: 'pending', ignored: 'ignored', offered: 'action' }[one.decision]
    const isExplained = row.state !== 'action' || explained.test(row.reasonCode ?? '')
    return [
      ...(entry === undefined ? [] : [`is in the books while the portal says ${row.state}`]),
      ...(row.state === expected ? [] : [`is ${row.state} instead of ${expected} (${row.reasonCode ?? 'no reason'})`]),
      ...(isExplained ? [] : [`waits for ${row.reasonCode ?? 'nothing'}, which nothing in the story explains`]),
    ]
  }
  if (entry === undefined) return ['is booked, and not in the books']
  if (one.decision !== 'offered') return [`is booked while people said ${one.decision}`]
  if (entry.id !== row.entryId) return ['is booked under another entry than the portal says']
  const now = one.versions.at(-1)
  const asNow = now === undefined ? [] : differences(now, entry)
  // Known to have changed, and asking for a person: then the books hold what it said at some time. Money that was taken
  // back is a question that goes before.
  const isAsking = row.reasonCode === 'changed-after-booking' || row.reasonCode === 'payment-went-down'
  const isSaid = isAsking && row.fingerprint !== row.bookedFingerprint
  if (isSaid && one.versions.some((version) => differences(version, entry).length === 0)) return []
  return asNow
}

const judgeWaiting = ({ state, reasonCode, deadlineAt }: InvoiceRow): string[] =>
  state === 'pending' || state === 'ignored' || state === 'booked'
    ? []
    : [
        ...(reasonCode === null ? [`waits (${state}) without a reason`] : []),
        ...(deadlineAt === null ? [`waits (${state}) without a deadline`] : []),
      ]

/** An invoice whose total changed after it was booked has no single amount that would be right to pass on. */
const isSteady = ({ versions, mostReceivedCents, wasTakenBack }: Told): boolean =>
  !wasTakenBack && mostReceivedCents >= 0 && new Set(versions.map(({ grossCents }) => grossCents)).size === 1

const judgePayments = (
  { world }: Telling,
  one: Told,
  { row, entry }: { row: InvoiceRow; entry: EntryInBooks | null },
): string[] => {
  const payments = paymentsOn(world.simplicate, one.number)
  const passedOn = sumCents(payments.map(({ cents }) => cents))
  const marks = new Set(payments.map(({ description }) => description))
  const found = marks.size === payments.length ? [] : ['has the same payment twice']
  if (entry === null) return passedOn === 0 ? found : [...found, 'has payments and is not in the books']
  const direction = entry.grossCents < 0 ? -1 : 1
  const inDirection = (cents: Cents) => direction * cents
  const received = inDirection(receivedCents(world.minox, entry.number))
  if (inDirection(passedOn) > one.mostReceivedCents)
    found.push(`has ${String(passedOn)} cents paid, more than was ever received (${String(one.mostReceivedCents)})`)
  if (isSteady(one) && inDirection(passedOn) !== Math.min(received, Math.abs(entry.grossCents)))
    found.push(`has ${String(passedOn)} cents paid of ${String(received)} received on ${String(entry.grossCents)}`)
  const isSaid = row.reasonCode === 'payment-went-down' || row.reasonCode === 'changed-after-booking'
  if (inDirection(passedOn) > Math.max(received, 0) && !isSaid)
    found.push(`has ${String(passedOn)} cents paid of which ${String(received)} is left, and nobody is told`)
  return found
}

const judgeDebtors = ({ world, customers }: Telling): string[] =>
  customers.flatMap(({ id, name }, at) => {
    const own = administrationOf(world.minox).customers.filter(({ externalid }) => externalid.endsWith(id))
    return [
      ...(own.length > 1 ? [`C-${String(at + 1)} is in the books ${String(own.length)} times`] : []),
      ...own
        .filter((one) => nameIn(one) !== name)
        .map((one) => `C-${String(at + 1)} is called ${nameIn(one)} in the books`),
    ]
  })

/** What the portal says of itself: nothing is left in the middle, and nothing was counted twice. */
const judgeBookkeeping = async ({ world, combi }: Telling, rows: readonly InvoiceRow[]): Promise<string[]> => {
  const { workspaceId } = combi
  const counted = await withWorkspace(world.flows.db, workspaceId, async ({ tx }) => ({
    openPostings: await tx.posting.count({ where: { workspaceId, state: 'intended', invoice: { state: 'booked' } } }),
    openPayments: await tx.passedPayment.count({ where: { workspaceId, state: 'intended' } }),
    unfinished: await tx.syncRun.count({ where: { workspaceId, finishedAt: null } }),
    registered: await tx.passedPayment.count({ where: { workspaceId, state: 'registered' } }),
    sums: await tx.syncRun.aggregate({
      where: { workspaceId },
      _sum: { bookedCount: true, failedCount: true, paymentCount: true },
    }),
  }))
  const { bookedCount, failedCount, paymentCount } = counted.sums._sum
  const bookings = rows.flatMap(({ events }) => events).filter(({ kind }) => kind === 'booked').length
  const expected: [said: string, is: number | null, shouldBe: number][] = [
    ['postings left open', counted.openPostings, 0],
    ['payments left open', counted.openPayments, 0],
    ['runs left unfinished', counted.unfinished, 0],
    ['bookings counted', bookedCount, bookings],
    ['payments counted', paymentCount, counted.registered],
    ['failures counted', failedCount, 0],
  ]
  return expected.flatMap(([said, is, shouldBe]) =>
    is === shouldBe ? [] : [`${said}: ${String(is)} instead of ${String(shouldBe)}`],
  )
}
