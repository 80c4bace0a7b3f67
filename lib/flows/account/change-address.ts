import { withSystem, type Scope } from '@/lib/db/client'
import { queueMail } from '@/lib/db/mails'
import { findPerson, findPersonByEmail, lockPerson, setAddress, type Person } from '@/lib/db/people'
import {
  createPersonToken,
  findPersonToken,
  isTokenUsed,
  revokePersonTokens,
  usePersonToken,
} from '@/lib/db/person-tokens'
import { endOtherSessions } from '@/lib/db/sessions'

import { z } from 'zod'
import type { FlowContext } from '../context'
import { checkProof, type Proof, type ProofProblem } from './proof'

type Tx = Scope['tx']

const dayMs = 24 * 60 * 60 * 1000
/** How long both links of a change work: the other mailbox may be on another machine. */
const linkLifetimeMs = 2 * dayMs

/** Which of the two addresses a link was mailed to. */
export type AddressSide = 'old' | 'new'

const purposes = { old: 'change_address_old', new: 'change_address_new' } as const
const otherSide = { old: 'new', new: 'old' } as const

const changeParams = z.object({ changeId: z.string(), newEmail: z.string() })

export type AddressChangeProblem = ProofProblem | 'address-unconfirmed'

type AddressChange = { userId: string; newEmail: string; proof: Proof | null }

/**
 * Mails a link to the present address and one to the new address. Where the new one has an account already, it gets no
 * mail, and the change therefore never happens; who asks for it is not told.
 */
export const requestAddressChange = async (
  flows: FlowContext,
  { userId, newEmail, proof }: AddressChange,
): Promise<AddressChangeProblem | null> => {
  const checked = await checkProof(flows, { userId, proof })
  if ('problem' in checked) return checked.problem
  const { person } = checked
  if (person.emailVerified === null) return 'address-unconfirmed'
  await withSystem(flows.db, async (tx) => {
    const now = flows.now()
    await lockPerson(tx, userId)
    await revokePersonTokens(tx, { userId, purposes: Object.values(purposes), now })
    const change = { person, newEmail, changeId: flows.newId() }
    await mailLink(tx, flows, { ...change, side: 'old', isSent: true })
    await mailLink(tx, flows, { ...change, side: 'new', isSent: (await findPersonByEmail(tx, newEmail)) === null })
  })
  return null
}

type AddressLink = { person: Person; newEmail: string; changeId: string; side: AddressSide; isSent: boolean }

const mailLink = async (tx: Tx, flows: FlowContext, { person, newEmail, changeId, side, isSent }: AddressLink) => {
  const now = flows.now()
  const { id: userId, email: oldEmail, locale } = person
  const token = await createPersonToken(
    { tx },
    { userId, purpose: purposes[side], params: { changeId, newEmail }, lifetimeMs: linkLifetimeMs, now },
  )
  if (!isSent) return
  const link = `${flows.appUrl}/adres?${new URLSearchParams({ side, token }).toString()}`
  const mail =
    side === 'old'
      ? { recipient: oldEmail, locale, content: { kind: 'change-address-old' as const, params: { link, newEmail } } }
      : { recipient: newEmail, locale, content: { kind: 'change-address-new' as const, params: { link, oldEmail } } }
  await queueMail(tx, flows.keyring, { mail, now })
}

type Followed = { token: string; side: AddressSide }

/** The change that a link stands for, without using it up; null when it no longer works. */
export const findAddressChange = (
  flows: FlowContext,
  { token, side }: Followed,
): Promise<{ oldEmail: string; newEmail: string } | null> =>
  withSystem(flows.db, async (tx) => {
    const found = await findPersonToken(tx, { token, purpose: purposes[side], now: flows.now() })
    const person = found && (await findPerson(tx, found.userId))
    return person && { oldEmail: person.email, newEmail: changeParams.parse(found.params).newEmail }
  })

/**
 * Confirms the change from one side. Once both have, the account has its new address, the old one is told, and every
 * session ends but the one that is named.
 */
export const confirmAddressChange = (
  flows: FlowContext,
  { token, side, sessionId }: Followed & { sessionId: string | null },
): Promise<'half' | 'changed' | 'link-invalid'> =>
  withSystem(flows.db, async (tx) => {
    const now = flows.now()
    const link = { token, purpose: purposes[side], now }
    const found = await findPersonToken(tx, link)
    if (found === null) return 'link-invalid'
    const { userId } = found
    // Both links may be followed at the same moment: the second one must see the first.
    await lockPerson(tx, userId)
    const person = await findPerson(tx, userId)
    if (person === null || (await usePersonToken(tx, link)) === null) return 'link-invalid'
    const { changeId, newEmail } = changeParams.parse(found.params)
    if (!(await isTokenUsed(tx, { userId, purpose: purposes[otherSide[side]], changeId }))) return 'half'
    // Somebody may have made an account with it since.
    if ((await findPersonByEmail(tx, newEmail)) !== null) return 'link-invalid'
    await setAddress(tx, { userId, email: newEmail, now })
    await endOtherSessions(tx, { userId, exceptId: sessionId })
    await revokePersonTokens(tx, { userId, purposes: ['choose_password'], now })
    const content = { kind: 'address-changed' as const, params: { newEmail } }
    await queueMail(tx, flows.keyring, { mail: { recipient: person.email, locale: person.locale, content }, now })
    return 'changed'
  })
