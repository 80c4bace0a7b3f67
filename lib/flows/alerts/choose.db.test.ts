import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withSystem } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing'
import { createTenant, type Tenant } from '@/lib/db/testing-rows'
import { createClock } from '../testing-flows'
import { unsubscribeAddresses } from './addresses'
import { readChoices, saveChoice } from './choose'
import { alertStage, type AlertStage } from './testing-alerts'
import { openSubscription, setSubscription } from './unsubscribe'

describe('what somebody chooses to be mailed about', () => {
  let database: TestDatabase
  let stage: AlertStage
  let tenant: Tenant
  let stranger: Tenant
  let owner: { userId: string; email: string }

  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())
  beforeEach(async () => {
    stage = alertStage(database.db, createClock())
    tenant = await createTenant(database.db, randomUUID())
    stranger = await createTenant(database.db, randomUUID())
    owner = await stage.addMember(tenant)
  })

  const stated = async () => (await readChoices(stage.flows, owner.userId))?.places.map((place) => place.stated)
  const tokenFor = (subscription: Parameters<typeof unsubscribeAddresses>[1]) =>
    new URL(unsubscribeAddresses(stage.flows, subscription).page).searchParams.get('token') ?? ''

  it('is kept, and said otherwise again', async () => {
    const { workspaceId, combiId } = tenant
    const { userId } = owner
    expect(await saveChoice(stage.flows, userId, { workspaceId, kind: 'late', isWanted: false })).toBe(true)
    expect(await saveChoice(stage.flows, userId, { workspaceId, combiId, isWanted: false })).toBe(true)
    expect(await saveChoice(stage.flows, userId, { digest: false })).toBe(true)
    expect(await stated()).toEqual([{ kinds: { late: false, digest: false }, silencedCombis: [combiId] }])
    expect((await readChoices(stage.flows, userId))?.digest).toBe(false)
    await saveChoice(stage.flows, userId, { workspaceId, kind: 'late', isWanted: true })
    await saveChoice(stage.flows, userId, { workspaceId, combiId, isWanted: true })
    await saveChoice(stage.flows, userId, { digest: true })
    expect(await stated()).toEqual([{ kinds: { late: true, digest: true }, silencedCombis: [] }])
  })

  it('can only be about a workspace of his own, and a combi in it', async () => {
    const { userId } = owner
    const { workspaceId, combiId } = stranger
    expect(await saveChoice(stage.flows, userId, { workspaceId, kind: 'late', isWanted: false })).toBe(false)
    expect(await saveChoice(stage.flows, userId, { workspaceId, combiId, isWanted: false })).toBe(false)
    const mixed = { workspaceId: tenant.workspaceId, combiId, isWanted: false }
    expect(await saveChoice(stage.flows, userId, mixed)).toBe(false)
    expect(await withSystem(database.db, (tx) => tx.alertChoice.count({ where: { userId } }))).toBe(0)
  })

  it('is stopped by the link from a mail, which looking at does not, for this person and this combi only', async () => {
    const { workspaceId, combiId } = tenant
    const colleague = await stage.addMember(tenant)
    const token = tokenFor({ kind: 'combi', userId: owner.userId, workspaceId, combiId })
    const look = () => openSubscription(stage.flows, token)
    expect([(await look())?.isWanted, (await look())?.isWanted]).toEqual([true, true])
    expect(await setSubscription(stage.flows, token, false)).toBe(true)
    expect(await setSubscription(stage.flows, token, false)).toBe(true)
    expect(await look()).toMatchObject({ email: owner.email, isWanted: false })
    expect(await stated()).toEqual([{ kinds: {}, silencedCombis: [combiId] }])
    const others = await readChoices(stage.flows, colleague.userId)
    expect(others?.places.map((place) => place.stated)).toEqual([{ kinds: {}, silencedCombis: [] }])
  })

  it('is not changed by a link that we did not make, nor by one about what is somebody’s no more', async () => {
    const { workspaceId, combiId } = tenant
    const own = tokenFor({ kind: 'combi', userId: owner.userId, workspaceId, combiId })
    const tokens = [
      '',
      `${own.slice(0, -2)}xx`,
      tokenFor({ kind: 'combi', userId: owner.userId, ...{ workspaceId, combiId: stranger.combiId } }),
      tokenFor({ kind: 'combi', userId: randomUUID(), workspaceId, combiId }),
    ]
    for (const token of tokens) {
      expect(await openSubscription(stage.flows, token)).toBeNull()
      expect(await setSubscription(stage.flows, token, false)).toBe(false)
    }
    await withSystem(database.db, (tx) => tx.membership.deleteMany({ where: { userId: owner.userId } }))
    expect(await setSubscription(stage.flows, own, false)).toBe(false)
  })
})
