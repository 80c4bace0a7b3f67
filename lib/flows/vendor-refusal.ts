import { ConnectorError } from '@/lib/connectors/errors'

/** What a vendor's error means to a person who waits for an answer, in the words of the portal's own API. */
export type VendorRefusal = {
  code: 'rights-missing' | 'combi-reconnect' | 'vendor-busy' | 'vendor-unavailable'
  retryAfterMs: number | null
  params: Record<string, string>
}

/** The refusal that this error is; null for a defect. */
export const toVendorRefusal = (error: unknown): VendorRefusal | null => {
  if (!(error instanceof ConnectorError)) return null
  const { reason, retryAfterMs = null } = error.details
  if (reason === 'no-rights') return { code: 'rights-missing', retryAfterMs: null, params: { right: 'other' } }
  switch (error.kind) {
    case 'auth':
      return { code: 'combi-reconnect', retryAfterMs: null, params: {} }
    case 'rate-limit':
      return { code: 'vendor-busy', retryAfterMs, params: {} }
    case 'unavailable':
      return { code: 'vendor-unavailable', retryAfterMs: null, params: {} }
    case 'invalid':
    case 'conflict':
    case 'unexpected':
      return null
  }
}
