import type { AccountingConnection, AccountingStage } from '../contract-suite/accounting-stage'
import { memorySecrets } from '../contract-suite/secrets'
import { createHttpDoor, type HttpCall } from '../http'
import type { MinoxSecret } from './auth'
import { minox } from './index'
import { startMinoxSandbox, type MinoxSandbox, type MinoxSandboxOptions } from './sandbox'

export const sandboxTenant = 12345

/** A token pair of the sandbox as the secret that a connected workspace keeps. */
export const sandboxSecret = (sandbox: MinoxSandbox): MinoxSecret => {
  const pair = sandbox.operations.issueToken({ tenant: sandboxTenant })
  return {
    accessToken: pair.access_token,
    refreshToken: pair.refresh_token,
    expiresAt: new Date(Date.now() + pair.expires_in * 1000).toISOString(),
    tenantName: 'Breekijzer Groep',
  }
}

export const sandboxSettingsOf = (sandbox: MinoxSandbox) => ({
  MINOX_BASE_URL: sandbox.baseUrl,
  MINOX_CLIENT_ID: sandbox.client.id,
  MINOX_CLIENT_SECRET: sandbox.client.secret,
})

export type MinoxStage = AccountingStage & { sandbox: MinoxSandbox }

/** The sandbox as a stage of the contract suite: empty books of Breekijzer B.V., March 2026. */
export const minoxStage = async (options: MinoxSandboxOptions = {}): Promise<MinoxStage> => {
  const sandbox = await startMinoxSandbox({ seed: 'leeg', ...options })
  const { operations, world } = sandbox
  const secrets = memorySecrets(sandboxSecret(sandbox))
  // Ahead of the machine's clock once tokens were made to expire, as it would be an hour later.
  let aheadMs = 0
  const now = () => new Date(Date.now() + aheadMs)
  const place = { tenant: sandboxTenant, administration: 1 }
  const books = () => {
    const administration = world.store.administration(place.tenant, place.administration)
    if (!administration) throw new Error('the seed has administration 1')
    return administration
  }
  const paidOn = '2026-03-20'
  const invoice = (ref: { debtorId: string; invoiceNumber: number }) => ({
    ...place,
    customer: Number(ref.debtorId),
    invoice_number: ref.invoiceNumber,
    date: paidOn,
  })
  type FaultMode = (typeof world.faults)[number]['mode']
  const fault = (
    mode: FaultMode,
    details: { method?: string; status?: number; delayMs?: number; body?: string } = {},
  ) => {
    const { method, status = 500, delayMs = 1, body } = details
    world.faults.push({
      match: { path: '/api/1', ...(method === undefined ? {} : { method }) },
      mode,
      times: 1,
      status,
      delayMs,
      retryAfterSeconds: 7,
      ...(body === undefined ? {} : { body }),
    })
  }

  const connect = ({ timeoutMs }: { timeoutMs?: number } = {}): AccountingConnection => {
    const calls: HttpCall[] = []
    const door = createHttpDoor({
      connectorId: minox.id,
      accountRef: String(sandboxTenant),
      origin: sandbox.baseUrl,
      perMinute: null,
      now,
      observe: (call) => calls.push(call),
    })
    const account = minox.open({
      http: { send: (request) => door.send({ ...request, ...(timeoutMs === undefined ? {} : { timeoutMs }) }) },
      now,
      secrets,
      settings: sandboxSettingsOf(sandbox),
      accountRef: String(sandboxTenant),
    })
    return {
      account,
      calls,
      renewals: () => secrets.renewals(),
      secretValues: () => [
        sandbox.client.secret,
        ...secrets.everStored().flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]),
      ],
    }
  }

  return {
    sandbox,
    accountRef: String(sandboxTenant),
    administrationRef: '1',
    journalRef: 'VERK',
    period: { fiscalYear: 2026, period: 3 },
    bookingDate: '2026-03-12',
    paidOn,
    revenue: [
      { account: '8000', vatCode: '1', vatBasisPoints: 2100, vatLedgerAccount: '1510' },
      { account: '8010', vatCode: '2', vatBasisPoints: 900, vatLedgerAccount: '1511' },
    ],
    styles: ['vat-on-line', 'vat-from-ledger', 'vat-as-own-line'],
    connect,
    bookkeeper: {
      pays: ({ amountCents, ...ref }) => {
        operations.pay({ ...invoice(ref), amount: amountCents, journal: 'BANK' })
      },
      takesPaymentBack: (ref) => {
        operations.reversePayment(invoice(ref))
      },
      writesOff: (ref) => {
        operations.writeOff(invoice(ref))
      },
      removes: (entryId) => {
        operations.removeBatch({ ...place, batch: entryId })
      },
      closesPeriod: ({ fiscalYear, period }) => {
        operations.setPeriod({ ...place, fiscal_year: fiscalYear, period, closed: true })
      },
      blocksDebtor: (debtorId) => {
        operations.setBlock({ ...place, customer: Number(debtorId), blocked: true, reason: 'Betaalt niet' })
      },
      addsDebtor: ({ name, email }) => {
        const { customers } = books()
        const id = 2000 + customers.length
        customers.push({
          id,
          externalid: '',
          addresses: [
            { address_type: 'postal', name, email_addresses: [{ email_address_type: 'email', email_address: email }] },
          ],
          vat: {},
          chamber_of_commerce: '',
          blocked: { active: false, reason: '' },
          rest: { bank_accounts: [{ is_default: true, iban: 'NL91ABNA0417164300' }] },
        })
        return String(id)
      },
      bankAccountOf: (debtorId) => {
        const rest = books().customers.find(({ id }) => String(id) === debtorId)?.rest
        return rest && 'bank_accounts' in rest ? JSON.stringify(rest.bank_accounts) : null
      },
      countEntries: () => books().batches.length,
      countFiles: () => books().batches.filter(({ blob }) => blob !== null).length,
      takesNoPdf: () => {
        world.store.settings = { ...world.store.settings, fileTypes: ['image/png'] }
      },
      takesFilesOf: (fileMaxBytes) => {
        world.store.settings = { ...world.store.settings, fileMaxBytes, fileTypes: ['application/pdf'] }
      },
      countDebtors: () => books().customers.length,
    },
    trouble: {
      losesAnswer: (method) => {
        fault('drop_after_commit', { method })
      },
      cutsConnection: () => {
        fault('drop_before_commit')
      },
      answers: (answer) => {
        fault('status', answer)
      },
      answersHalf: (method) => {
        fault('truncate', { method })
      },
      isSlow: (delayMs) => {
        fault('delay', { delayMs })
      },
      expiresTokens: () => {
        aheadMs += 3_700_000
        world.store.clock.advance(3_700_000)
      },
      withdrawsConsent: () => {
        operations.revoke(sandboxTenant)
      },
      takesRightToFiles: () => {
        for (const grant of world.store.state.grants)
          grant.scopes = grant.scopes.filter((scope) => scope !== 'document:write')
      },
      putsFewOnAPage: () => {
        world.store.settings = { ...world.store.settings, pageSize: 3, customerPageSize: 2 }
      },
    },
    stop: () => sandbox.stop(),
  }
}
