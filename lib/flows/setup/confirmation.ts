import { withSystem } from '@/lib/db/client'
import { queueMail } from '@/lib/db/mails'
import { hasAccount } from '@/lib/db/new-accounts'
import { awaitConfirmation, findSetupByConfirmation, lockSetup, type SetupRecord } from '@/lib/db/setups'
import type { FlowContext } from '../context'
import { installSetup, requireReady, type Installed } from './install'
import { SetupIncomplete, summaryOf } from './open-setup'

/** Somebody who is signed in, as far as it matters to whom a mail was sent. */
export type SignedIn = { userId: string; email: string } | null

/**
 * Mails a link that installs, to an address that nobody vouches for. The same happens for an address with an account and for
 * one without: only whoever reads the mail learns which it is.
 */
export const requestConfirmation = (
  flows: FlowContext,
  setup: SetupRecord,
  { email, locale }: { email: string; locale: 'nl' | 'en' },
): Promise<void> =>
  withSystem(flows.db, async (tx) => {
    const now = flows.now()
    const current = await lockSetup(tx, setup)
    if (current === null || current.finishedAt !== null) throw new SetupIncomplete()
    const { source, books } = requireReady(current, now)
    const secret = await awaitConfirmation(tx, setup, email)
    const link = `${flows.appUrl}/koppelen/simplicate-minox/bevestigen?token=${secret}`
    const params = { link, source: source.accountRef, books: books.label }
    await queueMail(tx, flows.keyring, {
      mail: { recipient: email, locale, content: { kind: 'confirm-setup', params } },
      now,
    })
  })

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

type Addressed = { setup: SetupRecord; email: string; mustSignIn: boolean; isKnown: boolean }

/** Null for a link that leads nowhere: made up, too old, or replaced by a later one. */
const findAddressed = async (flows: FlowContext, token: string, signedIn: SignedIn): Promise<Addressed | null> => {
  const setup = await findSetupByConfirmation(flows.db, token, flows.now())
  if (setup?.confirmEmail == null) return null
  const email = setup.confirmEmail
  const isKnown = await withSystem(flows.db, (tx) => hasAccount(tx, email))
  const isOwner = signedIn !== null && isSame(signedIn.email, email)
  return { setup, email, isKnown, mustSignIn: isKnown && !isOwner }
}

/** What the link in a mail is about to install. Looking changes nothing: programs that check mails look as well. */
export const readConfirmation = async (flows: FlowContext, token: string, signedIn: SignedIn) => {
  const found = await findAddressed(flows, token, signedIn)
  if (found === null) return null
  const { setup, email, mustSignIn, isKnown } = found
  const isInstalled = setup.finishedAt !== null
  return {
    ...{ email, isKnown },
    source: setup.source?.accountRef ?? '',
    books: setup.books?.label ?? '',
    summary: summaryOf(setup.decisions?.links ?? []),
    state: isInstalled ? ('installed' as const) : mustSignIn ? ('sign-in-first' as const) : ('ready' as const),
  }
}

export type ConfirmedInstaller = {
  signedIn: SignedIn
  /** For an account that exists: which of its workspaces. */
  workspaceId: string | null
  locale: 'nl' | 'en'
  device: string | null
}

/** Installs what the link in a mail stands for, for its address. Null: the link leads nowhere. */
export const installConfirmed = async (
  flows: FlowContext,
  token: string,
  { signedIn, workspaceId, locale, device }: ConfirmedInstaller,
): Promise<Installed | null> => {
  const found = await findAddressed(flows, token, signedIn)
  if (found === null) return null
  const { setup, email, isKnown, mustSignIn } = found
  if (setup.finishedAt === null && mustSignIn) return { kind: 'sign-in-first' }
  if (!isKnown || signedIn === null)
    return installSetup(flows, setup, { kind: 'new', email, isConfirmed: true, locale, device })
  return installSetup(flows, setup, { kind: 'member', ...signedIn, workspaceId })
}
