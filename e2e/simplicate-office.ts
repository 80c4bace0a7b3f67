import type { APIRequestContext } from '@playwright/test'
import { z } from 'zod'
import { groupIds, vatIds } from '@/lib/connectors/simplicate/sandbox/seed-vocabulary'

const line = z.object({ revenueGroupId: z.string(), vatClassId: z.string(), amount: z.string(), price: z.string() })
const invoice = z.object({
  id: z.string(),
  number: z.string().nullable(),
  date: z.string().nullable(),
  lines: z.array(line),
})
const organization = z.object({ id: z.string(), name: z.string(), email: z.string().nullable() })
const state = z.object({
  tenants: z
    .tuple([
      z.object({
        invoices: z.array(z.looseObject({ id: z.string(), lines: z.array(z.looseObject({})) })),
        payments: z.array(z.object({ invoiceId: z.string(), amount: z.string(), date: z.string() })),
        messages: z.array(
          z.object({ linkedTo: z.record(z.string(), z.string()), title: z.string(), content: z.string() }),
        ),
      }),
    ])
    .rest(z.unknown()),
})

export type NewLine = {
  group: keyof typeof groupIds
  vat: keyof typeof vatIds
  amount: string
  price: string
  description: string
}
export type SentInvoice = { id: string; number: string }

/** What happens on the Simplicate side, as its own users make it happen; nothing here goes through the portal. */
export const simplicateOffice = (request: APIRequestContext, baseUrl: string) => {
  const call = async <T>(shape: z.ZodType<T>, path: string, body: unknown): Promise<T> => {
    const answer = await request.post(`${baseUrl}/__sandbox${path}`, { data: body })
    return shape.parse(await answer.json())
  }
  const readState = async () => {
    const answer = await request.get(`${baseUrl}/__sandbox/state`)
    return state.parse(await answer.json()).tenants[0]
  }
  return {
    addOrganization: (draft: { name: string; email: string; vatNumber?: string }) =>
      call(organization, '/organizations', draft),

    /** Sends an invoice of the first company profile under this date. */
    sendInvoice: async (draft: {
      organizationId: string
      date: string
      lines: readonly NewLine[]
    }): Promise<SentInvoice> => {
      const concept = await call(invoice, '/invoices', {
        organizationId: draft.organizationId,
        profileId: 'myorganizationprofile:0000000000000001',
        lines: draft.lines.map(({ group, vat, ...rest }) => ({
          ...rest,
          revenueGroupId: groupIds[group],
          vatClassId: vatIds[vat],
        })),
      })
      const { id, number } = await call(invoice, `/invoices/${concept.id}/send`, { date: draft.date })
      if (number === null) throw new Error(`${id} was sent without a number`)
      return { id, number }
    },

    /** Gives every line of a sent invoice another price. */
    changePrice: async (id: string, price: string): Promise<void> => {
      const row = (await readState()).invoices.find((one) => one.id === id)
      const lines = row?.lines.map((line) => ({ ...line, price }))
      const answer = await request.patch(`${baseUrl}/__sandbox/invoices/${id}`, { data: { lines } })
      if (!answer.ok()) throw new Error(`${id} was not changed: ${String(answer.status())}`)
    },

    paymentsOn: async (id: string) => (await readState()).payments.filter(({ invoiceId }) => invoiceId === id),

    timelineOf: async (id: string) => (await readState()).messages.filter(({ linkedTo }) => linkedTo.invoice_id === id),

    pageOf: (id: string) => `${baseUrl}/breekijzer/v1/invoices/view?id=${id}`,
  }
}
