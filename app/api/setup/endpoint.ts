import type { NextRequest } from 'next/server'
import { beginSetup, findOpenSetup } from '@/app/own-setup'
import { takeCheck, takeSetup } from '@/lib/auth/setup-limits'
import type { SetupRecord } from '@/lib/db/setups'
import { toSetupRefusal } from '@/lib/flows/setup/refusals'
import { requireOwnOrigin } from '../endpoint'
import { placeOf } from '../place-of'
import { searchIn } from '../plain-text'
import { readJson } from '../read-body'
import { Refusal } from '../refusal'
import { respond } from '../respond'

type Asked = { setup: SetupRecord; search: URLSearchParams }
type Written = Asked & { readBody: () => Promise<unknown>; request: NextRequest }

/** What the wizard's own errors and those of the vendors say to the person. Anything else stays what it is. */
export const refusing = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    const refusal = toSetupRefusal(error)
    if (refusal === null) throw error
    throw new Refusal(refusal.code, refusal)
  }
}

const requireOpenSetup = async (): Promise<SetupRecord> => {
  const setup = await findOpenSetup()
  if (setup === null) throw new Refusal('setup-gone')
  return setup
}

/** A route that reads, for the browser that the setup is bound to. */
export const setupReadEndpoint =
  (handle: (asked: Asked) => Promise<Response>) =>
  (request: NextRequest): Promise<Response> =>
    respond(() => refusing(async () => handle({ setup: await requireOpenSetup(), search: searchIn(request) })))

/** A route that writes: from a page of ours, by the browser that the setup is bound to. */
export const setupWriteEndpoint =
  (
    handle: (asked: Written) => Promise<Response>,
    find: (request: Request) => Promise<SetupRecord> = requireOpenSetup,
  ) =>
  (request: NextRequest): Promise<Response> =>
    respond(() =>
      refusing(async () => {
        requireOwnOrigin(request)
        const setup = await find(request)
        const readBody = () => readJson(request)
        return handle({ setup, search: searchIn(request), readBody, request })
      }),
    )

/** For the first step: who has no setup gets one. @throws Refusal when that is asked for too often from one place. */
export const findOrBegin = async (request: Request): Promise<SetupRecord> => {
  const setup = await findOpenSetup()
  if (setup !== null) return setup
  const refused = await takeSetup(placeOf(request))
  if (refused !== null) throw new Refusal('too-many-requests', refused)
  return beginSetup()
}

/** Counts that a vendor is asked about an account. @throws Refusal when that was done too often from one place. */
export const requireCheckAllowed = async (request: Request): Promise<void> => {
  const refused = await takeCheck(placeOf(request))
  if (refused !== null) throw new Refusal('too-many-requests', refused)
}
