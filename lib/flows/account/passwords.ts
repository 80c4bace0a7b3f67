import { withSystem, type Scope } from '@/lib/db/client'
import { queueMail } from '@/lib/db/mails'
import { confirmAddress, findPerson, findPersonByEmail, lockPerson, setPassword, type Person } from '@/lib/db/people'
import { createPersonToken, findPersonToken, revokePersonTokens, usePersonToken } from '@/lib/db/person-tokens'
import { endOtherSessions, startSession, type NewSession } from '@/lib/db/sessions'
import { hashPassword } from '@/lib/platform/password'

import type { FlowContext } from '../context'
import { findPasswordProblem, type PasswordProblem } from './password-rules'
import { checkProof, type ProofProblem } from './proof'

type Tx = Scope['tx']

const hourMs = 60 * 60 * 1000
/** How long the link to choose a password works. */
const linkLifetimeMs = hourMs

/** Has a link to choose a password mailed to this address, if it has an account; nothing tells whether it has. */
export const requestPassword = (flows: FlowContext, email: string): Promise<void> =>
  withSystem(flows.db, async (tx) => {
    const now = flows.now()
    const person = await findPersonByEmail(tx, email)
    if (person === null) return
    const { id: userId, locale } = person
    const token = await createPersonToken(
      { tx },
      { userId, purpose: 'choose_password', lifetimeMs: linkLifetimeMs, now },
    )
    const params = { link: `${flows.appUrl}/wachtwoord?${new URLSearchParams({ token }).toString()}` }
    const mail = { recipient: person.email, locale, content: { kind: 'choose-password' as const, params } }
    await queueMail(tx, flows.keyring, { mail, now })
  })

/** Whose password a link is about to choose, without using it up; null when it no longer works. */
export const findPasswordLink = (flows: FlowContext, token: string): Promise<{ email: string } | null> =>
  withSystem(flows.db, async (tx) => {
    const found = await findPersonToken(tx, { token, purpose: 'choose_password', now: flows.now() })
    return found && findPerson(tx, found.userId)
  })

const mailPasswordChanged = async (tx: Tx, flows: FlowContext, { email, locale }: Person): Promise<void> => {
  const now = flows.now()
  const content = { kind: 'password-changed' as const, params: { at: now.toISOString() } }
  await queueMail(tx, flows.keyring, { mail: { recipient: email, locale, content }, now })
}

export type ChosenPassword =
  { session: NewSession; needsSecondFactor: boolean } | { problem: PasswordProblem | 'link-invalid' }

/**
 * Chooses a password with a link that was mailed, which also shows that mail to the address arrives. Every session of the
 * person ends, and the one who holds the link gets a new one: the link alone would have let him in.
 */
export const choosePassword = async (
  flows: FlowContext,
  { token, password, device }: { token: string; password: string; device: string | null },
): Promise<ChosenPassword> => {
  const now = flows.now()
  const link = { token, purpose: 'choose_password', now } as const
  const person = await withSystem(flows.db, async (tx) => {
    const found = await findPersonToken(tx, link)
    return found && findPerson(tx, found.userId)
  })
  if (person === null) return { problem: 'link-invalid' }
  const problem = findPasswordProblem(password, person)
  if (problem !== null) return { problem }
  const passwordHash = await hashPassword(password)
  return withSystem(flows.db, async (tx) => {
    const { id: userId } = person
    await lockPerson(tx, userId)
    if ((await usePersonToken(tx, link)) === null) return { problem: 'link-invalid' }
    await confirmAddress(tx, { userId, now })
    await setPassword(tx, { userId, passwordHash })
    await endOtherSessions(tx, { userId, exceptId: null })
    await revokePersonTokens(tx, { userId, purposes: ['choose_password'], now })
    if (person.passwordHash !== null) await mailPasswordChanged(tx, flows, person)
    const needsSecondFactor = (await findPerson(tx, userId))?.totpEnabledAt != null
    return { session: await startSession(tx, { userId, device, now }), needsSecondFactor }
  })
}

export type PasswordChange = { userId: string; sessionId: string; current: string; password: string }

/** Changes the password of somebody who knows the present one; his other sessions end. Null: it is done. */
export const changePassword = async (
  flows: FlowContext,
  { userId, sessionId, current, password }: PasswordChange,
): Promise<PasswordProblem | ProofProblem | null> => {
  const checked = await checkProof(flows, { userId, proof: { password: current } })
  if ('problem' in checked) return checked.problem
  const { person } = checked
  const problem = findPasswordProblem(password, person)
  if (problem !== null) return problem
  const passwordHash = await hashPassword(password)
  await withSystem(flows.db, async (tx) => {
    await setPassword(tx, { userId, passwordHash })
    await endOtherSessions(tx, { userId, exceptId: sessionId })
    await revokePersonTokens(tx, { userId, purposes: ['choose_password'], now: flows.now() })
    await mailPasswordChanged(tx, flows, person)
  })
  return null
}
