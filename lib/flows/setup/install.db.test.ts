import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withSystem, withWorkspace } from '@/lib/db/client'
import { findCombi } from '@/lib/db/combis'
import { readSecret } from '@/lib/db/connections'
import { startDueWork } from '../request-sync'
import { runSyncSlice } from '../sync-combi'
import { startWorld, type World } from '../testing'
import { testKeyring } from '../testing-flows'
import { sendInvoice } from '../testing-source'
import { readAccount } from './account'
import { installSetup, type Installed, type Installer } from './install'
import { SetupIncomplete } from './open-setup'
import { mailsTo, onlyFirst, openBrowser, type Browser } from './testing-wizard'

let world: World
let browser: Browser
// A world for each test: a pair is installed once, and each test starts with all of them free.
beforeEach(async () => {
  world = await startWorld()
  browser = await openBrowser(world)
})
afterEach(() => world.stop())

const address = 'administratie@breekijzer.example'
const answers = { administrations: onlyFirst, defaultRevenueAccount: '8090 Omzet overig' }
const asNew = (rest: Partial<Extract<Installer, { kind: 'new' }>> = {}): Installer => ({
  ...{ kind: 'new', email: address, isConfirmed: false, locale: 'nl', device: null },
  ...rest,
})

const confirmed = async (on: Browser = browser): Promise<void> => {
  await on.consent('source')
  await on.consent('books')
  await on.confirm(answers)
}
const install = async (installer: Installer = asNew(), on: Browser = browser) =>
  installSetup(world.flows, await on.setup(), installer)
const requireInstalled = (outcome: Installed) => {
  if (outcome.kind !== 'installed') throw new Error(`Not installed: ${outcome.kind}`)
  return outcome
}
const inSystem = <T>(work: Parameters<typeof withSystem<T>>[1]) => withSystem(world.flows.db, work)

type Role = 'owner' | 'bookkeeper' | 'accountant' | 'viewer'
/** Somebody with an account and a workspace of his own. */
const addPerson = (email: string, role: Role = 'owner') =>
  inSystem(async (tx) => {
    const [userId, workspaceId] = [randomUUID(), randomUUID()]
    await tx.workspace.create({ data: { id: workspaceId, name: `Werkruimte van ${email}` } })
    await tx.user.create({ data: { id: userId, email, memberships: { create: { workspaceId, role } } } })
    return { kind: 'member' as const, userId, email, workspaceId }
  })

describe('an installation for an address without an account', () => {
  it('makes account, workspace, combi and first run, signs its owner in, and mails a link', async () => {
    await confirmed()
    const { combiId, first } = requireInstalled(await install())
    const { workspaceId } = await browser.setup()
    expect(first?.workspaceId).toBe(workspaceId)
    const people = await inSystem((tx) =>
      tx.user.findMany({ include: { memberships: { include: { workspace: true } }, sessions: true, tokens: true } }),
    )
    expect(people).toMatchObject([
      {
        ...{ email: address, emailVerified: null, passwordHash: null, locale: 'nl' },
        memberships: [{ role: 'owner', workspace: { id: workspaceId, name: 'Breekijzer B.V.' } }],
        sessions: [{ userId: people[0]?.id }],
        tokens: [{ purpose: 'choose_password', usedAt: null }],
      },
    ])
    const [mail] = await mailsTo(world, address)
    expect(mail).toMatchObject({ kind: 'welcome', params: { workspace: 'Breekijzer B.V.' } })
    expect(mail?.kind === 'welcome' && mail.params.link).toMatch(
      /^http:\/\/portaal\.example\/wachtwoord\?token=[\w-]{43}$/,
    )
    const combi = await withWorkspace(world.flows.db, workspaceId, (scope) => findCombi(scope, combiId))
    expect(combi).toMatchObject({
      ...{ name: 'Simplicate – Minox Online', state: 'active', invoicesFrom: '2026-01-01' },
      ...{ vatMode: 'ledger_default', bookingStyle: 'vat_on_line' },
      profiles: [
        {
          ...{ companyProfileName: 'Breekijzer B.V.', administrationRef: '1', administrationName: 'Breekijzer B.V.' },
          ...{ defaultRevenueAccount: '8090', salesJournalRef: 'VERK' },
        },
      ],
    })
    const audit = await withWorkspace(world.flows.db, workspaceId, ({ tx }) => tx.auditEntry.findMany())
    expect(audit.map(({ kind, actorEmail }) => [kind, actorEmail])).toEqual([
      ['connection-added', address],
      ['connection-added', address],
      ['combi-installed', address],
    ])
  })

  it('has its first run waiting, which imports the invoices', async () => {
    sendInvoice(world.simplicate)
    await confirmed()
    const { combiId, first } = requireInstalled(await install())
    if (first === null) throw new Error('It is the first')
    const { runId, workspaceId } = first
    // The scheduler starts no second one beside it.
    expect((await startDueWork(world.flows)).runs).toEqual([])
    for (let done = false; !done;) ({ done } = await runSyncSlice(world.flows, { workspaceId, combiId, runId }))
    const invoices = await withWorkspace(world.flows.db, workspaceId, ({ tx }) => tx.invoice.findMany())
    expect(invoices.map(({ state }) => state)).toEqual(['pending'])
  })

  it('keeps nothing of what was read and answered on the way, nor a sign-in that was replaced', async () => {
    await browser.consent('source')
    await browser.consent('source')
    await confirmed()
    requireInstalled(await install())
    const { workspaceId } = await browser.setup()
    const [setup, connections] = await withWorkspace(world.flows.db, workspaceId, async ({ tx }) => [
      await tx.setup.findFirstOrThrow(),
      await tx.connection.findMany(),
    ])
    expect([setup.answers, setup.readiness]).toEqual([null, null])
    expect(connections.map(({ connectorId }) => connectorId).toSorted()).toEqual(['minox', 'simplicate'])
  })

  it('is confirmed at once when a mail showed that the address is his', async () => {
    await confirmed()
    requireInstalled(await install(asNew({ isConfirmed: true })))
    const [person] = await inSystem((tx) => tx.user.findMany())
    expect(person?.emailVerified).toEqual(world.clock.now)
  })
})

