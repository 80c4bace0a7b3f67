import { withSystem } from '@/lib/db/client'
import { findPerson, type Person } from '@/lib/db/people'
import { takeRecoveryCode } from '@/lib/db/recovery-codes'
import { readTotpSecret, takeTotpStep } from '@/lib/db/second-factor'
import { verifyPassword } from '@/lib/platform/password'
import type { FlowContext } from '../context'
import { findTotpStep } from './totp'

/** What somebody shows again before he may change what guards his account. */
export type Proof = { password: string } | { code: string }

export type ProofProblem = 'wrong-password' | 'wrong-code' | 'proof-missing'

/** Whether the code is one of the person's app or one of his recovery codes; it is used up. */
export const takeSecondFactor = (
  { db, keyring, now }: FlowContext,
  { userId, code }: { userId: string; code: string },
): Promise<boolean> =>
  withSystem(db, async (tx) => {
    const at = now()
    const totp = await readTotpSecret(tx, keyring, userId)
    if (totp === null || !totp.isEnabled) return false
    const step = findTotpStep(totp.secret, code.replaceAll(/\s/g, ''), at)
    if (step !== null) return takeTotpStep(tx, { userId, step })
    return takeRecoveryCode(tx, { userId, code, now: at })
  })

/** Checks what was shown. Somebody who has nothing to show yet is told so, and has to choose a password first. */
export const checkProof = async (
  flows: FlowContext,
  { userId, proof }: { userId: string; proof: Proof | null },
): Promise<{ person: Person } | { problem: ProofProblem }> => {
  const person = await withSystem(flows.db, (tx) => findPerson(tx, userId))
  if (person === null || proof === null) return { problem: 'proof-missing' }
  if ('code' in proof)
    return (await takeSecondFactor(flows, { userId, code: proof.code })) ? { person } : { problem: 'wrong-code' }
  if (person.passwordHash === null) return { problem: 'proof-missing' }
  return (await verifyPassword(person.passwordHash, proof.password)) ? { person } : { problem: 'wrong-password' }
}
