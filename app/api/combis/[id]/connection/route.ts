import { beginRenewal } from '@/app/own-setup'
import { takeCheck } from '@/lib/auth/setup-limits'
import { connectionRequest } from '@/lib/dto/editing'
import { goTo } from '@/lib/dto/setup'
import { findLiving } from '@/lib/flows/editing/open-combi'
import { getFlows } from '@/lib/flows/live'
import { connectWithKey } from '@/lib/flows/setup/connect-account'
import { canSignIn, startConsent } from '@/lib/flows/setup/consent'
import { SetupProblem } from '@/lib/flows/setup/problems'
import { requireFound } from '../../../endpoint'
import { Refusal } from '../../../refusal'
import { answer } from '../../../respond'
import { refusing } from '../../../setup/endpoint'
import { editingWriteEndpoint } from '../../editing-endpoint'
import { renewFor } from '../../renew'

/** Signs in to one of the combi's accounts anew: says where to go for consent, or checks a key at once. */
export const POST = editingWriteEndpoint(({ editing, read }) =>
  refusing(async () => {
    const { side, key } = await read(connectionRequest)
    const flows = getFlows()
    const combi = requireFound(await findLiving(flows, editing))
    const refused = await takeCheck(editing.workspaceId)
    if (refused !== null) throw new Refusal('too-many-requests', refused)
    const isSignIn = canSignIn(flows, side)
    if (!isSignIn && (key === undefined || side === 'books')) throw new SetupProblem('not-configured')
    const { workspaceId, combiId } = editing
    const setup = await beginRenewal({ workspaceId, combiId })
    const typed = side === 'source' ? combi.source.accountRef : null
    if (isSignIn) return answer(goTo, { url: (await startConsent(flows, setup, { side, typed })).href })
    if (key === undefined) throw new SetupProblem('not-configured')
    await connectWithKey(flows, setup, { typed: combi.source.accountRef, key })
    await renewFor(editing, { setup, side })
    return answer(goTo, { url: `/combis/${combiId}/bewerken/verbindingen?verbonden=1&kant=${side}` })
  }),
)
