import { findMember, workspaceCookie } from '@/lib/auth/member'
import { toOwnPath } from '@/lib/auth/own-path'
import { preferencesRequest, preferencesSaved, type PreferencesRequestDto } from '@/lib/dto/preferences'
import { localeCookie } from '@/lib/i18n/locales'
import { parseRequest, requireFound, requireOwnOrigin } from '../endpoint'
import { isForm, redirectAfterForm } from '../form'
import { readBody, readJson } from '../read-body'
import { answer, respond } from '../respond'
import { keepChoice } from './keep-choice'

const save = async ({ locale, workspaceId }: PreferencesRequestDto): Promise<void> => {
  if (locale !== undefined) await keepChoice(localeCookie, locale)
  if (workspaceId !== undefined) {
    const workspaces = (await findMember())?.workspaces ?? []
    const chosen = requireFound(workspaces.find((workspace) => workspace.workspaceId === workspaceId) ?? null)
    await keepChoice(workspaceCookie, chosen.workspaceId)
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
