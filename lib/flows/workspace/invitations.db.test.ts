import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSystem, withWorkspace } from '@/lib/db/client'
import { findPersonByEmail, type Person } from '@/lib/db/people'
import { visitSession } from '@/lib/db/sessions'
import { tokenIn } from '@/lib/db/testing-mails'
import { readPeople } from '@/lib/db/views/workspace'
import type { Role } from '@/lib/domain/roles'
import { acceptInvitation, openInvitation } from './accept-invitation'
import type { Asker } from './change-members'
import { invitePerson, renewInvitation, revokeInvitation } from './invite'
import { startWorkspaces } from './testing-workspace'

let world: Awaited<ReturnType<typeof startWorkspaces>>
beforeAll(async () => {
  world = await startWorkspaces()
})
afterAll(() => world.database.drop())

const dayMs = 24 * 60 * 60 * 1000
const browser = { locale: 'nl', device: 'Firefox' } as const

let count = 0
const newAddress = () => `Nieuw${(count += 1)}@breekijzer.nl`

/** Invites, and answers with the secret of the link that was mailed. */
const invite = async (asker: Asker, email: string, role: Role = 'bookkeeper'): Promise<string> => {
  expect(await invitePerson(world.flows, asker, { email, role })).toBeNull()
  return tokenIn((await world.mailsTo(email)).at(-1))
}

const accept = (token: string, person: Person | null = null) =>
  acceptInvitation(world.flows, { token, userId: person?.id ?? null, ...browser })
const open = (token: string, person: Person | null = null) =>
  openInvitation(world.flows, { token, userId: person?.id ?? null })

const openIdOf = async (workspaceId: string): Promise<string> => {
  const { invitations } = await withWorkspace(world.flows.db, workspaceId, (scope) =>
    readPeople(scope, world.clock.now),
  )
  return invitations[0]?.id ?? ''
}

describe('an invitation', () => {
  it('makes an account for an address without one, signs it in, and mails a link to choose a password', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner')
    const [olga] = people
    const email = newAddress()
    const token = await invite(as(olga), email)
    expect(await world.mailsTo(email)).toMatchObject([
      { kind: 'invitation', params: { workspace: 'Breekijzer', inviter: `Anna (${olga?.email})` } },
    ])
    expect(await open(token)).toMatchObject({ kind: 'open', way: 'create', email, role: 'bookkeeper' })
    const accepted = await accept(token)
    const session = accepted.kind === 'joined' ? accepted.session : null
    const visit = await visitSession(world.flows.db, session?.token ?? '', world.clock.now)
    expect(visit?.visit.email).toBe(email)
    const person = await withSystem(world.flows.db, (tx) => findPersonByEmail(tx, email))
    expect([person?.emailVerified, person?.passwordHash]).toEqual([world.clock.now, null])
    expect(await world.rolesIn(workspaceId)).toEqual({ [olga?.email ?? '']: 'owner', [email]: 'bookkeeper' })
    const mails = await world.mailsTo(email)
    expect(mails.map(({ kind }) => kind)).toEqual(['invitation', 'joined'])
    expect(tokenIn(mails[1])).not.toBe(token)
    expect(await world.auditOf(workspaceId)).toEqual([
      { kind: 'member-invited', actorEmail: olga?.email, params: { email, role: 'bookkeeper' } },
      { kind: 'member-joined', actorEmail: email, params: { role: 'bookkeeper' } },
    ])
  })

  it('never signs anybody in to an account that exists: its owner signs in and then joins', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner')
    const known = await world.addPerson({ email: newAddress() })
    const token = await invite(as(people[0]), known.email.toUpperCase(), 'accountant')
    expect(await accept(token)).toMatchObject({ kind: 'refused', opened: { way: 'sign-in' } })
    expect(Object.keys(await world.rolesIn(workspaceId))).toHaveLength(1)
    expect(await accept(token, known)).toEqual({ kind: 'joined', workspaceId, session: null })
    expect(await world.rolesIn(workspaceId)).toMatchObject({ [known.email]: 'accountant' })
  })

  it('is refused to somebody else, and to whoever has not confirmed the address', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner')
    const other = await world.addPerson()
    const squatter = await world.addPerson({ emailVerified: null })
    const token = await invite(as(people[0]), squatter.email)
    expect(await accept(token, other)).toMatchObject({ kind: 'refused', opened: { way: 'other-address' } })
    expect(await accept(token, squatter)).toMatchObject({ kind: 'refused', opened: { way: 'confirm-address' } })
    expect(Object.keys(await world.rolesIn(workspaceId))).toHaveLength(1)
  })

  it('accepted twice is accepted once, whether one after the other or at the same moment', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner')
    const known = await world.addPerson()
    const token = await invite(as(people[0]), known.email)
    const answers = await Promise.all([accept(token, known), accept(token, known), accept(token, known)])
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ kind: 'joined', workspaceId, session: null })))
    expect(await open(token, known)).toEqual({ kind: 'member', workspace: 'Breekijzer' })
    expect((await world.auditOf(workspaceId)).filter(({ kind }) => kind === 'member-joined')).toHaveLength(1)

    const email = newAddress()
    const fresh = await invite(as(people[0]), email)
    const made = await Promise.all([accept(fresh), accept(fresh), accept(fresh)])
    expect(made.map(({ kind }) => kind).toSorted()).toEqual(['joined', 'refused', 'refused'])
    expect((await world.mailsTo(email)).filter(({ kind }) => kind === 'joined')).toHaveLength(1)
  })

  it('that was accepted tells a stranger nothing but that', async () => {
    const { people, as } = await world.addWorkspace('owner')
    const token = await invite(as(people[0]), newAddress())
    await accept(token)
    const ended = { kind: 'ended', problem: 'invitation-used' }
    expect(await open(token)).toEqual(ended)
    expect(await open(token, await world.addPerson())).toEqual(ended)
    expect(await accept(token)).toEqual({ kind: 'refused', opened: ended })
  })

  it('does not let back in whoever was removed since', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner')
    const known = await world.addPerson()
    const token = await invite(as(people[0]), known.email)
    await accept(token, known)
    await withSystem(world.flows.db, (tx) => tx.membership.deleteMany({ where: { workspaceId, userId: known.id } }))
    expect(await accept(token, known)).toMatchObject({ kind: 'refused', opened: { problem: 'invitation-used' } })
    expect(await world.rolesIn(workspaceId)).not.toHaveProperty([known.email])
  })

  it('works for seven days', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner')
    const token = await invite(as(people[0]), newAddress())
    world.clock.advance(7 * dayMs - 1)
    expect(await open(token)).toMatchObject({ kind: 'open' })
    world.clock.advance(1)
    const ended = { kind: 'ended', problem: 'invitation-expired' }
    expect(await open(token)).toEqual(ended)
    expect(await accept(token)).toEqual({ kind: 'refused', opened: ended })
    expect(Object.keys(await world.rolesIn(workspaceId))).toHaveLength(1)
  })

  it('sent again gets a new link and as much time as at first, and the old link no longer works', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner')
    const email = newAddress()
    const first = await invite(as(people[0]), email)
    world.clock.advance(8 * dayMs)
    expect(await renewInvitation(world.flows, as(people[0]), await openIdOf(workspaceId))).toBeNull()
    const second = tokenIn((await world.mailsTo(email)).at(-1))
    const third = await invite(as(people[0]), email.toLowerCase(), 'viewer')
    for (const token of [first, second])
      expect(await open(token)).toEqual({ kind: 'ended', problem: 'invitation-unknown' })
    expect(await open(third)).toMatchObject({ kind: 'open', role: 'viewer' })
    expect((await world.auditOf(workspaceId)).map(({ kind }) => kind)).toEqual([
      'member-invited',
      'invitation-renewed',
      'member-invited',
    ])
  })

  it('taken back no longer works, not even when that happens as it is accepted', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { workspaceId, people, as } = await world.addWorkspace('owner')
      const email = newAddress()
      const token = await invite(as(people[0]), email)
      const id = await openIdOf(workspaceId)
      const [revoked, accepted] = await Promise.all([revokeInvitation(world.flows, as(people[0]), id), accept(token)])
      // Either, but never both.
      expect([revoked === null, accepted.kind === 'joined'].filter(Boolean)).toHaveLength(1)
      expect(email in (await world.rolesIn(workspaceId))).toBe(accepted.kind === 'joined')
      if (revoked === null) expect(await open(token)).toEqual({ kind: 'ended', problem: 'invitation-revoked' })
    }
  })

  it('is there once for an address, however many owners send it at the same moment', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner', 'owner')
    const email = newAddress()
    const asked = await Promise.all(
      [...people, ...people].map((person) => invitePerson(world.flows, as(person), { email, role: 'viewer' })),
    )
    expect(asked).toEqual([null, null, null, null])
    const { invitations } = await withWorkspace(world.flows.db, workspaceId, (scope) =>
      readPeople(scope, world.clock.now),
    )
    expect(invitations).toHaveLength(1)
  })
})

