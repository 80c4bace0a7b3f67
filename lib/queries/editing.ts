import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type { DoneDto } from '@/lib/dto/account'
import type {
  CombiMappingDto,
  CombiSettingsDto,
  ConnectionRequestDto,
  MappingRequestDto,
  RemoveRequestDto,
  SettingsCheckedDto,
  SettingsRequestDto,
} from '@/lib/dto/editing'
import type { GoToDto } from '@/lib/dto/setup'
import { requestApi } from './api'

/** Read once for each visit: a form that is read again under the hands of a person loses what was typed. */
const onceForEachVisit = { staleTime: Infinity, gcTime: 0 }

const pathOf = (combiId: string) => `/api/combis/${combiId}`

/** How a combi works, and what else could be chosen. */
export const settingsQuery = (combiId: string) =>
  queryOptions({
    queryKey: ['editing', combiId, 'settings'],
    queryFn: ({ signal }) => requestApi<CombiSettingsDto>(`${pathOf(combiId)}/settings`, { signal }),
    ...onceForEachVisit,
  })

/** Changes how a combi works, unless something is wrong with the change. */
export const saveSettingsMutation = (combiId: string) =>
  mutationOptions({
    mutationFn: (body: SettingsRequestDto) =>
      requestApi<SettingsCheckedDto>(`${pathOf(combiId)}/settings`, { method: 'PUT', body }),
  })

/** What each revenue group and VAT class becomes. */
export const combiMappingQuery = (combiId: string) =>
  queryOptions({
    queryKey: ['editing', combiId, 'mapping'],
    queryFn: ({ signal }) => requestApi<CombiMappingDto>(`${pathOf(combiId)}/mapping`, { signal }),
    ...onceForEachVisit,
  })

/** Keeps choices of accounts and VAT codes, unless something is wrong with one. */
export const saveCombiMappingMutation = (combiId: string) =>
  mutationOptions({
    mutationFn: (body: MappingRequestDto) =>
      requestApi<SettingsCheckedDto>(`${pathOf(combiId)}/mapping`, { method: 'PUT', body }),
  })

/** Pauses a combi, or has it go on. */
export const pauseMutation = (queryClient: QueryClient, combiId: string) =>
  mutationOptions({
    mutationFn: (deed: 'pause' | 'resume') => requestApi<DoneDto>(`${pathOf(combiId)}/${deed}`, { method: 'POST' }),
    onSuccess: () => queryClient.invalidateQueries(),
  })

/** Signs in to an account anew, or says where to go for that. */
export const connectMutation = (combiId: string) =>
  mutationOptions({
    mutationFn: (body: ConnectionRequestDto) =>
      requestApi<GoToDto>(`${pathOf(combiId)}/connection`, { method: 'POST', body }),
  })

/** Removes a combi. */
export const removeMutation = (combiId: string) =>
  mutationOptions({
    mutationFn: (body: RemoveRequestDto) => requestApi<DoneDto>(`${pathOf(combiId)}/remove`, { method: 'POST', body }),
  })
