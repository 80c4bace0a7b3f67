import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Prisma } from '@/prisma/generated/client'
import { withSystem, withWorkspace } from './client'
import { createTestDatabase, type TestDatabase } from './testing'
import { createTenant, invoiceRow, runRow, type Tenant } from './testing-rows'

let database: TestDatabase
let tenant: Tenant

beforeAll(async () => {
  database = await createTestDatabase()
  tenant = await createTenant(database.db, 'bakker')
})
afterAll(() => database.drop())

const inWorkspace = <T>(work: Parameters<typeof withWorkspace<T>>[2]) =>
  withWorkspace(database.db, tenant.workspaceId, work)

const asOwner = async (sql: string) => {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

describe('the history of an invoice', () => {
  const addEvent = () =>
    inWorkspace(({ tx, workspaceId }) =>
      tx.invoiceEvent.create({
        data: { workspaceId, invoiceId: tenant.invoiceId, at: new Date(), kind: 'offered' },
        select: { id: true },
      }),
    )

  it('is added to, and neither changed nor removed by workspace or system', async () => {
    const { id } = await addEvent()
    const where = { id }
    await expect(inWorkspace(({ tx }) => tx.invoiceEvent.updateMany({ where, data: { kind: 'x' } }))).rejects.toThrow(
      /permission denied/,
    )
    await expect(inWorkspace(({ tx }) => tx.invoiceEvent.deleteMany({ where }))).rejects.toThrow(/permission denied/)
    await expect(withSystem(database.db, (tx) => tx.invoiceEvent.deleteMany({ where }))).rejects.toThrow(
      /permission denied/,
    )
    expect(await inWorkspace(({ tx }) => tx.invoiceEvent.findMany({ where, select: { kind: true } }))).toEqual([
      { kind: 'offered' },
    ])
  })

  it('is refused a change even to who owns the table', async () => {
    await addEvent()
    // The owner sees no rows either, so it must take a role first; that its grants are back shows that the trigger holds.
    await asOwner('GRANT UPDATE, DELETE ON "InvoiceEvent" TO portal_system')
    const asSystem = (sql: string) => withSystem(database.db, (tx) => tx.$executeRawUnsafe(sql))
    await expect(asSystem(`UPDATE "InvoiceEvent" SET kind = 'x'`)).rejects.toThrow(/append-only: UPDATE refused/)
    await expect(asSystem('DELETE FROM "InvoiceEvent"')).rejects.toThrow(/append-only: DELETE refused/)
    await expect(asOwner('TRUNCATE "InvoiceEvent"')).rejects.toThrow(/append-only: TRUNCATE refused/)
    await asOwner('REVOKE UPDATE, DELETE ON "InvoiceEvent" FROM portal_system')
  })
})

describe('a combi', () => {
  it('has one unfinished run, however many are asked for at once', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        inWorkspace(({ tx }) => tx.syncRun.create({ data: runRow(tenant), select: { id: true } })),
      ),
    )
    const made = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value.id] : []))
    expect(made).toHaveLength(1)
    await inWorkspace(({ tx }) =>
      tx.syncRun.updateMany({ where: { id: made[0] }, data: { finishedAt: new Date(), outcome: 'succeeded' } }),
    )
    const next = await inWorkspace(({ tx }) => tx.syncRun.create({ data: runRow(tenant), select: { id: true } }))
    expect(next.id).not.toBe(made[0])
  })
})

describe('a row that could not be acted on', () => {
  const booked = {
    state: 'booked' as const,
    entryId: randomUUID(),
    administrationRef: '1',
    booksDebtorId: '1001',
    booksNumber: 2_026_001n,
    fiscalYear: 2026,
    bookedAt: new Date(),
  }
  const setInvoice = (data: Prisma.InvoiceUpdateManyMutationInput) =>
    inWorkspace(({ tx }) => tx.invoice.updateMany({ where: { id: tenant.invoiceId }, data }))

  it('is refused: booked without its entry', async () => {
    await expect(setInvoice({ ...booked, entryId: null })).rejects.toThrow(/Invoice_booked_check/)
    await expect(setInvoice({ ...booked, booksNumber: null })).rejects.toThrow(/Invoice_booked_check/)
    expect(await setInvoice(booked)).toEqual({ count: 1 })
  })

  it('is refused: failed without a reason', async () => {
    await expect(setInvoice({ state: 'failed' })).rejects.toThrow(/Invoice_reason_check/)
    expect(await setInvoice({ state: 'failed', reasonCode: 'period-closed' })).toEqual({ count: 1 })
  })

  it('is refused: offered without a deadline', async () => {
    await expect(setInvoice({ state: 'offered', offeredAt: new Date() })).rejects.toThrow(/Invoice_offered_check/)
    expect(await setInvoice({ state: 'offered', offeredAt: new Date(), deadlineAt: new Date() })).toEqual({ count: 1 })
  })

  it('is refused: an amount that JavaScript would read back as another', async () => {
    const most = BigInt(Number.MAX_SAFE_INTEGER)
    await expect(setInvoice({ grossCents: most + 1n })).rejects.toThrow(/Invoice_cents_check/)
    await expect(setInvoice({ paidCents: -most - 1n })).rejects.toThrow(/Invoice_cents_check/)
    expect(await setInvoice({ grossCents: -most, paidCents: most })).toEqual({ count: 1 })
  })

  it('is refused: two invoices under one number in the same books', async () => {
    await setInvoice(booked)
    const row = invoiceRow(tenant, { id: randomUUID(), sourceRef: 'invoice:2' })
    await expect(
      inWorkspace(({ tx }) => tx.invoice.create({ data: { ...row, ...booked, entryId: randomUUID() } })),
    ).rejects.toThrow(/Unique constraint/)
  })

  it('is refused: the same e-mail address in other letters', async () => {
    const add = (email: string) =>
      withSystem(database.db, (tx) => tx.user.create({ data: { email }, select: { email: true } }))
    await expect(add('Bakker@Voorbeeld.nl')).rejects.toThrow(/Unique constraint/)
    expect(await add('ander@voorbeeld.nl')).toEqual({ email: 'ander@voorbeeld.nl' })
  })
})
