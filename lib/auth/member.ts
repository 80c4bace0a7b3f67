import { getServerSession } from 'next-auth'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { getDb } from '@/lib/db/client'
import { listWorkspacesOf, type WorkspaceOfUser } from '@/lib/db/people'
import type { Visit } from '@/lib/db/sessions'
import { findWorkspaceOf } from '@/lib/db/whereabouts'
import { can } from '@/lib/domain/roles'
import { namedIn } from './named-in'
import { getAuthOptions } from './options'

/** Which of his workspaces a person is looking at. */
export const workspaceCookie = 'workspace'

/** Somebody who is signed in, in the workspace that he is looking at. */
export type Member = {
  userId: string
  email: string
  name: string | null
  workspace: WorkspaceOfUser
  workspaces: WorkspaceOfUser[]
  canWrite: boolean
}

/** The session of this browser, whether or not it has shown the second factor; looked up once per request. */
export const findVisit = cache(
  async (): Promise<Visit | null> => (await getServerSession(getAuthOptions()))?.visit ?? null,
)

/** Who is signed in, in full; for what is a person's own, in whatever workspace. */
export const findSignedIn = async (): Promise<Visit | null> => {
  const visit = await findVisit()
  return visit === null || visit.needsSecondFactor ? null : visit
}

/** Who is asking, or null for a stranger; looked up once per request. */
export const findMember = cache(async (): Promise<Member | null> => {
  const visit = await findSignedIn()
  if (visit === null) return null
  const { userId, email, name } = visit
  const workspaces = await listWorkspacesOf(getDb(), userId)
  const chosen = (await cookies()).get(workspaceCookie)?.value
  const workspace = workspaces.find(({ workspaceId }) => workspaceId === chosen) ?? workspaces[0]
  if (workspace === undefined) return null
  return inWorkspace({ userId, email, name, workspaces }, workspace)
})

const inWorkspace = (person: Omit<Member, 'workspace' | 'canWrite'>, workspace: WorkspaceOfUser): Member => ({
  ...person,
  workspace,
  canWrite: can(workspace.role, 'process-invoices'),
})

/**
 * Who is asking for this address: in the workspace of what it names when that is one of his, else in the one that he is
 * looking at. An address that is shared, or stands in a mail, is right whatever its reader was looking at.
 */
export const findMemberAt = cache(async (address: string): Promise<Member | null> => {
  const member = await findMember()
  if (member === null || member.workspaces.length < 2) return member
  const named = namedIn(address)
  if (named === null) return member
  const ids = member.workspaces.map(({ workspaceId }) => workspaceId)
  const home = await findWorkspaceOf(getDb(), ids, named)
  const workspace = member.workspaces.find(({ workspaceId }) => workspaceId === home)
  return workspace === undefined ? member : inWorkspace(member, workspace)
})

/** Where somebody has to go who may not see this page, so that he comes back to it. */
const wayIn = (visit: Visit | null, path: string): string => {
  const search = new URLSearchParams({ next: path })
  if (visit?.needsSecondFactor) return `/inloggen/code?${search.toString()}`
  if (visit !== null) search.set('problem', 'no-workspace')
  return `/inloggen?${search.toString()}`
}

/** Makes another of his workspaces the one that he looks at, and comes back to the page. */
const wayTo = (workspaceId: string, path: string): string =>
  `/api/preferences/workspace?${new URLSearchParams({ to: workspaceId, next: path }).toString()}`

/** Whether the browser itself loads the page, and not the page before it a part of the next. */
const isFullLoad = async (): Promise<boolean> => (await headers()).get('accept')?.includes('text/html') ?? false

/**
 * Who is asking for this page; a stranger is sent to sign in, and comes back to it. Whoever opens something of another of
 * his workspaces looks at that one from then on: what the page offers is done there. A page that is fetched ahead moves
 * nobody.
 */
export const requireMember = async (path: string): Promise<Member> => {
  const member = await findMemberAt(path)
  if (member === null) return redirect(wayIn(await findVisit(), path))
  const { workspaceId } = member.workspace
  const isElsewhere = (await findMember())?.workspace.workspaceId !== workspaceId
  return isElsewhere && (await isFullLoad()) ? redirect(wayTo(workspaceId, path)) : member
}
