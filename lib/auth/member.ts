import { getServerSession } from 'next-auth'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { getDb } from '@/lib/db/client'
import { can } from '@/lib/domain/roles'
import { listWorkspacesOf, type WorkspaceOfUser } from '@/lib/db/people'
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

/** Who is asking, or null for a stranger; looked up once per request. */
export const findMember = cache(async (): Promise<Member | null> => {
  const session = await getServerSession(getAuthOptions())
  if (session === null) return null
  const workspaces = await listWorkspacesOf(getDb(), session.user.id)
  const chosen = (await cookies()).get(workspaceCookie)?.value
  const workspace = workspaces.find(({ workspaceId }) => workspaceId === chosen) ?? workspaces[0]
  if (workspace === undefined) return null
  const { id: userId, email, name } = session.user
  return { userId, email, name, workspace, workspaces, canWrite: can(workspace.role, 'process-invoices') }
})

/** Who is asking for this page; a stranger is sent to sign in, and comes back to it. */
export const requireMember = async (path: string): Promise<Member> =>
  (await findMember()) ?? redirect(`/inloggen?next=${encodeURIComponent(path)}`)
