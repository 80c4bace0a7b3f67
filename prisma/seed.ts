import { randomUUID } from 'node:crypto'
import { getDb, withSystem, withWorkspace, type Db } from '@/lib/db/client'
import { createCombi } from '@/lib/db/combis'
import { createConnection } from '@/lib/db/connections'
import { parseKeyring } from '@/lib/platform/crypto'
import { getEnv } from '@/lib/platform/env'
import { hashPassword, verifyPassword } from '@/lib/platform/password'

/*
 * A demonstration for a database without people: somebody to sign in as, and one combi on the two sandboxes, so that the
 * main job can be seen within a minute. It says `demo <e-mail address>` when the given password opens that account.
 */

const email = 'demo@breekijzer.nl'

/** A database that has people, of its own or of an earlier seed, is left as it is. */
const hasPeople = (db: Db): Promise<boolean> =>
  withSystem(db, async (tx) => (await tx.user.findFirst({ select: { id: true } })) !== null)

const addOwner = (db: Db, passwordHash: string): Promise<{ workspaceId: string }> =>
  withSystem(db, async (tx) => {
    const workspace = await tx.workspace.create({ data: { name: 'Breekijzer' } })
    const user = await tx.user.create({ data: { email, name: 'Demo', emailVerified: new Date(), passwordHash } })
    await tx.membership.create({ data: { workspaceId: workspace.id, userId: user.id, role: 'owner' } })
    return { workspaceId: workspace.id }
  })

/** Sandbox credentials, as both sandboxes know them from their start; real ones are typed in the wizard. */
const addCombi = (db: Db, workspaceId: string): Promise<void> =>
  withWorkspace(db, workspaceId, async (scope) => {
    const keyring = parseKeyring(getEnv().encryptionKey)
    const source = await createConnection(scope, keyring, {
      id: randomUUID(),
      connectorId: 'simplicate',
      accountRef: 'breekijzer',
      label: 'Simplicate',
      secret: { kind: 'api-key', key: 'demo-key', secret: 'demo-secret' },
    })
    const books = await createConnection(scope, keyring, {
      id: randomUUID(),
      connectorId: 'minox',
      accountRef: '12345',
      label: 'Minox Online',
      // An access token that has ended: the first call renews it, as after any longer pause.
      secret: {
        accessToken: 'ended',
        refreshToken: 'seed-refresh-token',
        expiresAt: new Date(0).toISOString(),
        tenantName: null,
      },
    })
    await createCombi(scope, {
      id: randomUUID(),
      name: 'Simplicate – Minox Online',
      sourceConnectionId: source.id,
      booksConnectionId: books.id,
      invoicesFrom: '2026-01-01',
      nextSyncAt: new Date(),
      profiles: [
        {
          companyProfileRef: 'myorganizationprofile:0000000000000001',
          companyProfileName: 'Breekijzer B.V.',
          administrationRef: '1',
          administrationName: 'Breekijzer B.V.',
          defaultRevenueAccount: '8090',
          salesJournalRef: 'VERK',
        },
      ],
    })
  })

const isDemoPassword = (db: Db, password: string): Promise<boolean> =>
  withSystem(db, async (tx) => {
    const user = await tx.user.findFirst({ where: { email }, select: { passwordHash: true } })
    return user !== null && (await verifyPassword(user.passwordHash, password))
  })

const seed = async (db: Db, password: string): Promise<void> => {
  if (!(await hasPeople(db))) {
    const { workspaceId } = await addOwner(db, await hashPassword(password))
    await addCombi(db, workspaceId)
  }
  if (await isDemoPassword(db, password)) process.stdout.write(`demo ${email}\n`)
}

const password = process.env.DEMO_PASSWORD
if (password === undefined || password === '') throw new Error('DEMO_PASSWORD is not set')
const db = getDb()
try {
  await seed(db, password)
} finally {
  await db.close()
}
