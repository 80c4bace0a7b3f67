import { randomInt } from 'node:crypto'
import { withSystem, type Scope } from '@/lib/db/client'
import { queueMail } from '@/lib/db/mails'
import { findPerson, type Person } from '@/lib/db/people'
import { replaceRecoveryCodes } from '@/lib/db/recovery-codes'
import { enableTotp, keepTotpSecret, readTotpSecret, removeSecondFactor, takeTotpStep } from '@/lib/db/second-factor'
import { passSecondFactorCheck } from '@/lib/db/sessions'

import type { FlowContext } from '../context'
import { checkProof, takeSecondFactor, type Proof, type ProofProblem } from './proof'
import { createTotpSecret, findTotpStep, qrCodeOf, totpUri } from './totp'

type Tx = Scope['tx']
type Asked = { userId: string; proof: Proof | null }

const codeCount = 10
/** Without figures and letters that look alike: 31 of them, so 16 make 79 bits. */
const codeLetters = 'abcdefghjkmnpqrstuvwxyz23456789'
const groups = [4, 4, 4, 4]

const createRecoveryCode = (): string =>
  groups
    .map((length) => Array.from({ length }, () => codeLetters.charAt(randomInt(codeLetters.length))).join(''))
    .join('-')

const createRecoveryCodes = (): string[] => Array.from({ length: codeCount }, createRecoveryCode)

const mailSecondFactor = async (tx: Tx, flows: FlowContext, { person, kind }: { person: Person; kind: MailKind }) => {
  const now = flows.now()
  const { email: recipient, locale } = person
  const content = { kind, params: { at: now.toISOString() } }
  await queueMail(tx, flows.keyring, { mail: { recipient, locale, content }, now })
}
type MailKind = 'second-factor-on' | 'second-factor-off'

/** What an authenticator app is given: the secret as text, and as a square to take a picture of. */
export type SecondFactorOffer = { secret: string; uri: string; qrCode: { size: number; path: string } }

/** Makes a secret for an authenticator app. Nothing changes until a code shows that the app has it. */
export const offerSecondFactor = async (
  flows: FlowContext,
  { userId, proof }: Asked,
): Promise<SecondFactorOffer | { problem: ProofProblem | 'second-factor-on' }> => {
  const person = await withSystem(flows.db, (tx) => findPerson(tx, userId))
  // Whoever signs in by link only has nothing to show, and nothing that could be taken over with a stolen session.
  if (person?.passwordHash != null) {
    const checked = await checkProof(flows, { userId, proof })
    if ('problem' in checked) return checked
  }
  const secret = createTotpSecret()
  const isKept = await withSystem(flows.db, (tx) => keepTotpSecret(tx, flows.keyring, { userId, secret }))
  if (!isKept) return { problem: 'second-factor-on' }
  const uri = totpUri(secret, person?.email ?? '')
  return { secret, uri, qrCode: qrCodeOf(uri) }
}

export type RecoveryCodes = { codes: string[] }

/** Turns the second factor on, once a code shows that the app works. The other sessions have to show one from now on. */
export const enableSecondFactor = (
  flows: FlowContext,
  { userId, sessionId, code }: { userId: string; sessionId: string; code: string },
): Promise<RecoveryCodes | { problem: 'wrong-code' | 'second-factor-on' }> =>
  withSystem(flows.db, async (tx) => {
    const now = flows.now()
    const totp = await readTotpSecret(tx, flows.keyring, userId)
    if (totp?.isEnabled) return { problem: 'second-factor-on' }
    const step = totp && findTotpStep(totp.secret, code.replaceAll(/\s/g, ''), now)
    if (step === null || !(await takeTotpStep(tx, { userId, step }))) return { problem: 'wrong-code' }
    if (!(await enableTotp(tx, { userId, now }))) return { problem: 'second-factor-on' }
    const codes = createRecoveryCodes()
    await replaceRecoveryCodes(tx, { userId, codes })
    await passSecondFactorCheck(tx, { sessionId, now })
    const person = await findPerson(tx, userId)
    if (person !== null) await mailSecondFactor(tx, flows, { person, kind: 'second-factor-on' })
    return { codes }
  })

/** Turns the second factor off, for whoever shows the password or a code. Null: it is off. */
export const disableSecondFactor = async (flows: FlowContext, asked: Asked): Promise<ProofProblem | null> => {
  const checked = await checkProof(flows, asked)
  if ('problem' in checked) return checked.problem
  const { person } = checked
  if (person.totpEnabledAt === null) return null
  await withSystem(flows.db, async (tx) => {
    await removeSecondFactor(tx, person.id)
    await mailSecondFactor(tx, flows, { person, kind: 'second-factor-off' })
  })
  return null
}

/** Makes ten new recovery codes; the old ones no longer work. */
export const renewRecoveryCodes = async (
  flows: FlowContext,
  asked: Asked,
): Promise<RecoveryCodes | { problem: ProofProblem | 'second-factor-off' }> => {
  const checked = await checkProof(flows, asked)
  if ('problem' in checked) return checked
  const { person } = checked
  if (person.totpEnabledAt === null) return { problem: 'second-factor-off' }
  const codes = createRecoveryCodes()
  await withSystem(flows.db, (tx) => replaceRecoveryCodes(tx, { userId: person.id, codes }))
  return { codes }
}

/** Opens a session that has yet to show the second factor. False: the code is wrong, or was used before. */
export const passSecondFactor = async (
  flows: FlowContext,
  { userId, sessionId, code }: { userId: string; sessionId: string; code: string },
): Promise<boolean> => {
  if (!(await takeSecondFactor(flows, { userId, code }))) return false
  await withSystem(flows.db, (tx) => passSecondFactorCheck(tx, { sessionId, now: flows.now() }))
  return true
}