describe('an installation', () => {
  it('clicked twice at the same moment makes one combi, one account and one session', async () => {
    await confirmed()
    const outcomes = (await Promise.all([install(), install(), install()])).map(requireInstalled)
    expect(new Set(outcomes.map(({ combiId }) => combiId)).size).toBe(1)
    expect(outcomes.filter(({ first }) => first !== null)).toHaveLength(1)
    const counts = await inSystem(async (tx) => [
      await tx.combi.count(),
      await tx.user.count(),
      await tx.session.count(),
      await tx.syncRun.count(),
      await tx.mail.count(),
    ])
    expect(counts).toEqual([1, 1, 1, 1, 1])
  })

  it('clicked once more later signs nobody in: the cookie of the wizard is no way into the account', async () => {
    await confirmed()
    const { combiId } = requireInstalled(await install())
    expect(await install()).toEqual({ kind: 'installed', combiId, first: null })
    expect(await inSystem((tx) => tx.session.count())).toBe(1)
  })

  it('waits for all steps before it', async () => {
    await expect(install()).rejects.toBeInstanceOf(SetupIncomplete)
    await browser.consent('source')
    await browser.consent('books')
    await browser.answer(answers)
    await browser.report()
    await expect(install()).rejects.toBeInstanceOf(SetupIncomplete)
    await browser.confirm(answers)
    await browser.answer({ ...answers, invoicesFrom: '2026-02-01' })
    await expect(install()).rejects.toBeInstanceOf(SetupIncomplete)
    expect(await inSystem((tx) => tx.user.count())).toBe(0)
  })

  it('leaves no half behind when it fails', async () => {
    await confirmed()
    const { flows } = world
    const ids = [flows.newId(), 'no id at all']
    await expect(
      installSetup({ ...flows, newId: () => ids.shift() ?? '' }, await browser.setup(), asNew()),
    ).rejects.toThrow()
    const counts = await inSystem(async (tx) => [await tx.combi.count(), await tx.user.count(), await tx.mail.count()])
    expect(counts).toEqual([0, 0, 0])
    expect((await browser.setup()).finishedAt).toBeNull()
    requireInstalled(await install())
  })
})

