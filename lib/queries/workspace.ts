import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type { DoneDto } from '@/lib/dto/account'
import type {
  InviteRequestDto,
  PeopleDto,
  RoleRequestDto,
  WorkspaceDto,
  WorkspaceRequestDto,
} from '@/lib/dto/workspace'
import { requestApi } from './api'
import { fromSeed, type Seed } from './seed'

const pathOf = (workspaceId: string) => `/api/workspace/${workspaceId}`

/** The workspace, and what one is in it. */
export const workspaceQuery = (seed: Seed<WorkspaceDto>) =>
  queryOptions({
    queryKey: ['workspace', seed.data.id, seed.readAt],
    queryFn: ({ signal }) => requestApi<WorkspaceDto>(pathOf(seed.data.id), { signal }),
    ...fromSeed(seed),
  })

/** Everybody in it, and who was asked to join. */
export const peopleQuery = (seed: Seed<PeopleDto>) =>
  queryOptions({
    queryKey: ['people', seed.data.workspaceId, seed.readAt],
    queryFn: ({ signal }) => requestApi<PeopleDto>(`${pathOf(seed.data.workspaceId)}/people`, { signal }),
    ...fromSeed(seed),
  })

/** Gives the workspace another name. */
export const renameMutation = (queryClient: QueryClient, workspaceId: string) =>
  mutationOptions({
    mutationFn: (body: WorkspaceRequestDto) => requestApi<DoneDto>(pathOf(workspaceId), { method: 'PUT', body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['workspace'] }),
  })

/** Leaves the workspace. */
export const leaveMutation = (workspaceId: string) =>
  mutationOptions({ mutationFn: () => requestApi<DoneDto>(`${pathOf(workspaceId)}/leave`, { method: 'POST' }) })

/** What an owner does about the people of his workspace. */
export type PeopleDeed =
  | ({ kind: 'invite' } & InviteRequestDto)
  | ({ kind: 'change-role'; personId: string } & RoleRequestDto)
  | { kind: 'remove' | 'transfer'; personId: string }
  | { kind: 'resend' | 'revoke'; invitationId: string }

const send = (workspaceId: string, deed: PeopleDeed): Promise<DoneDto> => {
  const path = pathOf(workspaceId)
  switch (deed.kind) {
    case 'invite':
      return requestApi(`${path}/invitations`, { method: 'POST', body: { email: deed.email, role: deed.role } })
    case 'change-role':
      return requestApi(`${path}/people/${deed.personId}`, { method: 'PUT', body: { role: deed.role } })
    case 'remove':
      return requestApi(`${path}/people/${deed.personId}`, { method: 'DELETE' })
    case 'transfer':
      return requestApi(`${path}/people/${deed.personId}/transfer`, { method: 'POST' })
    case 'resend':
      return requestApi(`${path}/invitations/${deed.invitationId}/resend`, { method: 'POST' })
    case 'revoke':
      return requestApi(`${path}/invitations/${deed.invitationId}`, { method: 'DELETE' })
  }
}

/** Does it, and reads the people anew. */
export const peopleMutation = (queryClient: QueryClient, workspaceId: string) =>
  mutationOptions({
    mutationFn: (deed: PeopleDeed) => send(workspaceId, deed),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['people'] }),
  })
