import { randomUUID } from 'node:crypto'
import { parseKeyring } from '@/lib/platform/crypto'
import { withSystem, withWorkspace, type Db, type Scope } from './client'
import { createConnection } from './connections'

export const testKeyring = parseKeyring(Buffer.alloc(32, 7).toString('base64'))

export type Tenant = {
  userId: string
  workspaceId: string
  sourceConnectionId: string
  booksConnectionId: string
  combiId: string
  invoiceId: string
}

const at = new Date('2026-11-01T09:00:00Z')

/** A workspace with an owner, both connections, a combi and one invoice. */
export const createTenant = async (db: Db, name: string): Promise<Tenant> => {
  const tenant: Tenant = {
    userId: randomUUID(),
    workspaceId: randomUUID(),
    sourceConnectionId: randomUUID(),
    booksConnectionId: randomUUID(),
    combiId: randomUUID(),
    invoiceId: randomUUID(),
  }
  const { userId, workspaceId, sourceConnectionId, booksConnectionId, invoiceId } = tenant
  await withSystem(db, async (tx) => {
    await tx.user.create({ data: { id: userId, email: `${name}@voorbeeld.nl`, passwordHash: 'hash', name } })
    await tx.workspace.create({
      data: { id: workspaceId, name, memberships: { create: { userId, role: 'owner' } } },
    })
  })
  await withWorkspace(db, workspaceId, async (scope) => {
    for (const id of [sourceConnectionId, booksConnectionId])
      await createConnection(scope, testKeyring, {
        id,
        connectorId: id === sourceConnectionId ? 'simplicate' : 'minox',
        accountRef: name,
        label: name,
        secret: { token: `secret of ${name}` },
      })
    await scope.tx.combi.create({ data: combiRow(tenant) })
    await scope.tx.invoice.create({ data: invoiceRow(tenant, { id: invoiceId, sourceRef: 'invoice:1' }) })
  })
  return tenant
}

export const combiRow = (tenant: Omit<Tenant, 'invoiceId' | 'userId'>) => ({
  id: tenant.combiId,
  workspaceId: tenant.workspaceId,
  name: 'Simplicate – Minox Online',
  sourceConnectionId: tenant.sourceConnectionId,
  booksConnectionId: tenant.booksConnectionId,
  invoicesFrom: new Date('2026-01-01'),
  nextSyncAt: at,
})

export const invoiceRow = (
  { workspaceId, combiId }: Pick<Tenant, 'workspaceId' | 'combiId'>,
  { id, sourceRef }: { id: string; sourceRef: string },
) => ({
  id,
  workspaceId,
  combiId,
  sourceRef,
  companyProfileRef: 'myorganizationprofile:1',
  number: '2026-001',
  issuedOn: new Date('2026-10-01'),
  dueOn: new Date('2026-10-31'),
  debtorRef: 'organization:1',
  debtorKind: 'organization',
  debtorName: 'Bakkerij De Korst B.V.',
  netCents: 10_000n,
  vatCents: 2_100n,
  grossCents: 12_100n,
  outstandingCents: 12_100n,
  sourceState: 'sent',
  sourceUpdatedAt: '2026-10-01 09:00:00',
  document: {},
  fingerprint: 'f',
})

export const runRow = ({ workspaceId, combiId }: Pick<Tenant, 'workspaceId' | 'combiId'>) => ({
  workspaceId,
  combiId,
  trigger: 'manual' as const,
  requestedAt: at,
  heartbeatAt: at,
})

/** How many rows of each tenant table the scope sees. */
export const countRows = async ({ tx }: Pick<Scope, 'tx'>): Promise<Record<string, number>> => ({
  workspace: await tx.workspace.count(),
  membership: await tx.membership.count(),
  user: (await tx.user.findMany({ select: { id: true } })).length,
  connection: await tx.connection.count(),
  combi: await tx.combi.count(),
  invoice: await tx.invoice.count(),
})
