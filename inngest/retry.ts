import { NonRetriableError, RetryAfterError } from 'inngest'
import { ConnectorError } from '@/lib/connectors/errors'

/** A vendor that says no when is asked again after a minute: sooner would be refused again, later is not needed. */
const unsaidWaitMs = 60_000

const toVerdict = (error: ConnectorError): Error => {
  const { kind, message, details } = error
  switch (kind) {
    case 'rate-limit':
      return new RetryAfterError(message, details.retryAfterMs ?? unsaidWaitMs, { cause: error })
    case 'unavailable':
      // Without a moment of the vendor's own the engine's growing back-off fits better than any fixed wait.
      return details.retryAfterMs === undefined
        ? error
        : new RetryAfterError(message, details.retryAfterMs, { cause: error })
    case 'auth':
    case 'invalid':
    case 'conflict':
    case 'unexpected':
      return new NonRetriableError(message, { cause: error })
  }
}

/**
 * Runs the work of a step and turns a vendor's refusal into what Inngest is to do about it. The only reader of the kinds
 * for that purpose; any other error is retried as it comes.
 */
export const retryable = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw error instanceof ConnectorError ? toVerdict(error) : error
  }
}
