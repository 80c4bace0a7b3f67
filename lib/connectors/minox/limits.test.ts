import { describe, expect, it, onTestFinished } from 'vitest'
import { memorySecrets } from '../contract-suite/secrets'
import { ConnectorError } from '../errors'
import { createHttpDoor } from '../http'
import { minox } from './index'
import { startMinoxSandbox } from './sandbox'
import { addCustomer, administrationOf } from './sandbox/testing'
import { sandboxSecret, sandboxSettingsOf } from './testing'

describe('twenty calls in two minutes', () => {
  it('let every entry arrive once, when the caller waits as long as it is told', async () => {
    let aheadMs = 0
    const now = () => new Date(Date.now() + aheadMs)
    const sandbox = await startMinoxSandbox({ seed: 'leeg', now })
    onTestFinished(() => sandbox.stop())
    sandbox.operations.setRateProfile('torture')
    addCustomer(administrationOf(sandbox), 1300)
    const account = minox.open({
      http: createHttpDoor({
        connectorId: 'minox',
        accountRef: '12345',
        origin: sandbox.baseUrl,
        perMinute: null,
        now,
        sleep: (ms) => {
          aheadMs += ms
          return Promise.resolve()
        },
      }),
      now,
      secrets: memorySecrets(sandboxSecret(sandbox)),
      settings: sandboxSettingsOf(sandbox),
      accountRef: '12345',
    })
    const numbers = Array.from({ length: 65 }, (_, index) => index + 1)
    let waits = 0
    for (const number of numbers) {
      const put = () =>
        account.putEntry('1', {
          id: `4b0c7a52-0d3a-5d0e-9a4e-${String(number).padStart(12, '0')}`,
          style: 'vat-on-line',
          journalRef: 'VERK',
          debtorId: '1300',
          invoiceNumber: number,
          bookingDate: '2026-03-12',
          dueOn: '2026-04-11',
          period: { fiscalYear: 2026, period: 3 },
          paymentTermDays: null,
          description: `F${number}`,
          grossCents: 12_100,
          lines: [
            {
              ledgerAccount: '8000',
              netCents: 10_000,
              vatCents: 2_100,
              vatCode: '1',
              vatLedgerAccount: '1510',
              description: '',
            },
          ],
        })
      await put().catch(async (error: unknown) => {
        if (!(error instanceof ConnectorError) || error.kind !== 'rate-limit') throw error
        waits += 1
        aheadMs += error.details.retryAfterMs ?? 0
        await put()
      })
    }
    expect(administrationOf(sandbox).batches).toHaveLength(65)
    expect(waits).toBe(3)
    // Told by the header that nothing was left, the door did not even try.
    expect(sandbox.world.requests.filter(({ status }) => status === 429)).toHaveLength(0)
  })
})
