import type { z } from 'zod'
import type { FilteredInvoices, InvoiceSort } from '@/lib/db/invoice-selection'
import { parseCents } from '@/lib/domain/money'
import type { invoicesQuery, InvoiceStateDto } from '@/lib/dto/invoices'

type Asked = Omit<z.output<typeof invoicesQuery>, 'cursor'>

/** A tab's invoices; those being booked stand with those that wait for it. */
const statesOf = (state: InvoiceStateDto): InvoiceStateDto[] =>
  state === 'offered' ? ['offered', 'processing'] : [state]

const toCents = (euros: string | undefined): number | null =>
  euros === undefined ? null : parseCents(euros.replace(',', '.'))

/** Which invoices are meant, in the words of the database. */
export const toFilter = ({ combi, state, q, profile, vat, group, from, until, min, max }: Asked): FilteredInvoices => ({
  states: statesOf(state),
  filter: {
    ...{ combiId: combi ?? null, profile: profile ?? null, words: q?.trim() ?? null },
    ...{ vatClass: vat ?? null, revenueGroup: group ?? null },
    ...{ from: from ?? null, until: until ?? null, leastCents: toCents(min), mostCents: toCents(max) },
  },
})

export const toSort = ({ sort, order }: Asked): InvoiceSort => ({ by: sort, isAscending: order === 'asc' })
