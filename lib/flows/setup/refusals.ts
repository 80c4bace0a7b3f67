import { ConnectorError } from '@/lib/connectors/errors'
import { SetupIncomplete } from './open-setup'
import { SetupProblem } from './problems'

/** What a step of the wizard says no with, in the words of the portal's own API. */
export type SetupRefusal = {
  code:
    | 'domain-invalid'
    | 'environment-unknown'
    | 'key-refused'
    | 'key-expired'
    | 'rights-missing'
    | 'not-configured'
    | 'vendor-unavailable'
    | 'vendor-busy'
    | 'sign-in-ended'
    | 'setup-incomplete'
  retryAfterMs: number | null
  params: Record<string, string>
}

const refusal = (
  code: SetupRefusal['code'],
  { retryAfterMs = null, params = {} }: Partial<Omit<SetupRefusal, 'code'>> = {},
): SetupRefusal => ({ code, retryAfterMs, params })

/** The refusal that an error of this flow is; null for a defect. */
export const toSetupRefusal = (error: unknown): SetupRefusal | null => {
  if (error instanceof SetupIncomplete) return refusal('setup-incomplete')
  if (error instanceof SetupProblem) return ofProblem(error)
  return error instanceof ConnectorError ? ofVendor(error) : null
}

const ofProblem = ({ code, right, retryAfterMs }: SetupProblem): SetupRefusal => {
  switch (code) {
    case 'domain-invalid':
    case 'environment-unknown':
    case 'key-refused':
    case 'key-expired':
    case 'not-configured':
    case 'vendor-unavailable':
      return refusal(code)
    case 'vendor-busy':
      return refusal(code, { retryAfterMs })
    case 'rights-missing':
      return refusal(code, { params: { right: right ?? 'other' } })
    case 'consent-refused':
    case 'consent-expired':
    case 'consent-mismatch':
    case 'sign-in-refused':
      // Said in the address of the step, where a vendor sends people back to; here they mean a sign-in that does not work.
      return refusal('sign-in-ended')
  }
}

/** A vendor that was connected before and no longer answers as it did. */
const ofVendor = ({ kind, details }: ConnectorError): SetupRefusal | null => {
  const { reason, retryAfterMs = null, connectorId } = details
  if (reason === 'no-rights') return refusal('rights-missing', { params: { right: 'other' } })
  switch (kind) {
    case 'auth':
      return refusal('sign-in-ended', { params: { vendor: connectorId } })
    case 'rate-limit':
      return refusal('vendor-busy', { retryAfterMs })
    case 'unavailable':
      return refusal('vendor-unavailable')
    case 'invalid':
    case 'conflict':
    case 'unexpected':
      return null
  }
}
