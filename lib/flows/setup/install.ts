import { listConnectors } from '@/lib/connectors/registry'
import { addAuditEntry, type Actor } from '@/lib/db/audit'
import { withSystem, type Scope } from '@/lib/db/client'
import { createCombi } from '@/lib/db/combis'
import { addMappings, findHolders, lockPair } from '@/lib/db/installations'
import { createAccount, findRole, nameWorkspace, type AccountOwner } from '@/lib/db/new-accounts'
import { insertRun } from '@/lib/db/runs'
import type { NewSession } from '@/lib/db/sessions'
import { moveConnection, removeOtherConnections } from '@/lib/db/setup-connections'
import { finishSetup, lockSetup, type SetupConnection, type SetupRecord } from '@/lib/db/setups'
import { can } from '@/lib/domain/roles'
import type { Holder, SetupDecisions } from '@/lib/domain/setup'
import type { FlowContext } from '../context'
import { SetupIncomplete } from './open-setup'

/** For whom: somebody who is signed in, in a workspace of his, or an address that gets an account. */
export type Installer =
  | { kind: 'member'; userId: string; email: string; workspaceId: string | null }
  | {
      kind: 'new'
      email: string
      /** Whether a mail showed that it is his; else one is sent. */
      isConfirmed: boolean
      locale: 'nl' | 'en'
      device: string | null
    }

export type Installed =
  | {
      kind: 'installed'
      combiId: string
      /** Null when it was installed before: an earlier click did all of it, and nobody is signed in again. */
      first: { workspaceId: string; runId: string; session: NewSession | null } | null
    }
  | { kind: 'pair-taken'; holder: Holder }
  /** The address has an account: its owner signs in first. */
  | { kind: 'sign-in-first' }
  | { kind: 'forbidden' }
  /** A sign-in is being renewed at this moment, and would be lost. */
  | { kind: 'busy' }

type Ready = SetupRecord & { source: SetupConnection; books: SetupConnection; decisions: SetupDecisions }

/** Ends the transaction without a trace, with what must be said instead. */
class NotInstalled extends Error {
  constructor(readonly answer: Exclude<Installed, { kind: 'installed' }>) {
    super(answer.kind)
  }
}

/**
 * Makes the combi of a confirmed setup with all that belongs to it, in one transaction: accounts, mapping, the first run and
 * where needed the account of its owner. Twice is once. Two setups on one account wait for each other, and the second finds
 * what the first holds.
 */
export const installSetup = async (
  flows: FlowContext,
  setup: Pick<SetupRecord, 'id' | 'workspaceId'>,
  installer: Installer,
): Promise<Installed> => {
  try {
    return await withSystem(flows.db, async (tx) => {
      const current = await lockSetup(tx, setup)
      if (current === null) throw new SetupIncomplete()
      if (current.combiId !== null) return { kind: 'installed', combiId: current.combiId, first: null }
      return install(flows, tx, { setup: requireReady(current, flows.now()), installer })
    })
  } catch (error) {
    if (error instanceof NotInstalled) return error.answer
    throw error
  }
}

/** @throws SetupIncomplete before the report was confirmed, and after the time for it is over. */
export const requireReady = (setup: SetupRecord, now: Date): Ready => {
  const { source, books, decisions, confirmedAt, expiresAt } = setup
  if (source === null || books === null || decisions === null || confirmedAt === null || expiresAt <= now)
    throw new SetupIncomplete()
  return { ...setup, source, books, decisions }
}

const install = async (
  flows: FlowContext,
  tx: Scope['tx'],
  { setup, installer }: { setup: Ready; installer: Installer },
): Promise<Installed> => {
  const now = flows.now()
  const { links } = setup.decisions
  await lockPair(tx, setup)
  const holders = await findHolders(tx, setup)
  for (const { companyProfileRef, administrationRef } of links) {
    const holder = holders.profiles.get(companyProfileRef) ?? holders.administrations.get(administrationRef)
    if (holder !== undefined) throw new NotInstalled({ kind: 'pair-taken', holder })
  }
  const owner =
    installer.kind === 'new'
      ? await becomeOwner(flows, tx, { setup, installer })
      : await enterWorkspace(flows, tx, { setup, installer })
  const scope = { tx, workspaceId: owner.workspaceId }
  const combiId = flows.newId()
  const runId = flows.newId()
  await addCombi(scope, setup, { combiId, now })
  await insertRun(scope, { id: runId, combiId, trigger: 'manual', requestedBy: owner.actor.id, now })
  await writeAudit(scope, setup, { actor: owner.actor, at: now })
  await finishSetup(tx, setup, { combiId, now })
  return { kind: 'installed', combiId, first: { workspaceId: owner.workspaceId, runId, session: owner.session } }
}

