import { findSignedIn } from '@/lib/auth/member'
import type { Visit } from '@/lib/db/sessions'
import { requireOwnOrigin } from '../endpoint'
import { requireWithinLimit } from '../limit'
import { readJson } from '../read-body'
import { Refusal, type RefusalCode } from '../refusal'
import { respond } from '../respond'

type Context<Params> = { params: Promise<Params> }

type Asked<Params> = { visit: Visit; params: Params; readBody: () => Promise<unknown> }

/** What is a person's own is there for whoever is signed in, in whatever workspace and with whatever role. */
const requireVisit = async (): Promise<Visit> => {
  const visit = await findSignedIn()
  if (visit === null) throw new Refusal('unauthenticated')
  return visit
}

/** A route that reads something of the person himself. */
export const personReadEndpoint = (handle: (visit: Visit) => Promise<Response>) => (): Promise<Response> =>
  respond(async () => handle(await requireVisit()))

/** A route that changes something of the person himself: from a page of ours. */
export const personWriteEndpoint =
  <Params>(handle: (asked: Asked<Params>) => Promise<Response>) =>
  (request: Request, { params }: Context<Params>): Promise<Response> =>
    respond(async () => {
      requireOwnOrigin(request)
      return handle({ visit: await requireVisit(), params: await params, readBody: () => readJson(request) })
    })

/** Counts an attempt to show a password or a code in the middle of a session. */
export const requireProofAttempt = ({ userId, sessionId }: Visit): Promise<void> =>
  requireWithinLimit('proof', { who: userId, place: sessionId })

/** @throws Refusal for what a flow would not do. */
export const requireDone = (problem: RefusalCode | null): void => {
  if (problem !== null) throw new Refusal(problem)
}

type Refused = { problem: RefusalCode }

/** What a flow made. @throws Refusal for what it would not do. */
export const requireMade = <Answer extends object>(answer: Answer | Refused): Exclude<Answer, Refused> => {
  if ('problem' in answer) throw new Refusal(answer.problem)
  return answer as Exclude<Answer, Refused>
}
