import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import { sumCents } from '@/lib/domain/money'
import { startWorld, type World } from './testing'
import { administrationOf, endTroubleInBooks, entriesIn, payInBooks, troubleInBooks } from './testing-books'
import { story, type Story } from './testing-campaign'
import type { TestCombi } from './testing-combi'
import { digitsOf, newCustomer, paymentsOn, sendInvoice, sourceInvoice, totalsInSource } from './testing-source'

declare module 'vitest' {
  export interface ProvidedContext {
    /** How many stories are told; without a seed each time others. */
    campaign: { rounds: number; seed: number | null }
  }
}

type Told = { world: World; combi: TestCombi; numbers: string[]; offered: Set<string>; relations: string[] }

describe('whatever goes wrong on the way', () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())

  it('every offered invoice is booked once and every receipt is passed on once, to the cent', async () => {
    const { rounds, seed } = inject('campaign')
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const world = await startWorld({ database, books: 'leeg' })
        try {
          await expectRight(await tell(world, told))
        } finally {
          await world.stop()
        }
      }),
      // A shorter story would take as long again to find, and the one that failed is printed whole.
      { numRuns: rounds, endOnFailure: true, ...(seed === null ? {} : { seed }) },
    )
  })
})

const tell = async (world: World, { invoices, rounds }: Story): Promise<Told> => {
  const { simplicate, minox, clock } = world
  const combi = await world.addCombi({ partialPayments: true })
  const customers = Array.from({ length: 4 }, () => newCustomer(simplicate))
  const relations = customers.map(({ id }) => id)
  const numbers = invoices.map(
    ({ customer, lines, rounding, day }) =>
      sendInvoice(simplicate, {
        to: customers[customer],
        lines,
        rounding,
        on: `2026-10-${String(day).padStart(2, '0')}`,
      }).number,
  )
  await combi.sync()
  const offered = new Set<string>()
  for (const { offers, receipts, bookTroubles, sourceTroubles, pauseMinutes } of rounds) {
    const wanted = offers.flatMap((at) => numbers[at] ?? []).filter((number) => !offered.has(number))
    if (wanted.length > 0) await combi.offer(wanted)
    for (const number of wanted) offered.add(number)
    for (const { invoice, cents } of receipts) receive(world, numbers[invoice] ?? '', cents)
    for (const trouble of bookTroubles) troubleInBooks(minox, trouble)
    for (const trouble of sourceTroubles) simplicate.fault(trouble)
    await combi.sync('schedule')
    clock.advance(pauseMinutes * 60_000)
  }
  endTroubleInBooks(minox)
  simplicate.clearFaults()
  for (let quiet = 0; quiet < 2; quiet += 1) {
    await combi.sync('schedule')
    clock.advance(15 * 60_000)
  }
  return { world, combi, numbers, offered, relations }
}

/** Money for an invoice that is in the books: some of what is open, or all of it. */
const receive = ({ minox }: World, number: string, cents: number): void => {
  const entry = entriesIn(minox).find((one) => one.number === digitsOf(number))
  if (entry === undefined) return
  const openCents = entry.grossCents - receivedCents(minox, entry.number)
  if (openCents === 0) return
  const part = Math.sign(openCents) * Math.min(cents, Math.abs(openCents))
  payInBooks(minox, entry.number, { amountCents: part === 0 ? openCents : part })
}

const receivedCents = (minox: World['minox'], number: number): number =>
  sumCents(
    administrationOf(minox)
      .batches.filter(({ journalId }) => journalId === 'BANK')
      .flatMap(({ lines }) => lines)
      .filter((line) => line.accountType === 'customer' && line.invoiceNumber === number)
      .map(({ creditCents, debitCents }) => creditCents - debitCents),
  )

const expectRight = async ({ world, combi, numbers, offered, relations }: Told): Promise<void> => {
  const { simplicate, minox } = world
  const { tenant } = simplicate.environment()
  const entries = entriesIn(minox)
  const rows = new Map((await combi.invoices()).map((row) => [row.number, row]))
  let bookedCount = 0
  for (const number of numbers) {
    const row = rows.get(number)
    const own = entries.filter((entry) => entry.number === digitsOf(number))
    const { netCents, vatCents, grossCents } = totalsInSource(tenant, sourceInvoice(simplicate, number))
    if (row?.state === 'booked') {
      bookedCount += 1
      expect(own).toMatchObject([{ id: row.entryId, grossCents, imbalanceCents: 0 }])
      expect(sumCents(Object.values(own[0]?.netByAccount ?? {}))).toBe(netCents)
      expect(sumCents(Object.values(own[0]?.vatByCode ?? {}))).toBe(vatCents)
    } else {
      expect(own).toEqual([])
      expect(row?.state).toBe(offered.has(number) ? 'action' : 'pending')
      if (offered.has(number)) expect(row?.reasonCode).toMatch(/^(?:zero-total|vat-r)/)
    }
    const passedOn = paymentsOn(simplicate, number)
    expect(sumCents(passedOn.map(({ cents }) => cents))).toBe(receivedCents(minox, digitsOf(number)))
    expect(new Set(passedOn.map(({ description }) => description)).size).toBe(passedOn.length)
  }
  for (const relation of relations)
    expect(
      administrationOf(minox).customers.filter(({ externalid }) => externalid.endsWith(relation)).length,
    ).toBeLessThanOrEqual(1)
  await expectWrittenDown(world, combi, bookedCount)
}

/** What the portal says of itself: nothing is left in the middle, and nothing was counted twice. */
const expectWrittenDown = async ({ flows }: World, combi: TestCombi, bookedCount: number): Promise<void> => {
  const { workspaceId } = combi
  const told = await withWorkspace(flows.db, workspaceId, async ({ tx }) => ({
    openPostings: await tx.posting.count({ where: { workspaceId, state: 'intended', invoice: { state: 'booked' } } }),
    openPayments: await tx.passedPayment.count({ where: { workspaceId, state: 'intended' } }),
    unfinished: await tx.syncRun.count({ where: { workspaceId, finishedAt: null } }),
    sums: await tx.syncRun.aggregate({
      where: { workspaceId },
      _sum: { bookedCount: true, failedCount: true, paymentCount: true },
    }),
    payments: await tx.passedPayment.count({ where: { workspaceId } }),
  }))
  expect(told).toMatchObject({
    openPostings: 0,
    openPayments: 0,
    unfinished: 0,
    sums: { _sum: { bookedCount, failedCount: 0, paymentCount: told.payments } },
  })
}
