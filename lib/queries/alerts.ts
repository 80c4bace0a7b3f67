import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type { AlertChoiceRequestDto, AlertChoicesDto } from '@/lib/dto/alerts'
import { requestApi } from './api'
import { fromSeed, type Seed } from './seed'

/** What somebody is mailed about. */
export const alertChoicesQuery = (seed: Seed<AlertChoicesDto>) =>
  queryOptions({
    queryKey: ['alert-choices', seed.readAt],
    queryFn: ({ signal }) => requestApi<AlertChoicesDto>('/api/alerts/choices', { signal }),
    ...fromSeed(seed),
  })

/** How it stands once this was said. */
const said = (choices: AlertChoicesDto, request: AlertChoiceRequestDto): AlertChoicesDto => {
  if ('digest' in request) return { ...choices, digest: request.digest }
  return {
    ...choices,
    workspaces: choices.workspaces.map((workspace) => {
      if (workspace.id !== request.workspaceId) return workspace
      const { isWanted } = request
      return 'kind' in request
        ? {
            ...workspace,
            kinds: workspace.kinds.map((one) => (one.kind === request.kind ? { ...one, isWanted } : one)),
          }
        : {
            ...workspace,
            combis: workspace.combis.map((one) => (one.id === request.combiId ? { ...one, isWanted } : one)),
          }
    }),
  }
}

/** Keeps one thing that somebody says. It shows at once; what cannot be kept goes back to how it was. */
export const saveAlertChoiceMutation = (queryClient: QueryClient, seed: Seed<AlertChoicesDto>) => {
  const { queryKey } = alertChoicesQuery(seed)
  return mutationOptions({
    mutationFn: (body: AlertChoiceRequestDto) =>
      requestApi<AlertChoicesDto>('/api/alerts/choices', { method: 'PUT', body }),
    // One after the other: what is said last is what holds.
    scope: { id: 'alert-choices' },
    onMutate: async (request) => {
      await queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(queryKey, (choices) => choices && said(choices, request))
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
}
