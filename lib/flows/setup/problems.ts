import { ConnectorError } from '@/lib/connectors/errors'
import type { SetupProblemCode, SetupRight } from '@/lib/domain/setup'

/** Why a step of the wizard did not succeed, for the person who takes it. Holds nothing that a vendor or browser sent. */
export class SetupProblem extends Error {
  override readonly name = 'SetupProblem'
  readonly code: SetupProblemCode
  /** What the sign-in has no right to. */
  readonly right: SetupRight | null
  readonly retryAfterMs: number | null

  constructor(
    code: SetupProblemCode,
    { right = null, retryAfterMs = null }: { right?: SetupRight | null; retryAfterMs?: number | null } = {},
  ) {
    super(right === null ? code : `${code}: ${right}`)
    this.code = code
    this.right = right
    this.retryAfterMs = retryAfterMs
  }
}

export type Failure = { asked: SetupRight; isKey: boolean }

/** A vendor's refusal while an account is being connected, as a problem of that step. Anything else is a defect and stays one. */
export const toSetupProblem = (error: unknown, { asked, isKey }: Failure): Error => {
  if (!(error instanceof ConnectorError)) return error instanceof Error ? error : new Error(String(error))
  const { status = 0, retryAfterMs, reason } = error.details
  if (reason === 'no-rights') return new SetupProblem('rights-missing', { right: asked })
  switch (error.kind) {
    case 'auth':
      return new SetupProblem(isKey ? 'key-refused' : 'sign-in-refused')
    case 'rate-limit':
      return new SetupProblem('vendor-busy', { retryAfterMs: retryAfterMs ?? null })
    case 'unavailable':
      // A vendor that shows its own site for a name that is nobody's leads there by a redirect.
      return new SetupProblem(status >= 300 && status < 400 ? 'environment-unknown' : 'vendor-unavailable')
    case 'invalid':
    case 'conflict':
    case 'unexpected':
      return status === 404 ? new SetupProblem('environment-unknown') : error
  }
}
