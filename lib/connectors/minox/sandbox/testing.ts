import type { AdministrationRow } from './records'
import { startMinoxSandbox, type MinoxSandbox, type MinoxSandboxOptions } from './index'

const tenantId = 12345

export type ApiAnswer = { status: number; body: unknown; headers: Headers }

/** A running sandbox and a program that talks to its API with a token. */
export const startWithToken = async (options: MinoxSandboxOptions = {}) => {
  const sandbox = await startMinoxSandbox(options)
  const token = sandbox.operations.issueToken({ tenant: tenantId }).access_token
  const api = async (method: string, path: string, body?: unknown): Promise<ApiAnswer> =>
    readAnswer(
      await fetch(`${sandbox.baseUrl}/api/1/tenant/${tenantId}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  return { sandbox, token, api, administration: administrationOf(sandbox) }
}

const readAnswer = async (response: Response): Promise<ApiAnswer> => {
  const text = await response.text()
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers }
}

export const administrationOf = (sandbox: MinoxSandbox, id = 1): AdministrationRow => {
  const administration = sandbox.world.store.administration(tenantId, id)
  if (!administration) throw new Error(`the seed has administration ${id}`)
  return administration
}

/** The codes of a refusal, in order. */
export const codesOf = ({ body }: ApiAnswer): string[] =>
  Array.isArray(body)
    ? (body as Record<string, unknown>[]).flatMap(({ message_code: code }) => (typeof code === 'string' ? [code] : []))
    : []

type LineChanges = Record<string, unknown>

/** €100 at 21 % for debtor 1300 in March 2026, with changes per line; `undefined` takes a field away. */
export const batchLines = (customer: LineChanges = {}, revenue: LineChanges = {}): Record<string, unknown>[] => {
  const common = {
    journal: { id: 'VERK' },
    period: { id: 3, fiscal_year: 2026 },
    document_date: '2026-03-12',
    invoice_number: 20260042,
  }
  return [
    {
      ...common,
      account: { id: '1300', scheme: 'MINOX', type: 'customer' },
      debit: 121,
      credit: 0,
      due_date: '2026-04-11',
      description: 'F2026-0042',
      ...customer,
    },
    {
      ...common,
      account: { id: '8000', scheme: 'MINOX', type: 'ledger_account' },
      debit: 0,
      credit: 100,
      description: 'Advies',
      vat: { id: 1, amount: 21 },
      ...revenue,
    },
  ]
}

export const batchId = '4b0c7a52-0d3a-5d0e-9a4e-6a1f2b3c4d5e'
export const batchPath = (id = batchId) => `/administration/1/transaction_line_batch/${id}`

/** Puts a debtor in the books by hand. */
export const addCustomer = (administration: AdministrationRow, id: number, email = `d${id}@debiteur.example`): void => {
  administration.customers.push({
    id,
    externalid: '',
    addresses: [
      {
        address_type: 'postal',
        name: `Debiteur ${id}`,
        email_addresses: [{ email_address_type: 'email', email_address: email }],
      },
    ],
    vat: {},
    chamber_of_commerce: '',
    blocked: { active: false, reason: '' },
    rest: {},
  })
}