describe('an address that has an account', () => {
  it('is never signed in by the wizard, whatever its capitals, and nothing is installed', async () => {
    const victim = await addPerson('Administratie@Breekijzer.example')
    await confirmed()
    expect(await install()).toEqual({ kind: 'sign-in-first' })
    expect(await readAccount(world.flows, await browser.setup())).toMatchObject({
      newAccountEmail: null,
      mustSignIn: true,
    })
    const counts = await inSystem(async (tx) => [
      await tx.session.count(),
      await tx.combi.count(),
      await tx.mail.count(),
      await tx.membership.count({ where: { userId: victim.userId } }),
    ])
    expect(counts).toEqual([0, 0, 0, 1])
    // After signing in, its owner goes on where he was.
    requireInstalled(await install(victim))
  })

  it('that two wizards bring at the same moment is one account', async () => {
    const other = await openBrowser(world)
    await confirmed()
    await other.consent('source')
    await other.consent('books')
    await other.confirm({
      ...answers,
      administrations: {
        ...onlyFirst,
        [Object.keys(onlyFirst)[0] ?? '']: null,
        'myorganizationprofile:0000000000000002': '2',
      },
    })
    const kinds = (await Promise.all([install(), install(asNew(), other)])).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(['installed', 'sign-in-first'])
    expect(await inSystem((tx) => tx.user.count())).toBe(1)
  })
})

describe('somebody who is signed in', () => {
  it('gets the combi in the workspace of his choice, where the accounts open, and no longer in the old one', async () => {
    const member = await addPerson('eigenaar@elders.example')
    await confirmed()
    const before = await browser.setup()
    const { combiId, first } = requireInstalled(await install(member))
    expect(first).toMatchObject({ workspaceId: member.workspaceId, session: null })
    for (const id of [before.source?.id ?? '', before.books?.id ?? '']) {
      const read = (workspaceId: string) =>
        withWorkspace(world.flows.db, workspaceId, (scope) => readSecret(scope, testKeyring, id))
      expect(await read(member.workspaceId)).not.toBeNull()
      expect(await read(before.workspaceId)).toBeNull()
    }
    const key = { workspaceId: member.workspaceId, combiId, runId: first?.runId ?? '' }
    for (let done = false; !done;) ({ done } = await runSyncSlice(world.flows, key))
    const run = await withWorkspace(world.flows.db, member.workspaceId, ({ tx }) => tx.syncRun.findFirstOrThrow())
    expect(run).toMatchObject({ outcome: 'succeeded', requestedBy: member.userId })
    expect(await inSystem((tx) => tx.user.count())).toBe(1)
  })

  it.each(['bookkeeper', 'accountant'] as const)('may do so as a %s', async (role) => {
    const member = await addPerson('collega@elders.example', role)
    await confirmed()
    requireInstalled(await install(member))
  })

  it('may not do so as a viewer, nor in a workspace that is not his', async () => {
    const viewer = await addPerson('kijker@elders.example', 'viewer')
    const stranger = await addPerson('vreemde@elders.example')
    await confirmed()
    expect(await install(viewer)).toEqual({ kind: 'forbidden' })
    expect(await install({ ...stranger, workspaceId: viewer.workspaceId })).toEqual({ kind: 'forbidden' })
    expect(await install({ ...stranger, workspaceId: randomUUID() })).toEqual({ kind: 'forbidden' })
    expect(await inSystem((tx) => tx.combi.count())).toBe(0)
    requireInstalled(await install(stranger))
  })

  it('waits while a sign-in is being renewed: the new one would be lost', async () => {
    const member = await addPerson('eigenaar@elders.example')
    await confirmed()
    const until = new Date(world.clock.now.getTime() + 60_000)
    await inSystem((tx) =>
      tx.connection.updateMany({ where: { connectorId: 'minox' }, data: { renewingUntil: until } }),
    )
    expect(await install(member)).toEqual({ kind: 'busy' })
    const { source, finishedAt } = await browser.setup()
    expect([source?.accountRef, finishedAt]).toEqual(['breekijzer', null])
    world.clock.advance(60_000)
    requireInstalled(await install(member))
  })
})

describe('a pair', () => {
  it('that a combi of another workspace holds is not installed again, and its holder is named', async () => {
    const member = await addPerson('eigenaar@elders.example')
    await confirmed()
    const other = await openBrowser(world)
    await confirmed(other)
    requireInstalled(await install(member))
    expect(await install(asNew(), other)).toEqual({
      kind: 'pair-taken',
      holder: { combi: 'Simplicate – Minox Online', workspace: 'Werkruimte van eigenaar@elders.example' },
    })
    expect(await inSystem((tx) => tx.combi.count())).toBe(1)
    expect(await inSystem((tx) => tx.user.count())).toBe(1)
  })

  it('that two browsers install at the same moment is installed once', async () => {
    const other = await openBrowser(world)
    await confirmed()
    await confirmed(other)
    const [one, another] = [await addPerson('een@elders.example'), await addPerson('ander@elders.example')]
    const kinds = (await Promise.all([install(one), install(another, other)])).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(['installed', 'pair-taken'])
    expect(await inSystem((tx) => tx.combi.count())).toBe(1)
  })
})
