import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { putChoice } from '@/lib/db/alert-choices'
import { withSystem } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import { createTenant, type Tenant } from '@/lib/db/testing-rows'
import { createClock, type Clock } from '../testing-flows'
import { alertStage, type AlertStage } from './testing-alerts'
import { openSubscription, setSubscription } from './unsubscribe'
import { writeDigests } from './write-digests'

const dayMs = 24 * 60 * 60_000

describe('the weekly digest', () => {
  let database: TestDatabase
  let clock: Clock
  let stage: AlertStage
  let tenant: Tenant
  let owner: { userId: string; email: string }

  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())
  beforeEach(async () => {
    clock = createClock()
    stage = alertStage(database.db, clock)
    tenant = await createTenant(database.db, randomUUID())
    owner = await stage.addMember(tenant)
    clock.now = new Date('2026-11-30T06:30:00Z')
  })

  const digestsOf = async (email: string) =>
    (await stage.mailsTo(email)).flatMap((mail) => (mail.kind === 'digest' ? [mail.params] : []))
  const join = ({ workspaceId }: Tenant) =>
    withSystem(database.db, (tx) =>
      tx.membership.create({ data: { workspaceId, userId: owner.userId, role: 'accountant' } }),
    )

  it('is one mail about all of somebody’s workspaces, once, however many write it at the same moment', async () => {
    const other = await createTenant(database.db, randomUUID())
    const paused = await createTenant(database.db, randomUUID())
    await join(other)
    await join(paused)
    await withSystem(database.db, async (tx) => {
      for (const [day, bookedCents] of [
        ['2026-11-22', 1n],
        ['2026-11-23', 100n],
        ['2026-11-29', 23n],
      ] as const)
        await tx.statDay.create({
          data: {
            ...{ workspaceId: tenant.workspaceId, combiId: tenant.combiId, day: new Date(day) },
            ...{ bookedCount: 1, bookedCents },
          },
        })
      await tx.invoice.updateMany({
        where: { id: other.invoiceId },
        data: { state: 'failed', reasonCode: 'zero-total' },
      })
      await tx.invoice.deleteMany({ where: { id: paused.invoiceId } })
    })
    await Promise.all([writeDigests(stage.flows), writeDigests(stage.flows), writeDigests(stage.flows)])
    await writeDigests(stage.flows)
    const digests = await digestsOf(owner.email)
    expect(digests).toHaveLength(1)
    expect(digests[0]).toMatchObject({
      ...{ from: '2026-11-23', to: '2026-11-29', quietCount: 1 },
      combis: [
        { bookedCount: 0, failedCount: 1 },
        { bookedCount: 2, bookedCents: 123, pendingCount: 1 },
      ],
    })
    clock.advance(7 * dayMs)
    await writeDigests(stage.flows)
    expect(await digestsOf(owner.email)).toHaveLength(2)
  })

  it('also comes when there was nothing, but not for combi’s that are all paused, nor on another day', async () => {
    const idle = await createTenant(database.db, randomUUID())
    const reader = await stage.addMember(idle)
    await withSystem(database.db, async (tx) => {
      await tx.user.updateMany({
        where: { id: { in: [reader.userId, owner.userId] } },
        data: { createdAt: new Date(0) },
      })
      await tx.invoice.deleteMany({ where: { id: idle.invoiceId } })
      await tx.combi.update({ where: { id: tenant.combiId }, data: { state: 'paused' } })
    })
    clock.advance(-dayMs)
    await writeDigests(stage.flows)
    expect(await digestsOf(reader.email)).toEqual([])
    clock.advance(dayMs)
    await writeDigests(stage.flows)
    expect(await digestsOf(reader.email)).toMatchObject([{ combis: [], quietCount: 1 }])
    expect(await digestsOf(owner.email)).toEqual([])
  })

  it('stays away from who stopped it by the link in it, from who only looks, and from unconfirmed addresses', async () => {
    const others = [
      await stage.addMember(tenant, { role: 'viewer' }),
      await stage.addMember(tenant, { isConfirmed: false }),
    ]
    await writeDigests(stage.flows)
    const [digest] = await digestsOf(owner.email)
    const token = new URL(digest?.unsubscribe.oneClick ?? '').searchParams.get('token') ?? ''
    expect(await openSubscription(stage.flows, token)).toEqual({
      ...{ email: owner.email, combi: null, workspace: null, isWanted: true },
    })
    expect(await setSubscription(stage.flows, token, false)).toBe(true)
    clock.advance(7 * dayMs)
    await writeDigests(stage.flows)
    expect(await digestsOf(owner.email)).toHaveLength(1)
    expect(await setSubscription(stage.flows, token, true)).toBe(true)
    clock.advance(7 * dayMs)
    await writeDigests(stage.flows)
    expect(await digestsOf(owner.email)).toHaveLength(2)
    for (const { email } of others) expect(await digestsOf(email)).toEqual([])
  })

  it('leaves out a combi that somebody silenced', async () => {
    const { workspaceId, combiId } = tenant
    await withSystem(database.db, (tx) =>
      putChoice({ tx, workspaceId }, { userId: owner.userId, combiId, isWanted: false }),
    )
    await writeDigests(stage.flows)
    expect(await digestsOf(owner.email)).toEqual([])
  })
})
