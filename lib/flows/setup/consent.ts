import {
  AuthorizationResponseError,
  generateRandomCodeVerifier,
  generateRandomState,
  OperationProcessingError,
  UnsupportedOperationError,
  validateAuthResponse,
} from 'oauth4webapi'
import { withWorkspace } from '@/lib/db/client'
import { createConsent, takeConsent } from '@/lib/db/consents'
import type { SetupRecord } from '@/lib/db/setups'
import type { FlowContext } from '../context'
import { connectAccount, requireAccountRef } from './connect-account'
import { setupSides, type SetupSide } from './open-setup'
import { SetupProblem, toSetupProblem } from './problems'

/** Long enough to look up a password; the vendors' own codes end sooner. */
const consentLifetimeMs = 10 * 60_000

/** Where a vendor sends people back to: an address for each, so that an answer of one cannot pass for the other's. */
const redirectUriOf = ({ appUrl }: FlowContext, connectorId: string): string =>
  `${appUrl}/koppelen/simplicate-minox/terug/${connectorId}`

/** Whether people can be sent to this side's own consent page. */
export const canSignIn = (flows: FlowContext, side: SetupSide): boolean =>
  flows.openSignIn(setupSides[side], null).isConfigured

/**
 * The vendor's consent page for this setup; what must come back with the answer is remembered first. `typed` names the
 * account where the vendor must be told: each environment of Simplicate signs in at its own address.
 * @throws SetupProblem
 */
export const startConsent = async (
  flows: FlowContext,
  setup: SetupRecord,
  { side, typed }: { side: SetupSide; typed: string | null },
): Promise<URL> => {
  const connectorId = setupSides[side]
  const accountRef = typed === null ? null : requireAccountRef(connectorId, typed)
  const state = generateRandomState()
  const codeVerifier = generateRandomCodeVerifier()
  const redirectUri = redirectUriOf(flows, connectorId)
  const signIn = flows.openSignIn(connectorId, accountRef)
  const url = await signIn.authorizeUrl({ accountRef, redirectUri, state, codeVerifier })
  if (url === null) throw new SetupProblem('not-configured')
  const now = flows.now()
  await withWorkspace(flows.db, setup.workspaceId, (scope) =>
    createConsent(scope, flows.keyring, {
      setup,
      consent: {
        ...{ id: flows.newId(), connectorId, accountRef, state, codeVerifier, now },
        expiresAt: new Date(now.getTime() + consentLifetimeMs),
      },
    }),
  )
  return url
}

export type ConsentAnswer = { connectorId: string; params: URLSearchParams }

/** The side that this vendor is on; null for a name that is no vendor of ours. */
export const sideOf = (connectorId: string): SetupSide | null =>
  connectorId === setupSides.source ? 'source' : connectorId === setupSides.books ? 'books' : null

/**
 * Takes a vendor's answer: it must belong to a visit that this browser's setup began, to this vendor, not long ago, and be
 * the first one. Only then the code is exchanged and the account connected.
 * @throws SetupProblem
 */
export const finishConsent = async (
  flows: FlowContext,
  setup: SetupRecord | null,
  { connectorId, params }: ConsentAnswer,
): Promise<void> => {
  const side = sideOf(connectorId)
  const state = params.get('state')
  // Twice the same parameter is no answer of a vendor (RFC 6749 § 3.1), and two readers could each take another one.
  const isTwofold = new Set(params.keys()).size !== params.size
  if (setup === null || side === null || state === null || isTwofold) throw new SetupProblem('consent-mismatch')
  const taken = await withWorkspace(flows.db, setup.workspaceId, (scope) =>
    takeConsent(scope, flows.keyring, { setup, state, connectorId, now: flows.now() }),
  )
  if (taken.kind === 'unknown') throw new SetupProblem('consent-mismatch')
  if (taken.kind === 'spent') throw new SetupProblem('consent-expired')
  const { accountRef, codeVerifier } = taken
  const signIn = flows.openSignIn(connectorId, accountRef)
  const code = readCode(params, { issuer: signIn.issuer(accountRef), state })
  const redirectUri = redirectUriOf(flows, connectorId)
  const { secret, account } = await signIn
    .exchange({ accountRef, redirectUri, code, codeVerifier })
    .catch((error: unknown) => {
      throw toSetupProblem(error, { asked: side === 'source' ? 'companyProfiles' : 'administrations', isKey: false })
    })
  await connectAccount(flows, setup, { side, account, secret, isKey: false, expiresOn: null })
}

/** The code in an answer of this vendor (RFC 6749 § 4.1.2, RFC 9207). @throws SetupProblem for a refusal or a mix-up. */
const readCode = (params: URLSearchParams, { issuer, state }: { issuer: string; state: string }): string => {
  try {
    // Which client it is matters only to answers that are signed.
    const code = validateAuthResponse({ issuer }, { client_id: 'combi-portaal' }, params, state).get('code')
    if (code === null || code === '') throw new SetupProblem('sign-in-refused')
    return code
  } catch (error) {
    if (error instanceof AuthorizationResponseError) throw new SetupProblem(refusals[error.error] ?? 'sign-in-refused')
    // The library's own error holds what was sent: it goes no further.
    if (error instanceof OperationProcessingError || error instanceof UnsupportedOperationError)
      throw new SetupProblem('consent-mismatch')
    throw error
  }
}

/** What a vendor may say instead of a code (RFC 6749 § 4.1.2.1), as far as it is no fault of ours. */
const refusals: Readonly<Record<string, 'consent-refused' | 'vendor-unavailable'>> = {
  access_denied: 'consent-refused',
  server_error: 'vendor-unavailable',
  temporarily_unavailable: 'vendor-unavailable',
}
