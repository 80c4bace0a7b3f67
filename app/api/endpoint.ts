import type { NextRequest } from 'next/server'
import { findMemberAt, type Member } from '@/lib/auth/member'
import { isOwnOrigin } from '@/lib/auth/origin'
import { can, type Permission } from '@/lib/domain/roles'
import { getEnv } from '@/lib/platform/env'
import { searchIn } from './plain-text'
import { readJson } from './read-body'
import { Refusal } from './refusal'
import { respond } from './respond'

type Context<Params> = { params: Promise<Params> }

type Asked<Params> = {
  member: Member
  params: Params
  search: URLSearchParams
  /** Aborted when who asked has gone. */
  signal: AbortSignal
}

const requireSession = async ({ nextUrl }: NextRequest): Promise<Member> => {
  const member = await findMemberAt(`${nextUrl.pathname}${nextUrl.search}`)
  if (member === null) throw new Refusal('unauthenticated')
  return member
}

/** @throws Refusal `wrong-origin` for a request that writes and does not come from a page of ours. */
export const requireOwnOrigin = ({ headers }: Request): void => {
  const isOwn = isOwnOrigin({
    origin: headers.get('origin'),
    secFetchSite: headers.get('sec-fetch-site'),
    host: headers.get('host'),
    appUrl: getEnv().appUrl,
  })
  if (!isOwn) throw new Refusal('wrong-origin')
}

/** The value as the schema says. @throws Refusal `invalid-request` when it is something else. */
export const parseRequest = <Dto>(
  schema: { safeParse: (value: unknown) => { success: true; data: Dto } | { success: false } },
  value: unknown,
): Dto => {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Refusal('invalid-request')
  return parsed.data
}

/** A route that reads, for whoever is signed in. */
export const readEndpoint =
  <Params>(handle: (asked: Asked<Params>) => Promise<Response>) =>
  (request: NextRequest, { params }: Context<Params>): Promise<Response> =>
    respond(async () =>
      handle({
        member: await requireSession(request),
        params: await params,
        search: searchIn(request),
        signal: request.signal,
      }),
    )

/** A route that writes: from a page of ours, by a member who may. What is sent is read only after that. */
export const writeEndpoint =
  <Params>(
    handle: (asked: Asked<Params> & { readBody: () => Promise<unknown> }) => Promise<Response>,
    permission: Permission = 'process-invoices',
  ) =>
  (request: NextRequest, { params }: Context<Params>): Promise<Response> =>
    respond(async () => {
      requireOwnOrigin(request)
      const member = await requireSession(request)
      if (!can(member.workspace.role, permission)) throw new Refusal('forbidden')
      return handle({
        member,
        params: await params,
        search: searchIn(request),
        signal: request.signal,
        readBody: () => readJson(request),
      })
    })

/** What was found. @throws Refusal `not-found` for nothing, which a stranger's things are too. */
export const requireFound = <Found>(found: Found | null): Found => {
  if (found === null) throw new Refusal('not-found')
  return found
}
