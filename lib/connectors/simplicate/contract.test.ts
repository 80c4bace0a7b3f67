import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { describeSource, onlyReading } from '../contract-suite/source'
import { startSimplicateSandbox } from './sandbox'
import { simplicateStage } from './testing'
import { liveStage } from './testing-live'

describeSource('simplicate', { target: () => simplicateStage(), leaveOut: {} })

describeSource('simplicate with consent, numbers as text and other shapes', {
  target: () =>
    simplicateStage({
      signsWith: 'oauth',
      settings: {
        numbers: 'strings',
        booleans: 'strings',
        emptyArrayForObject: true,
        zeroDates: true,
        statusAsString: true,
        errorBodies: 'strings',
      },
    }),
  leaveOut: {},
})

describeSource('simplicate with plain numbers, nulls and errors in plain text', {
  target: () =>
    simplicateStage({
      settings: {
        numbers: 'numbers',
        booleans: 'booleans',
        omitNulls: false,
        errorBodies: 'text',
        sendRetryAfter: false,
      },
    }),
  leaveOut: {},
})

const leaveOut = onlyReading('A real environment is only read: its records belong to somebody')

/** The sandbox in the part of a real environment, so that live runs are known to work before there is one. */
const likeLive = async (accounts: string) => {
  const sandbox = await startSimplicateSandbox({ seed: 'empty' })
  onTestFinished(() => sandbox.stop())
  return liveStage({
    SIMPLICATE_URL_TEMPLATE: sandbox.urlTemplate,
    SIMPLICATE_LIVE_SUBDOMAIN: 'breekijzer',
    SIMPLICATE_LIVE_KEY: 'demo-key',
    SIMPLICATE_LIVE_SECRET: 'demo-secret',
    CONTRACT_LIVE_ACCOUNTS: accounts,
  })
}

describeSource('simplicate as a live run reads it', { target: () => likeLive('ander,breekijzer'), leaveOut })

describe('a live run', () => {
  it('touches no environment that is not on its list', async () => {
    await expect(likeLive('ander')).rejects.toThrow('breekijzer may not be touched')
  })
})

const live = inject('contractLive')
if (live.CONTRACT_LIVE?.split(',').includes('simplicate'))
  describeSource('simplicate on a real environment', { target: () => liveStage(live), leaveOut })
