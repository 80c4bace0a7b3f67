import { createHash, randomUUID } from 'node:crypto'
import type { APIRequestContext } from '@playwright/test'
import { z } from 'zod'
import { connectionPlace } from '@/lib/db/connections'
import { parseKeyring, sealSecret } from '@/lib/platform/crypto'
import { asPortal } from './people'
import type { StackInfo } from './stack-info'
import { consentAtMinox, consentAtSimplicate } from './vendor-consent'
import { wizard } from './wizard'

/** The address of whoever is signed in at the Simplicate of this stack. */
export const simplicateUser = 'administratie@breekijzer.example'

const goTo = z.object({ url: z.string() })
const refusal = z.object({ error: z.object({ code: z.string() }) })
const account = z.object({
  member: z.object({ workspaces: z.array(z.object({ id: z.string() })).min(1) }).nullable(),
  newAccountEmail: z.string().nullable(),
  mustSignIn: z.boolean(),
})

const provenEmail = { address: simplicateUser, isProven: true }

type Side = 'source' | 'books'

/** A browser on its way through the wizard. */
export const openWizard = (request: APIRequestContext, stack: StackInfo) => {
  const leaveFor = async (side: Side): Promise<string> => {
    const data = side === 'source' ? { domain: 'breekijzer' } : undefined
    return goTo.parse(await (await request.post(`/api/setup/${side}`, { data })).json()).url
  }
  const cookie = async () => {
    const { cookies } = await request.storageState()
    return cookies.find(({ name }) => name === 'koppelen')?.value ?? ''
  }
  const browser = {
    request,
    leaveFor,
    cookie,
    consent: async (side: Side): Promise<URL> => {
      const url = await leaveFor(side)
      return side === 'source' ? consentAtSimplicate(request, url) : consentAtMinox(request, url)
    },
    /** Opens the address that a vendor sends back to; answers with the step and the problem that it leads to. */
    comeBack: async (address: URL): Promise<{ step: string; problem: string | null }> => {
      const answer = await request.get(address.href, { maxRedirects: 0 })
      const { pathname, searchParams } = new URL(answer.headers().location ?? '', address)
      return { step: pathname.replace(`${wizard}/`, ''), problem: searchParams.get('problem') }
    },
    /** Whether the page says who is connected at Simplicate. */
    showsSource: async () => (await (await request.get(`${wizard}/simplicate`)).text()).includes(simplicateUser),
    install: async (data: Record<string, string | undefined>) => {
      const answer = await request.post('/api/setup/install', { data })
      const code = answer.ok() ? null : refusal.parse(await answer.json()).error.code
      return { status: answer.status(), code }
    },
    /** Who the combi would belong to, as the wizard tells this browser. */
    account: async () => account.parse(await (await request.get('/api/setup/account')).json()),
    isSignedIn: async () => (await request.get('/api/combis')).ok(),
    /** Both accounts are connected, the questions answered and the report confirmed, for a pair that no combi holds. */
    beReady: async (email: { address: string | null; isProven: boolean } = provenEmail): Promise<void> => {
      await leaveFor('source')
      const [secret = ''] = (await cookie()).split('.')
      await confirmNewPair(stack, secret, email)
    },
  }
  return browser
}

export type Wizard = ReturnType<typeof openWizard>

/** What the steps up to the last leave behind, without asking the vendors for anything. */
const confirmNewPair = (
  { databaseUrl, encryptionKey }: StackInfo,
  secret: string,
  email: { address: string | null; isProven: boolean },
): Promise<void> =>
  asPortal(databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: string; workspaceId: string }>(
      'SELECT id, "workspaceId" FROM "Setup" WHERE "tokenHash" = $1',
      [createHash('sha256').update(secret).digest('base64url')],
    )
    const [setup] = rows
    if (setup === undefined) throw new Error('This browser is not on its way')
    const connect = async (connectorId: string, accountRef: string, kept: object) => {
      const id = randomUUID()
      const sealed = sealSecret(parseKeyring(encryptionKey), connectionPlace(setup.workspaceId, id), kept)
      await client.query(
        `INSERT INTO "Connection" (id, "workspaceId", "connectorId", "accountRef", label, "keyVersion", "wrappedKey",
           "sealedSecret", "updatedAt") VALUES ($1, $2, $3, $4, $4, $5, $6, $7, now())`,
        [id, setup.workspaceId, connectorId, accountRef, sealed.keyVersion, sealed.wrappedKey, sealed.sealedSecret],
      )
      return id
    }
    const source = await connect('simplicate', 'breekijzer', {
      kind: 'api-key',
      key: 'demo-key',
      secret: 'demo-secret',
    })
    const tokens = { accessToken: 'x', refreshToken: 'x', expiresAt: new Date().toISOString(), tenantName: null }
    const books = await connect('minox', '12345', tokens)
    await client.query(
      `UPDATE "Setup" SET "sourceConnectionId" = $2, "booksConnectionId" = $3, "sourceEmail" = $4,
         "isSourceEmailProven" = $5, answers = $6, "confirmedAt" = now() WHERE id = $1`,
      [setup.id, source, books, email.address, email.isProven, JSON.stringify(newPair())],
    )
  })

const newPair = () => {
  const [companyProfileRef, administrationRef] = [randomUUID(), randomUUID()]
  const accounts = { defaultRevenueAccount: '8090', salesJournalRef: 'VERK' }
  const names = { companyProfileName: 'Nieuw B.V.', administrationName: 'Nieuw B.V.' }
  return {
    answers: {
      administrations: { [companyProfileRef]: administrationRef },
      ...{ defaultRevenueAccount: '8090', defaultRevenueAccounts: {}, salesJournal: 'VERK' },
      ...{ invoicesFrom: '2026-11-01', offering: 'manual' as const },
      ...{ bookingStyle: 'vat-on-line' as const, vatMode: 'ledger-default' as const },
    },
    links: [{ companyProfileRef, administrationRef, ...names, ...accounts }],
    choices: { ledger: [], vat: [] },
  }
}
