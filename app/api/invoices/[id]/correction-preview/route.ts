import { isId } from '@/app/read'
import { correctionPreviewRequest, correctionProposal } from '@/lib/dto/correction'
import { getFlows } from '@/lib/flows/live'
import { entryView, proposeCorrection } from '@/lib/flows/propose-correction'
import { parseRequest, requireFound, writeEndpoint } from '../../../endpoint'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { refusingVendors } from '../../refuse-vendors'

/** What would put the books right where an entry does not agree with its invoice. It writes nothing. */
export const POST = writeEndpoint<{ id: string }>(async ({ member, params, readBody }) => {
  if (!isId(params.id)) throw new Refusal('not-found')
  const asked = parseRequest(correctionPreviewRequest, await readBody())
  const { workspaceId } = member.workspace
  const proposal = requireFound(
    await refusingVendors(() => proposeCorrection(getFlows(), { workspaceId, invoiceId: params.id, ...asked })),
  )
  const { outcome, chart, fingerprint, isPaid, isPeriodOpen, date } = proposal
  const correct = outcome.kind === 'correct' ? outcome : null
  const credit = correct?.reversal.kind === 'credit' ? correct.reversal.credit : null
  return answer(correctionProposal, {
    ...{ fingerprint, isPaid, isPeriodOpen, date, kind: outcome.kind },
    reason: outcome.kind === 'held' ? outcome.reason : null,
    reversal: correct?.reversal.kind ?? null,
    credit: credit && entryView({ entry: credit, debtor: { booksDebtorId: credit.debtorId, isOurs: false } }, chart),
    plan: correct?.plan ? entryView(correct.plan, chart) : null,
  })
})