describe('inviting', () => {
  it('is for owners: others are refused, and for a stranger the workspace does not exist', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner', 'bookkeeper', 'accountant', 'viewer')
    const [olga, ...others] = people
    const stranger = (await world.addWorkspace('owner')).people[0]
    const invitee = { email: newAddress(), role: 'owner' } as const
    await invite(as(olga), newAddress())
    const id = await openIdOf(workspaceId)
    const attempts = (asker: Asker) =>
      Promise.all([
        invitePerson(world.flows, asker, invitee),
        renewInvitation(world.flows, asker, id),
        revokeInvitation(world.flows, asker, id),
      ])
    for (const person of others) expect(new Set(await attempts(as(person)))).toEqual(new Set(['owner-only']))
    expect(new Set(await attempts(as(stranger)))).toEqual(new Set(['not-found']))
    expect(await world.mailsTo(invitee.email)).toEqual([])
    expect(await renewInvitation(world.flows, as(olga), id)).toBeNull()
    expect(await revokeInvitation(world.flows, as(olga), id)).toBeNull()
    expect(await revokeInvitation(world.flows, as(olga), id)).toBe('not-found')
  })

  it('an invitation of another workspace is not there', async () => {
    const one = await world.addWorkspace('owner')
    const other = await world.addWorkspace('owner')
    await invite(one.as(one.people[0]), newAddress())
    const id = await openIdOf(one.workspaceId)
    expect(await revokeInvitation(world.flows, other.as(other.people[0]), id)).toBe('not-found')
    expect(await renewInvitation(world.flows, other.as(other.people[0]), id)).toBe('not-found')
  })

  it('is no use for whoever is in it already, and not done in an address that nobody has confirmed', async () => {
    const { workspaceId, people, as } = await world.addWorkspace('owner', 'viewer')
    const [olga, vera] = people
    const member = { email: vera?.email.toUpperCase() ?? '', role: 'owner' } as const
    expect(await invitePerson(world.flows, as(olga), member)).toBe('already-member')
    const unconfirmed = await world.addMember(workspaceId, 'owner', { emailVerified: null })
    const email = newAddress()
    expect(await invitePerson(world.flows, as(unconfirmed), { email, role: 'viewer' })).toBe('address-unconfirmed')
    expect(await world.mailsTo(email)).toEqual([])
  })
})
