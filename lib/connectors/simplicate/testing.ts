import { memorySecrets } from '../contract-suite/secrets'
import type { Failure, SourceStage, WantedLine } from '../contract-suite/source-stage'
import type { SourceAccount } from '../contract'
import { createHttpDoor, type HttpCall, type HttpDoor } from '../http'
import { simplicate } from './index'
import type { SimplicateSecret } from './auth'
import { mostFileBytes } from '@/lib/domain/document'
import { startSimplicateSandbox, type SimplicateSandbox } from './sandbox'
import type { Environment } from './sandbox/environment'
import { fileOf } from './sandbox/files'
import { groupIds, seedClient, vatIds } from './sandbox/seed-vocabulary'
import type { SandboxSettings } from './sandbox/settings'

/** For the one call that must run out of time. */
const impatientMs = 300
const slowMs = 5_000

const vatIdOf: Record<WantedLine['vatPercent'], string> = { '21': vatIds.high, '9': vatIds.low, '0': vatIds.exempt }

export type StageOptions = {
  settings?: Partial<SandboxSettings>
  /** What the connector signs with. */
  signsWith?: 'api-key' | 'oauth'
}

export type SimplicateStage = SourceStage & {
  sandbox: SimplicateSandbox
  door: HttpDoor
  settings: Record<string, string>
  openWith: (secrets: ReturnType<typeof memorySecrets<SimplicateSecret>>) => SourceAccount
}

const documentsOf = ({ tenant }: Environment, invoiceRef: string) =>
  tenant.documents.filter(({ linkedTo }) => linkedTo.invoice_id === invoiceRef)

/** What the sandbox hands out is made anew each time, so that it is asked of the same code. */
const pdfOf = (environment: Environment, invoiceRef: string): Uint8Array => {
  const [document] = documentsOf(environment, invoiceRef)
  if (!document) throw new Error('no PDF went out with this invoice')
  return fileOf(environment.tenant, document).body
}

const spoilPdf = (environment: Environment, invoiceRef: string, how: 'removed' | 'no-pdf' | 'too-large'): void => {
  for (const { id } of documentsOf(environment, invoiceRef)) {
    if (how === 'removed') environment.remove('documents', id)
    else {
      const bytes = how === 'no-pdf' ? Buffer.from('<Invoice/>') : Buffer.alloc(mostFileBytes + 1, '%PDF-1.4 ')
      environment.edit('documents', id, { file: { contentType: 'application/pdf', base64: bytes.toString('base64') } })
    }
  }
}

