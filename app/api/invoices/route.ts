import { readInvoices } from '@/app/read'
import { invoicesPage, invoicesQuery } from '@/lib/dto/invoices'
import { requireCursor } from '../cursor'
import { parseRequest, readEndpoint, requireFound } from '../endpoint'
import { answer } from '../respond'

/** One page of the invoices in a state that a filter lets through, with the counts of all states. */
export const GET = readEndpoint(async ({ member, search }) => {
  // An empty value is what a form or a template leaves where nothing was chosen.
  const given = Object.fromEntries([...search].filter(([, value]) => value !== ''))
  const { cursor, ...query } = parseRequest(invoicesQuery, given)
  const found = await readInvoices(member, { ...query, cursor: requireCursor(cursor) })
  return answer(invoicesPage, requireFound(found).data)
})
