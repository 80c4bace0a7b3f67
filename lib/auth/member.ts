import { getServerSession } from 'next-auth'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { getDb } from '@/lib/db/client'
import { listWorkspacesOf, type WorkspaceOfUser } from '@/lib/db/people'
import type { Visit } from '@/lib/db/sessions'
import { can } from '@/lib/domain/roles'
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
  return { userId, email, name, workspace, workspaces, canWrite: can(workspace.role, 'process-invoices') }
})

/** Where somebody has to go who may not see this page, so that he comes back to it. */
const wayIn = (visit: Visit | null, path: string): string => {
  const search = new URLSearchParams({ next: path })
  if (visit?.needsSecondFactor) return `/inloggen/code?${search.toString()}`
  if (visit !== null) search.set('problem', 'no-workspace')
  return `/inloggen?${search.toString()}`
}

/** Who is asking for this page; a stranger is sent to sign in, and comes back to it. */
export const requireMember = async (path: string): Promise<Member> =>
  (await findMember()) ?? redirect(wayIn(await findVisit(), path))
