import { NonRetriableError, RetryAfterError } from 'inngest'
import { describe, expect, it } from 'vitest'
import { ConnectorError, type ConnectorErrorDetails, type ConnectorErrorKind } from '@/lib/connectors/errors'
import { retryable } from './retry'

const failing = (kind: ConnectorErrorKind, details: Partial<ConnectorErrorDetails> = {}) => {
  const error = new ConnectorError(kind, 'Minox does not want to', { connectorId: 'minox', ...details })
  return { error, thrown: retryable(() => Promise.reject(error)).catch((reason: unknown) => reason) }
}

describe('what a vendor error means for a step', () => {
  it.each(['rate-limit', 'unavailable'] as const)('%s with a moment is tried again at that moment', async (kind) => {
    const { error, thrown } = failing(kind, { retryAfterMs: 42_000 })
    const again = await thrown
    expect(again).toBeInstanceOf(RetryAfterError)
    expect(again).toMatchObject({ retryAfter: '42', cause: error })
  })

  it('rate-limit without a moment is tried again after a minute', async () => {
    expect(await failing('rate-limit').thrown).toMatchObject({ name: 'RetryAfterError', retryAfter: '60' })
  })

  it('unavailable without a moment is left to the back-off of the engine', async () => {
    const { error, thrown } = failing('unavailable')
    expect(await thrown).toBe(error)
  })

  it.each(['auth', 'invalid', 'conflict', 'unexpected'] as const)('%s is not tried again', async (kind) => {
    const { error, thrown } = failing(kind, { retryAfterMs: 1_000 })
    const final = await thrown
    expect(final).toBeInstanceOf(NonRetriableError)
    expect(final).toMatchObject({ message: 'Minox does not want to', cause: error })
  })

  it('any other error, and a result, pass as they are', async () => {
    const error = new TypeError('a defect')
    await expect(retryable(() => Promise.reject(error))).rejects.toBe(error)
    await expect(retryable(() => Promise.resolve(7))).resolves.toBe(7)
  })
})
