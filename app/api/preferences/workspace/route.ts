import type { NextRequest } from 'next/server'
import { findMember, workspaceCookie } from '@/lib/auth/member'
import { toOwnPath } from '@/lib/auth/own-path'
import { redirectAfterForm } from '../../form'
import { respond } from '../../respond'
import { keepChoice } from '../keep-choice'

/**
 * Looks at another of one's own workspaces and goes on to a page. A page cannot keep the choice itself, and nothing else
 * changes by it, which is why a link may do this.
 */
export const GET = ({ nextUrl: { searchParams } }: NextRequest): Promise<Response> =>
  respond(async () => {
    const to = searchParams.get('to')
    const chosen = (await findMember())?.workspaces.find(({ workspaceId }) => workspaceId === to)
    if (chosen !== undefined) await keepChoice(workspaceCookie, chosen.workspaceId)
    return redirectAfterForm(toOwnPath(searchParams.get('next')))
  })
