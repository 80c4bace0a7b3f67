import { openSecret, sealSecret, type Keyring, type SecretPlace } from '@/lib/platform/crypto'
import type { Scope } from './client'
import { hashSetupSecret, type SetupKey } from './setups'

/** A visit to a vendor's consent page, as it begins. */
export type NewConsent = {
  id: string
  connectorId: string
  accountRef: string | null
  state: string
  codeVerifier: string
  now: Date
  expiresAt: Date
}

const placeOf = ({ workspaceId }: SetupKey, consentId: string): SecretPlace => ({
  workspaceId,
  connectionId: consentId,
  field: 'codeVerifier',
})

/** Remembers that somebody was sent to the vendor: of the state a hash, the verifier sealed. */
export const createConsent = async (
  { tx }: Scope,
  keyring: Keyring,
  { setup, consent }: { setup: SetupKey; consent: NewConsent },
): Promise<void> => {
  const { id, connectorId, accountRef, state, codeVerifier, now, expiresAt } = consent
  await tx.consentAttempt.create({
    data: {
      ...{ id, connectorId, accountRef, workspaceId: setup.workspaceId, setupId: setup.id },
      ...{ stateHash: hashSetupSecret(state), createdAt: now, expiresAt },
      ...sealSecret(keyring, placeOf(setup, id), codeVerifier),
    },
    select: { id: true },
  })
}

export type TakenConsent =
  | { kind: 'taken'; accountRef: string | null; codeVerifier: string }
  /** Used before, or too old. */
  | { kind: 'spent' }
  /** Not of this browser, or for another vendor. */
  | { kind: 'unknown' }

/**
 * The visit that an answer with this state belongs to. It is used up before the answer is looked at any further, also by an
 * answer for another vendor: whatever comes next, the same state is never taken twice.
 */
export const takeConsent = async (
  { tx }: Scope,
  keyring: Keyring,
  { setup, state, connectorId, now }: { setup: SetupKey; state: string; connectorId: string; now: Date },
): Promise<TakenConsent> => {
  const row = await tx.consentAttempt.findFirst({
    where: { stateHash: hashSetupSecret(state), setupId: setup.id, workspaceId: setup.workspaceId },
  })
  if (row === null) return { kind: 'unknown' }
  const { count } = await tx.consentAttempt.updateMany({ where: { id: row.id, usedAt: null }, data: { usedAt: now } })
  if (row.connectorId !== connectorId) return { kind: 'unknown' }
  if (count === 0 || row.expiresAt <= now) return { kind: 'spent' }
  const codeVerifier = openSecret(keyring, placeOf(setup, row.id), row)
  if (typeof codeVerifier !== 'string') throw new TypeError('A sealed verifier is text')
  return { kind: 'taken', accountRef: row.accountRef, codeVerifier }
}

/** Whether a vendor's answer with this state is for this way through the wizard. */
export const isConsentOf = async ({ tx }: Scope, setup: SetupKey, state: string): Promise<boolean> =>
  (await tx.consentAttempt.count({
    where: { stateHash: hashSetupSecret(state), setupId: setup.id, workspaceId: setup.workspaceId },
  })) > 0
