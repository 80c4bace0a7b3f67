import { findMember } from '@/lib/auth/member'
import { getDb, withWorkspace } from '@/lib/db/client'
import { isConsentOf } from '@/lib/db/consents'
import type { SetupRecord } from '@/lib/db/setups'
import { can } from '@/lib/domain/roles'
import { getFlows } from '@/lib/flows/live'
import { finishConsent, sideOf, type ConsentAnswer } from '@/lib/flows/setup/consent'
import { SetupIncomplete } from '@/lib/flows/setup/open-setup'
import { SetupProblem } from '@/lib/flows/setup/problems'
import { getLog } from '@/lib/platform/log'
import { renewFor } from './api/combis/renew'
import { Refusal } from './api/refusal'
import { findOwnRenewal } from './own-setup'

type Renewal = SetupRecord & { renews: NonNullable<SetupRecord['renews']> }

/** The new sign-in of this browser that a vendor's answer with this state is for; null when it is about something else. */
export const findRenewalOf = async (state: string | null): Promise<Renewal | null> => {
  const setup = state === null ? null : await findOwnRenewal()
  if (setup === null || state === null || setup.renews === null) return null
  const isAnswered = await withWorkspace(getDb(), setup.workspaceId, (scope) => isConsentOf(scope, setup, state))
  return isAnswered ? { ...setup, renews: setup.renews } : null
}

/** Takes the vendor's answer for somebody who may manage the combi. @returns where to go on, with what went wrong. */
export const finishRenewal = async (setup: Renewal, consent: ConsentAnswer): Promise<string> => {
  const { workspaceId, combiId } = setup.renews
  const side = sideOf(consent.connectorId)
  const back = (said: Record<string, string>): string =>
    `/combis/${combiId}/bewerken/verbindingen?${new URLSearchParams({ ...said, kant: side ?? 'source' }).toString()}`
  try {
    const member = await findMember()
    const seat = member?.workspaces.find((one) => one.workspaceId === workspaceId)
    if (member === null || side === null || seat === undefined || !can(seat.role, 'manage-combis'))
      return back({ problem: 'forbidden' })
    await finishConsent(getFlows(), setup, consent)
    await renewFor({ workspaceId, combiId, actor: { id: member.userId, email: member.email } }, { setup, side })
    return back({ verbonden: '1' })
  } catch (error) {
    if (error instanceof Refusal) return back({ problem: error.code, ...error.params })
    if (error instanceof SetupProblem)
      return back({ problem: error.code, ...(error.right === null ? {} : { detail: error.right }) })
    if (error instanceof SetupIncomplete) return back({ problem: 'consent-mismatch' })
    // Only its name: the error of a library may hold what was sent.
    getLog().error({ name: error instanceof Error ? error.name : 'unknown' }, 'the way back from a vendor failed')
    return back({ problem: 'vendor-unavailable' })
  }
}
