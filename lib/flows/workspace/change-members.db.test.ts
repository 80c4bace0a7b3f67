import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withWorkspace } from '@/lib/db/client'
import { readPeople } from '@/lib/db/views/workspace'
import type { SeatWish } from '@/lib/domain/membership'
import { changeMembers, renameWorkspace } from './change-members'
import { startWorkspaces } from './testing-workspace'

let world: Awaited<ReturnType<typeof startWorkspaces>>
beforeAll(async () => {
  world = await startWorkspaces()
})
afterAll(() => world.database.drop())

describe('the people of a workspace', () => {
  it('are given another role, removed, or leave; and the audit log tells of it', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner', 'bookkeeper', 'viewer')
    const [olga, bart, vera] = people
    const wishes: [typeof olga, SeatWish][] = [
      [olga, { kind: 'change-role', userId: vera?.id ?? '', role: 'accountant' }],
      [olga, { kind: 'remove', userId: bart?.id ?? '' }],
      [vera, { kind: 'leave' }],
    ]
    for (const [actor, wish] of wishes) {
      world.clock.advance(1000)
      expect(await changeMembers(world.flows, as(actor), wish)).toBeNull()
    }
    expect(await world.rolesIn(workspaceId)).toEqual({ [olga?.email ?? '']: 'owner' })
    expect(await world.auditOf(workspaceId)).toEqual([
      {
        kind: 'role-changed',
        actorEmail: olga?.email,
        params: { email: vera?.email, from: 'viewer', to: 'accountant' },
      },
      { kind: 'member-removed', actorEmail: olga?.email, params: { email: bart?.email } },
      { kind: 'member-left', actorEmail: vera?.email, params: null },
    ])
  })

  it('are handed over to another owner by one who is bookkeeper from then on', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner', 'viewer')
    const [olga, vera] = people
    expect(await changeMembers(world.flows, as(olga), { kind: 'transfer', userId: vera?.id ?? '' })).toBeNull()
    expect(await world.rolesIn(workspaceId)).toEqual({
      [olga?.email ?? '']: 'bookkeeper',
      [vera?.email ?? '']: 'owner',
    })
    // What was right a moment ago is not any more.
    expect(await changeMembers(world.flows, as(olga), { kind: 'remove', userId: vera?.id ?? '' })).toBe('owner-only')
  })

  it('always keep an owner: of two who leave at the same moment one stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { workspaceId, people, as } = await world.addWorkspace('owner', 'owner')
      const answers = await Promise.all(
        people.map((person) => changeMembers(world.flows, as(person), { kind: 'leave' })),
      )
      expect(answers.toSorted()).toEqual(['last-owner', null])
      expect(Object.values(await world.rolesIn(workspaceId))).toEqual(['owner'])
    }
  })

  it('nor do two owners who remove each other at the same moment leave nobody', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner', 'owner')
    const [one, other] = people
    const answers = await Promise.all([
      changeMembers(world.flows, as(one), { kind: 'remove', userId: other?.id ?? '' }),
      changeMembers(world.flows, as(other), { kind: 'remove', userId: one?.id ?? '' }),
    ])
    expect(answers.toSorted()).toEqual(['not-found', null])
    expect(Object.values(await world.rolesIn(workspaceId))).toEqual(['owner'])
  })

  it('are changed by their own owner only: not by a viewer, and for a stranger they do not exist', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner', 'bookkeeper', 'viewer')
    const [olga, bart, vera] = people
    const elsewhere = await world.addWorkspace('owner')
    const before = await world.rolesIn(workspaceId)
    const wish: SeatWish = { kind: 'change-role', userId: vera?.id ?? '', role: 'owner' }
    for (const person of [bart, vera]) {
      expect(await changeMembers(world.flows, as(person), wish)).toBe('owner-only')
      expect(await renameWorkspace(world.flows, as(person), 'Anders')).toBe('owner-only')
    }
    expect(await changeMembers(world.flows, as(elsewhere.people[0]), wish)).toBe('not-found')
    expect(await renameWorkspace(world.flows, as(elsewhere.people[0]), 'Anders')).toBe('not-found')
    expect(await changeMembers(world.flows, elsewhere.as(elsewhere.people[0]), wish)).toBe('not-found')
    expect(await world.rolesIn(workspaceId)).toEqual(before)
    expect(await world.auditOf(workspaceId)).toEqual([])
    expect(await changeMembers(world.flows, as(olga), wish)).toBeNull()
    expect(await renameWorkspace(world.flows, as(olga), 'Anders')).toBeNull()
    expect((await world.auditOf(workspaceId)).at(-1)).toMatchObject({
      kind: 'workspace-renamed',
      params: { from: 'Breekijzer', to: 'Anders' },
    })
  })

  it('are seen by each other, and from no other workspace', async () => {
    const { workspaceId, people } = await world.addWorkspace('viewer', 'owner')
    await world.addWorkspace('owner')
    const seen = await withWorkspace(world.flows.db, workspaceId, (scope) => readPeople(scope, world.clock.now))
    expect(seen.people.map(({ email, role }) => [email, role])).toEqual([
      [people[1]?.email, 'owner'],
      [people[0]?.email, 'viewer'],
    ])
  })
})
