import type { NextRequest } from 'next/server'
import { findMember, workspaceCookie } from '@/lib/auth/member'
import { toOwnPath } from '@/lib/auth/own-path'
import { keepChoice } from '@/app/api/preferences/keep-choice'
import { redirectAfterForm } from '@/app/api/form'

/**
 * Where links in mails about combi's lead: to a page in the workspace that the mail is about, whichever one its reader
 * looked at last. Whoever is not signed in, or not of that workspace, is sent on all the same: the page asks for itself.
 */
export const GET = async ({ nextUrl }: NextRequest): Promise<Response> => {
  const member = await findMember()
  const asked = nextUrl.searchParams.get('werkruimte')
  if (member === null) {
    const next = `${nextUrl.pathname}${nextUrl.search}`
    return redirectAfterForm(`/inloggen?${new URLSearchParams({ next }).toString()}`)
  }
  if (member.workspaces.some(({ workspaceId }) => workspaceId === asked) && asked !== null)
    await keepChoice(workspaceCookie, asked)
  return redirectAfterForm(toOwnPath(nextUrl.searchParams.get('naar')))
}
