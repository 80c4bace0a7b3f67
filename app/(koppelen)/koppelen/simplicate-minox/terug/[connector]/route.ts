import type { NextRequest } from 'next/server'
import { redirectAfterForm } from '@/app/api/form'
import { findOpenSetup } from '@/app/own-setup'
import { findRenewalOf, finishRenewal } from '@/app/own-renewal'
import { getFlows } from '@/lib/flows/live'
import { finishConsent, sideOf } from '@/lib/flows/setup/consent'
import { SetupIncomplete } from '@/lib/flows/setup/open-setup'
import { SetupProblem } from '@/lib/flows/setup/problems'
import { getLog } from '@/lib/platform/log'

const steps = { source: 'simplicate', books: 'minox' } as const

/** The address of a step, with what went wrong. Nothing of what the vendor sent is in it. */
const stepPath = (connectorId: string, problem: Record<string, string> = {}): string => {
  const search = new URLSearchParams(problem).toString()
  const path = `/koppelen/simplicate-minox/${steps[sideOf(connectorId) ?? 'source']}`
  return search === '' ? path : `${path}?${search}`
}

/** Codes and states are in this address: it is not kept. (Nor told to the next page: lib/platform/page-headers.ts.) */
const headers = { 'Cache-Control': 'private, no-store' }

/** Where a vendor sends people back to. What it sent is used once, and the browser goes on to the step that it is about. */
export const GET = async (
  request: NextRequest,
  { params }: { params: Promise<{ connector: string }> },
): Promise<Response> => {
  const connectorId = (await params).connector
  const renewal = await findRenewalOf(request.nextUrl.searchParams.get('state'))
  if (renewal !== null)
    return redirectAfterForm(
      await finishRenewal(renewal, { connectorId, params: request.nextUrl.searchParams }),
      headers,
    )
  try {
    await finishConsent(getFlows(), await findOpenSetup(), { connectorId, params: request.nextUrl.searchParams })
    return redirectAfterForm(stepPath(connectorId), headers)
  } catch (error) {
    if (error instanceof SetupProblem) {
      const { code: problem, right } = error
      return redirectAfterForm(
        stepPath(connectorId, right === null ? { problem } : { problem, detail: right }),
        headers,
      )
    }
    if (error instanceof SetupIncomplete)
      return redirectAfterForm(stepPath(connectorId, { problem: 'consent-mismatch' }), headers)
    // Only its name: the error of a library may hold what was sent.
    getLog().error({ name: error instanceof Error ? error.name : 'unknown' }, 'the way back from a vendor failed')
    return redirectAfterForm(stepPath(connectorId, { problem: 'vendor-unavailable' }), headers)
  }
}