/** The connector on a sandbox of its own without invoices, over real HTTP. */
export const simplicateStage = async (options: StageOptions = {}): Promise<SimplicateStage> => {
  const sandbox = await startSimplicateSandbox({ seed: 'empty' })
  // Pace is the door's business and has tests of its own; here it would only make the suite wait.
  sandbox.configure({ requestsPerMinute: null, ...options.settings })
  const calls: HttpCall[] = []
  const known = new Set(['demo-key', 'demo-secret', seedClient.secret])
  const environment = sandbox.environment()
  const settings = {
    SIMPLICATE_URL_TEMPLATE: sandbox.urlTemplate,
    SIMPLICATE_CLIENT_ID: seedClient.id,
    SIMPLICATE_CLIENT_SECRET: seedClient.secret,
  }
  const plainDoor = createHttpDoor({
    connectorId: 'simplicate',
    accountRef: 'breekijzer',
    origin: sandbox.urlTemplate,
    perMinute: null,
    now: () => new Date(),
    observe: (call) => calls.push(call),
  })
  let isImpatient = false
  const door: HttpDoor = {
    send: (request) => plainDoor.send(isImpatient ? { ...request, timeoutMs: impatientMs } : request),
  }

  const openWith: SimplicateStage['openWith'] = (secrets) =>
    simplicate.open({ http: door, now: () => new Date(), secrets, settings, accountRef: 'breekijzer' })

  const newConsent = (expiresAt: Date): SimplicateSecret => {
    const pair = sandbox.openGrant()
    known.add(pair.access_token).add(pair.refresh_token)
    return {
      kind: 'oauth',
      accessToken: pair.access_token,
      refreshToken: pair.refresh_token,
      expiresAt: expiresAt.toISOString(),
      email: 'administratie@breekijzer.example',
    }
  }
  const inAnHour = () => new Date(Date.now() + 3_600_000)
  const shared = memorySecrets<SimplicateSecret>(
    options.signsWith === 'oauth'
      ? newConsent(inAnHour())
      : { kind: 'api-key', key: 'demo-key', secret: 'demo-secret' },
  )
  const failWith = (failure: Failure): void => {
    switch (failure) {
      case 'asks-to-wait':
        sandbox.fault({ mode: 'status', status: 429, retryAfterSeconds: 7 })
        return
      case 'server-error':
        sandbox.fault({ mode: 'status', status: 500, body: 'Internal error' })
        return
      case 'slow':
        isImpatient = true
        sandbox.fault({ mode: 'delay', delayMs: slowMs })
        return
      case 'cut-connection':
        sandbox.fault({ mode: 'truncate' })
        return
      case 'answer-lost-after-write':
        sandbox.fault({ mode: 'drop_after_commit', match: { method: 'POST' } })
        return
      case 'repeats-what-was-sent':
        sandbox.fault({ mode: 'status', status: 400, body: 'Niet toegestaan: {sent}' })
        return
    }
  }
  return {
    sandbox,
    door,
    settings,
    openWith,
    accountRef: 'breekijzer',
    open: () => openWith(shared),
    openWithBadCredentials: () => openWith(memorySecrets({ kind: 'api-key', key: 'demo-key', secret: 'verkeerd' })),
    openWithEndedToken: () => {
      const ended = memorySecrets(newConsent(inAnHour()))
      // Our clock says it lives on: the first to know better is the vendor.
      sandbox.change((tenant) => {
        for (const token of tenant.accessTokens) token.expiresAtMs = 0
      })
      return {
        account: openWith(ended),
        renewals: () => {
          for (const secret of ended.everStored())
            if (secret.kind === 'oauth') known.add(secret.accessToken).add(secret.refreshToken)
          return ended.renewals()
        },
      }
    },
    world: {
      sendInvoice(lines = [{ quantity: '1', unitPrice: '100', vatPercent: '21' }]) {
        const draft = environment.addInvoice({
          lines: lines.map(({ quantity, unitPrice, vatPercent }) => ({
            amount: quantity,
            price: unitPrice,
            vatClassId: vatIdOf[vatPercent],
            revenueGroupId: groupIds.high,
          })),
        })
        environment.sendInvoice(draft.id)
        // Two in three share their second with another: what a batch that is sent at once looks like.
        if (environment.tenant.invoices.length % 3 === 0) sandbox.advanceClock(1_000)
        return draft.id
      },
      addDraft: () => environment.addInvoice().id,
      changeSubject: (ref, subject) => {
        sandbox.advanceClock(1_000)
        environment.edit('invoices', ref, { subject })
      },
      spoilInvoice: (ref) => {
        environment.overlay('invoices', ref, { total_vat: 'niet te lezen' })
      },
      addDebtor: (name) => environment.addOrganization({ name }).id,
      changeEmail: (debtorRef, email) => {
        environment.edit('organizations', debtorRef, { email })
      },
      pdfOf: (invoiceRef) => pdfOf(environment, invoiceRef),
      spoilPdf: (invoiceRef, how) => {
        spoilPdf(environment, invoiceRef, how)
      },
      hideDocuments: () => {
        environment.tenant.denials.push({ path: 'invoices/document', method: null })
      },
      countMessages: (invoiceRef) =>
        environment.tenant.messages.filter(({ linkedTo }) => linkedTo.invoice_id === invoiceRef).length,
      failOnce: failWith,
    },
    countCalls: () => sandbox.journal().length,
    logged: () => calls,
    secretValues: () => [...known],
    stop: () => sandbox.stop(),
  }
}
