import { invoiceSelection, unignoreResult } from '@/lib/dto/invoices'
import { parseRequest, writeEndpoint } from '../../endpoint'
import { answer } from '../../respond'
import { putAside } from '../put-aside'
import { idsOf } from '../selection'

/** Takes ignoring back: the invoices wait for a decision again. */
export const POST = writeEndpoint(async ({ member, readBody }) => {
  const ids = await idsOf(member, parseRequest(invoiceSelection, await readBody()))
  const { changed, ...rest } = await putAside(member, { kind: 'unignore', ids, reason: null })
  return answer(unignoreResult, { unignored: changed, ...rest })
})
