import { expect, it, vi } from 'vitest'
import { ConnectorError } from './errors'

it('a refusal of a vendor is recognised when another copy of the program threw it', async () => {
  vi.resetModules()
  const other = await import('./errors')
  expect(other.ConnectorError).not.toBe(ConnectorError)
  const thrown: unknown = new other.ConnectorError('invalid', 'refused', { connectorId: 'simplicate' })
  expect(thrown).toBeInstanceOf(ConnectorError)
  expect(new Error('refused')).not.toBeInstanceOf(ConnectorError)
})
