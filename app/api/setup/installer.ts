import { cookies } from 'next/headers'
import { forgetOwnSetup } from '@/app/own-setup'
import { deviceOf } from '@/lib/auth/device'
import { findSignedIn, workspaceCookie } from '@/lib/auth/member'
import { getDb } from '@/lib/db/client'
import { listWorkspacesOf } from '@/lib/db/people'
import { can } from '@/lib/domain/roles'
import { installed } from '@/lib/dto/setup'
import type { Installed } from '@/lib/flows/setup/install'
import { localeCookie, toLocale } from '@/lib/i18n/locales'
import { getEnv } from '@/lib/platform/env'
import { announceMails } from '../announce-mails'
import { announceRun } from '../combis/announce-run'
import { Refusal } from '../refusal'
import { answer } from '../respond'
import { setSessionCookie } from '../session/session-cookie'

/** Who is signed in, with the workspaces in which he may install. */
export const findInstaller = async () => {
  const visit = await findSignedIn()
  if (visit === null) return null
  const workspaces = (await listWorkspacesOf(getDb(), visit.userId))
    .filter(({ role }) => can(role, 'manage-combis'))
    .map(({ workspaceId: id, name }) => ({ id, name }))
  return { userId: visit.userId, email: visit.email, workspaces }
}

/** What the browser tells of a new owner. */
export const readNewOwner = async (request: Request) => ({
  locale: toLocale((await cookies()).get(localeCookie)?.value),
  device: deviceOf(request.headers.get('user-agent')),
})

/** The answer to an installation: its owner is signed in where that is new, looks at its workspace, and the import begins. */
export const answerInstalled = async (outcome: Installed): Promise<Response> => {
  switch (outcome.kind) {
    case 'pair-taken':
      throw new Refusal('pair-taken', { params: { ...outcome.holder } })
    case 'busy':
      throw new Refusal('setup-busy')
    case 'sign-in-first':
    case 'forbidden':
      throw new Refusal(outcome.kind)
    case 'installed':
      if (outcome.first !== null) await enter(outcome.first, outcome.combiId)
      await forgetOwnSetup()
      return answer(installed, { outcome: 'installed', url: '/combis' })
  }
}

const enter = async (
  { workspaceId, runId, session }: NonNullable<Extract<Installed, { kind: 'installed' }>['first']>,
  combiId: string,
): Promise<void> => {
  if (session !== null) await setSessionCookie(session)
  const secure = getEnv().appUrl.startsWith('https://')
  ;(await cookies()).set(workspaceCookie, workspaceId, { httpOnly: true, sameSite: 'lax', path: '/', secure })
  announceRun({ workspaceId, combiId, runId })
  announceMails()
}
