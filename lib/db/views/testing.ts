import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient, type Prisma, type Role } from '@/prisma/generated/client'
import { withSystem, withWorkspace, type Db, type Scope } from '../client'

type SeededCombi = { workspaceId: string; combiId: string }

/** A workspace with one person in it. */
export const seedWorkspace = (db: Db, { role = 'owner' }: { role?: Role } = {}) =>
  withSystem(db, async (tx) => {
    const { id: workspaceId } = await tx.workspace.create({ data: { name: 'Breekijzer' } })
    const email = `${randomUUID()}@breekijzer.nl`
    const { id: userId } = await tx.user.create({ data: { email, name: 'Anna de Boer' } })
    await tx.membership.create({ data: { workspaceId, userId, role } })
    return { workspaceId, userId, email }
  })

const seedConnection = ({ tx, workspaceId }: Scope, data: { connectorId: string; label: string }) =>
  tx.connection.create({
    data: {
      workspaceId,
      accountRef: data.label,
      keyVersion: 1,
      wrappedKey: new Uint8Array([1]),
      sealedSecret: new Uint8Array([1]),
      ...data,
    },
  })

/** A combi between two connections, with one company profile. */
export const seedCombi = (
  db: Db,
  workspaceId: string,
  data: Partial<Prisma.CombiUncheckedCreateInput> = {},
): Promise<SeededCombi> =>
  withWorkspace(db, workspaceId, async (scope) => {
    const source = await seedConnection(scope, { connectorId: 'simplicate', label: 'breekijzer' })
    const books = await seedConnection(scope, { connectorId: 'minox', label: '12345' })
    const { id: combiId } = await scope.tx.combi.create({
      data: {
        workspaceId,
        name: 'Simplicate – Minox Online',
        sourceConnectionId: source.id,
        booksConnectionId: books.id,
        invoicesFrom: new Date('2026-01-01'),
        nextSyncAt: new Date('2026-03-01T12:15:00Z'),
        ...data,
      },
    })
    await scope.tx.combiProfile.create({
      data: {
        workspaceId,
        combiId,
        companyProfileRef: 'profile:1',
        companyProfileName: 'Breekijzer B.V.',
        administrationRef: '1',
        administrationName: 'Breekijzer B.V.',
        defaultRevenueAccount: '8090',
        salesJournalRef: 'VERK',
      },
    })
    return { workspaceId, combiId }
  })

const booked = {
  bookedAt: new Date('2026-03-02T10:00:00Z'),
  administrationRef: '1',
  booksDebtorId: '1001',
  fiscalYear: 2026,
}

const inHand = { offeredAt: new Date('2026-03-01T10:00:00Z'), deadlineAt: new Date('2026-03-01T11:00:00Z') }

/** What the table asks of an invoice in this state. */
const demandsOf = (state: Prisma.InvoiceUncheckedCreateInput['state']) => {
  if (state === 'offered' || state === 'processing') return inHand
  if (state === 'booked') return { ...booked, entryId: randomUUID(), booksNumber: BigInt(Date.now()) * 1000n + next() }
  return state === 'failed' || state === 'action' ? { reasonCode: 'zero-total', reasonParams: {} } : {}
}

let count = 0n
const next = (): bigint => (count += 1n)

/** An invoice of € 100,00 plus 21 % VAT, in the state that is asked for. */
export const seedInvoice = (
  db: Db,
  { workspaceId, combiId }: SeededCombi,
  data: Partial<Prisma.InvoiceUncheckedCreateInput> = {},
) =>
  withWorkspace(db, workspaceId, ({ tx }) =>
    tx.invoice.create({
      data: {
        workspaceId,
        combiId,
        sourceRef: `invoice:${randomUUID()}`,
        companyProfileRef: 'profile:1',
        number: '2026-001',
        issuedOn: new Date('2026-02-15'),
        dueOn: new Date('2026-03-15'),
        debtorRef: 'organization:1',
        debtorKind: 'organization',
        debtorName: 'Jansen & Zn.',
        netCents: 10_000n,
        vatCents: 2_100n,
        grossCents: 12_100n,
        outstandingCents: 12_100n,
        sourceState: 'sent',
        sourceUpdatedAt: '2026-02-15 09:00:00',
        document: {},
        fingerprint: 'f',
        ...demandsOf(data.state),
        ...data,
      },
      select: { id: true },
    }),
  )

/** A run that ended well, unless said otherwise. */
export const seedRun = (
  db: Db,
  { workspaceId, combiId }: SeededCombi,
  data: Partial<Prisma.SyncRunUncheckedCreateInput> = {},
) =>
  withWorkspace(db, workspaceId, ({ tx }) =>
    tx.syncRun.create({
      data: {
        workspaceId,
        combiId,
        trigger: 'schedule',
        phase: 'done',
        outcome: 'succeeded',
        requestedAt: new Date('2026-03-01T12:00:00Z'),
        startedAt: new Date('2026-03-01T12:00:01Z'),
        heartbeatAt: new Date('2026-03-01T12:00:09Z'),
        finishedAt: new Date('2026-03-01T12:00:09Z'),
        ...data,
      },
      select: { id: true },
    }),
  )

/** One record of a run. */
export const seedRunItem = (
  db: Db,
  run: { workspaceId: string; runId: string },
  data: Partial<Prisma.RunItemUncheckedCreateInput> = {},
) =>
  withWorkspace(db, run.workspaceId, async ({ tx }) => {
    const { combiId } = await tx.syncRun.findFirstOrThrow({ where: { id: run.runId }, select: { combiId: true } })
    return tx.runItem.create({
      data: {
        ...run,
        combiId,
        at: new Date('2026-03-01T12:00:05Z'),
        kind: 'invoice',
        label: '2026-001',
        outcome: 'booked',
        ...data,
      },
      select: { id: true },
    })
  })

/** A database connection that counts the statements it sends, `BEGIN` and the choice of role included. */
export const openCountingDb = (url: string) => {
  let statements = 0
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 2 }),
    log: [{ emit: 'event', level: 'query' }],
  })
  prisma.$on('query', () => {
    statements += 1
  })
  const db: Db = { prisma, close: () => prisma.$disconnect() }
  return {
    db,
    /** How many statements the work sends. */
    count: async (work: () => Promise<unknown>): Promise<number> => {
      statements = 0
      await work()
      return statements
    },
  }
}