type Owner = { workspaceId: string; actor: NonNullable<Actor>; session: NewSession | null }

/** The setup's own workspace gets its first member. An address that has an account by now is never signed in. */
const becomeOwner = async (
  flows: FlowContext,
  tx: Scope['tx'],
  { setup, installer }: { setup: Ready; installer: Extract<Installer, { kind: 'new' }> },
): Promise<Owner> => {
  const { workspaceId, source, books, decisions } = setup
  const name = decisions.links[0]?.companyProfileName ?? source.label
  await nameWorkspace(tx, { workspaceId, name })
  await removeOtherConnections({ tx, workspaceId }, [source.id, books.id])
  const account: AccountOwner | null = await createAccount(tx, flows.keyring, {
    ...{ workspaceId, workspaceName: name, role: 'owner', mailKind: 'welcome' },
    ...{ email: installer.email, isConfirmed: installer.isConfirmed },
    ...{ locale: installer.locale, device: installer.device, now: flows.now() },
    linkTo: (token) => `${flows.appUrl}/wachtwoord?token=${token}`,
  })
  if (account === null) throw new NotInstalled({ kind: 'sign-in-first' })
  return { workspaceId, actor: { id: account.userId, email: installer.email }, session: account.session }
}

/** Both accounts move to the workspace of the member's choice, where he must be allowed to install at this very moment. */
const enterWorkspace = async (
  flows: FlowContext,
  tx: Scope['tx'],
  { setup, installer }: { setup: Ready; installer: Extract<Installer, { kind: 'member' }> },
): Promise<Owner> => {
  const { userId, email, workspaceId } = installer
  if (workspaceId === null) throw new NotInstalled({ kind: 'forbidden' })
  const role = await findRole(tx, { userId, workspaceId })
  if (role === null || !can(role, 'manage-combis')) throw new NotInstalled({ kind: 'forbidden' })
  for (const { id } of [setup.source, setup.books]) {
    const place = { id, from: setup.workspaceId, to: workspaceId, now: flows.now() }
    if (!(await moveConnection(tx, flows.keyring, place))) throw new NotInstalled({ kind: 'busy' })
  }
  return { workspaceId, actor: { id: userId, email }, session: null }
}

const bookingStyles = {
  'vat-on-line': 'vat_on_line',
  'vat-from-ledger': 'vat_from_ledger',
  'vat-as-own-line': 'vat_as_own_line',
} as const

const addCombi = async (
  scope: Scope,
  { source, books, decisions }: Ready,
  { combiId, now }: { combiId: string; now: Date },
): Promise<void> => {
  const { answers, links } = decisions
  await createCombi(scope, {
    id: combiId,
    name: combiName({ source, books }),
    ...{ sourceConnectionId: source.id, booksConnectionId: books.id },
    invoicesFrom: answers.invoicesFrom,
    nextSyncAt: now,
    profiles: [...links],
    vatMode: answers.vatMode === 'explicit' ? 'explicit' : 'ledger_default',
    bookingStyle: bookingStyles[answers.bookingStyle],
    offering: answers.offering,
  })
  await addMappings(scope, combiId, decisions)
}

/** `Simplicate – Minox Online` */
export const combiName = ({ source, books }: Pick<Ready, 'source' | 'books'>): string =>
  [source, books]
    .map(({ connectorId }) => listConnectors().find(({ id }) => id === connectorId)?.label ?? connectorId)
    .join(' – ')

const writeAudit = async (
  scope: Scope,
  { source, books, decisions }: Ready,
  { actor, at }: { actor: Actor; at: Date },
): Promise<void> => {
  for (const { connectorId, accountRef } of [source, books])
    await addAuditEntry(scope, {
      ...{ kind: 'connection-added', actor, at },
      params: { connector: connectorId, account: accountRef },
    })
  await addAuditEntry(scope, {
    ...{ kind: 'combi-installed', actor, at },
    params: {
      combi: combiName({ source, books }),
      profiles: decisions.links.map(({ companyProfileName }) => companyProfileName).join(', '),
    },
  })
}
