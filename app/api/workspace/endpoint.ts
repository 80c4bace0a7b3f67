import type { NextRequest } from 'next/server'
import { findMember, type Member } from '@/lib/auth/member'
import { can, type Permission } from '@/lib/domain/roles'
import type { Asker } from '@/lib/flows/workspace/change-members'
import { parseRequest, requireOwnOrigin } from '../endpoint'
import { searchIn } from '../plain-text'
import { readJson } from '../read-body'
import { Refusal } from '../refusal'
import { respond } from '../respond'

type Params = { id: string }

type Asked<Given extends Params> = {
  /** Somebody of the workspace that the address names, whichever he is looking at in another tab. */
  member: Member
  asker: Asker
  params: Given
  search: URLSearchParams
}

type Schema<Dto> = { safeParse: (value: unknown) => { success: true; data: Dto } | { success: false } }

/** @throws Refusal `not-found` for a workspace that one does not belong to, `owner-only` for what only owners may. */
const requireSeat = async (
  workspaceId: string,
  permission: Permission,
): Promise<Pick<Asked<Params>, 'member' | 'asker'>> => {
  const member = await findMember()
  if (member === null) throw new Refusal('unauthenticated')
  const workspace = member.workspaces.find((one) => one.workspaceId === workspaceId)
  if (workspace === undefined) throw new Refusal('not-found')
  if (!can(workspace.role, permission)) throw new Refusal('owner-only')
  const { userId: id, email } = member
  return { member: { ...member, workspace }, asker: { workspaceId, actor: { id, email } } }
}

/** A route that reads something of a workspace. */
export const workspaceReadEndpoint =
  <Given extends Params>(permission: Permission, handle: (asked: Asked<Given>) => Promise<Response>) =>
  (request: NextRequest, context: { params: Promise<Given> }): Promise<Response> =>
    respond(async () => {
      const params = await context.params
      return handle({ ...(await requireSeat(params.id, permission)), params, search: searchIn(request) })
    })

/** A route that changes something of a workspace: from a page of ours. */
export const workspaceWriteEndpoint =
  <Given extends Params>(
    permission: Permission,
    handle: (asked: Asked<Given> & { read: <Dto>(schema: Schema<Dto>) => Promise<Dto> }) => Promise<Response>,
  ) =>
  (request: NextRequest, context: { params: Promise<Given> }): Promise<Response> =>
    respond(async () => {
      requireOwnOrigin(request)
      const params = await context.params
      return handle({
        ...(await requireSeat(params.id, permission)),
        ...{ params, search: searchIn(request) },
        read: async (schema) => parseRequest(schema, await readJson(request)),
      })
    })
