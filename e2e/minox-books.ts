import type { APIRequestContext } from '@playwright/test'
import { z } from 'zod'

const line = z.object({
  accountId: z.string(),
  accountType: z.enum(['ledger_account', 'customer', 'supplier']),
  isAutomatic: z.boolean(),
  debitCents: z.int(),
  creditCents: z.int(),
  documentDate: z.string(),
  invoiceNumber: z.int().nullable(),
  vat: z.object({ id: z.int(), amountCents: z.int() }).nullable(),
})
const batch = z.object({
  id: z.string(),
  journalId: z.string(),
  fiscalYear: z.int(),
  period: z.int(),
  lines: z.array(line),
})
const administration = z.object({ id: z.int(), batches: z.array(batch) })
const state = z.object({ tenants: z.tuple([z.object({ administrations: z.array(administration) })]).rest(z.unknown()) })

type Revenue = { account: string; vatId: number | null; netCents: number; vatCents: number }

/** An entry in the words of a bookkeeper: what stands on the customer, on which revenue accounts, and the VAT. */
export type BookedEntry = {
  id: string
  period: string
  documentDate: string
  totalCents: number
  /** By account and VAT code. */
  revenue: Revenue[]
}

/** The books of the first administration, as Minox's own users see and change them. */
export const minoxBooks = (request: APIRequestContext, baseUrl: string) => ({
  /** The sales entries under this invoice number (its digits). */
  entriesOf: async (invoiceNumber: string): Promise<BookedEntry[]> => {
    const answer = await request.get(`${baseUrl}/__sandbox/state`)
    const books = state.parse(await answer.json()).tenants[0].administrations.find(({ id }) => id === 1)
    const digits = Number(invoiceNumber.replace(/\D/g, ''))
    return (books?.batches ?? [])
      .filter(({ journalId, lines }) => journalId === 'VERK' && lines.some((each) => each.invoiceNumber === digits))
      .map(toEntry)
  },

  openItemsPage: `${baseUrl}/boeken/12345/1/openstaand`,
  entriesPage: `${baseUrl}/boeken/12345/1/boekingen`,
})

const toEntry = ({ id, fiscalYear, period, lines }: z.infer<typeof batch>): BookedEntry => {
  const customer = lines.find(({ accountType }) => accountType === 'customer')
  return {
    id,
    period: `${fiscalYear}/${period}`,
    documentDate: customer?.documentDate ?? '',
    totalCents: (customer?.debitCents ?? 0) - (customer?.creditCents ?? 0),
    revenue: sumRevenue(
      lines
        .filter(({ accountType, isAutomatic }) => accountType === 'ledger_account' && !isAutomatic)
        .map(({ accountId, creditCents, debitCents, vat: on }) => ({
          account: accountId,
          vatId: on?.id ?? null,
          netCents: creditCents - debitCents,
          vatCents: on?.amountCents ?? 0,
        })),
    ),
  }
}

const sumRevenue = (lines: readonly Revenue[]): Revenue[] => {
  const sums = new Map<string, Revenue>()
  for (const each of lines) {
    const key = `${each.account} ${each.vatId ?? ''}`
    const sum = sums.get(key) ?? { ...each, netCents: 0, vatCents: 0 }
    sums.set(key, { ...sum, netCents: sum.netCents + each.netCents, vatCents: sum.vatCents + each.vatCents })
  }
  return [...sums.values()].sort((one, other) => one.account.localeCompare(other.account))
}
