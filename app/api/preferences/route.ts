import { cookies } from 'next/headers'
import { findMember, workspaceCookie } from '@/lib/auth/member'
import { toOwnPath } from '@/lib/auth/own-path'
import { preferencesRequest, preferencesSaved, type PreferencesRequestDto } from '@/lib/dto/preferences'
import { localeCookie } from '@/lib/i18n/locales'
import { getEnv } from '@/lib/platform/env'
import { parseRequest, requireFound, requireOwnOrigin } from '../endpoint'
import { isForm, redirectAfterForm } from '../form'
import { readBody, readJson } from '../read-body'
import { answer, respond } from '../respond'

const yearS = 365 * 24 * 60 * 60

const save = async ({ locale, workspaceId }: PreferencesRequestDto): Promise<void> => {
  const secure = getEnv().appUrl.startsWith('https://')
  const options = { path: '/', sameSite: 'lax', maxAge: yearS, secure, httpOnly: true } as const
  const jar = await cookies()
  if (locale !== undefined) jar.set(localeCookie, locale, options)
  if (workspaceId !== undefined) {
    const workspaces = (await findMember())?.workspaces ?? []
    const chosen = requireFound(workspaces.find((workspace) => workspace.workspaceId === workspaceId) ?? null)
    jar.set(workspaceCookie, chosen.workspaceId, options)
  }
}

/** Keeps a choice of language or workspace, from a script or from a form. Needs no session: strangers read too. */
export const POST = (request: Request): Promise<Response> =>
  respond(async () => {
    requireOwnOrigin(request)
    if (!isForm(request)) {
      await save(parseRequest(preferencesRequest, await readJson(request)))
      return answer(preferencesSaved, { saved: true })
    }
    const fields = Object.fromEntries(new URLSearchParams(await readBody(request)))
    const asked = parseRequest(preferencesRequest, fields)
    await save(asked)
    return redirectAfterForm(toOwnPath(asked.next))
  })
