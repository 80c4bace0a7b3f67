import { ignoreRequest, ignoreResult } from '@/lib/dto/invoices'
import { parseRequest, writeEndpoint } from '../../endpoint'
import { answer } from '../../respond'
import { putAside } from '../put-aside'
import { idsOf } from '../selection'

/** Decides that invoices are never booked, and says so on their timelines in the source. */
export const POST = writeEndpoint(async ({ member, readBody }) => {
  const { reason, ...asked } = parseRequest(ignoreRequest, await readBody())
  const ids = await idsOf(member, asked)
  const { changed, ...rest } = await putAside(member, { kind: 'ignore', ids, reason: reason?.trim() || null })
  return answer(ignoreResult, { ignored: changed, ...rest })
})
