import { isId } from '@/app/read'
import type { Member } from '@/lib/auth/member'
import type { Editing } from '@/lib/flows/editing/pause-combi'
import { getFlows } from '@/lib/flows/live'
import { requestSync } from '@/lib/flows/request-sync'
import { parseRequest, readEndpoint, writeEndpoint } from '../endpoint'
import { Refusal } from '../refusal'
import { announceRun } from './announce-run'

type Params = { id: string }
type Schema<Dto> = { safeParse: (value: unknown) => { success: true; data: Dto } | { success: false } }

/** Who changes which combi. @throws Refusal `not-found` for what cannot be the id of one. */
export const editingOf = ({ userId, email, workspace }: Member, combiId: string): Editing => {
  if (!isId(combiId)) throw new Refusal('not-found')
  return { workspaceId: workspace.workspaceId, combiId, actor: { id: userId, email } }
}

/** A route that reads how a combi is set up. */
export const editingReadEndpoint = (handle: (asked: { editing: Editing; member: Member }) => Promise<Response>) =>
  readEndpoint<Params>(({ member, params }) => handle({ editing: editingOf(member, params.id), member }))

/** A route that changes a combi, for whoever may manage them. */
export const editingWriteEndpoint = (
  handle: (asked: { editing: Editing; read: <Dto>(schema: Schema<Dto>) => Promise<Dto> }) => Promise<Response>,
) =>
  writeEndpoint<Params>(
    ({ member, params, readBody }) =>
      handle({
        editing: editingOf(member, params.id),
        read: async (schema) => parseRequest(schema, await readBody()),
      }),
    'manage-combis',
  )

/** Has what waits tried again at once, in the new way; a combi that is paused does so when it is resumed. */
export const syncAfter = async ({ workspaceId, combiId, actor }: Editing): Promise<void> => {
  const asked = await requestSync(getFlows(), { workspaceId, combiId, userId: actor.id, trigger: 'manual' })
  if (asked.ok && !asked.joined) announceRun({ workspaceId, combiId, runId: asked.runId })
}
