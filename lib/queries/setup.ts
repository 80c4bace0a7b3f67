import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type {
  AnswersCheckedDto,
  ConfirmationRequestDto,
  ConnectSourceRequestDto,
  GoToDto,
  InstalledDto,
  InstallRequestDto,
  SetupAccountDto,
  SetupAnswersDto,
  SetupConfirmationDto,
  SetupConfirmedDto,
  SetupMappingDto,
  SetupMappingRequestDto,
  SetupQuestionsDto,
  SetupReadinessDto,
} from '@/lib/dto/setup'
import { requestApi } from './api'

/**
 * What the vendors are asked for while somebody fills in a form: read once for each visit to the step, since a form that
 * is read again under the hands of a person loses what was typed.
 */
const onceForEachVisit = { staleTime: Infinity, gcTime: 0 }

/** How long after a reading the next part of the readiness report is asked for. */
const nextPartMs = 250

/** Connects the account to read from, or says where to go for consent. */
export const connectSourceMutation = () =>
  mutationOptions({
    mutationFn: (body: ConnectSourceRequestDto) => requestApi<GoToDto>('/api/setup/source', { method: 'POST', body }),
  })

/** Says where to go for consent to write in the books. */
export const connectBooksMutation = () =>
  mutationOptions({ mutationFn: () => requestApi<GoToDto>('/api/setup/books', { method: 'POST' }) })

/** What can be answered, and what was answered before. */
export const setupQuestionsQuery = () =>
  queryOptions({
    queryKey: ['setup', 'questions'],
    queryFn: ({ signal }) => requestApi<SetupQuestionsDto>('/api/setup/questions', { signal }),
    ...onceForEachVisit,
  })

/** Keeps the answers, unless something is wrong with one of them. */
export const saveAnswersMutation = () =>
  mutationOptions({
    mutationFn: (body: SetupAnswersDto) => requestApi<AnswersCheckedDto>('/api/setup/answers', { method: 'PUT', body }),
  })

/** What each revenue group and VAT class becomes. */
export const setupMappingQuery = () =>
  queryOptions({
    queryKey: ['setup', 'mapping'],
    queryFn: ({ signal }) => requestApi<SetupMappingDto>('/api/setup/mapping', { signal }),
    ...onceForEachVisit,
  })

/** Keeps choices of accounts and VAT codes, and reads anew what they lead to. */
export const saveMappingMutation = (queryClient: QueryClient) =>
  mutationOptions({
    // One after the other: each adds to what the one before it kept.
    scope: { id: 'setup-mapping' },
    mutationFn: (body: SetupMappingRequestDto) =>
      requestApi<AnswersCheckedDto>('/api/setup/mapping', { method: 'PUT', body }),
    onSuccess: () => queryClient.invalidateQueries(setupMappingQuery()),
  })

/** The readiness report; asked for again until all has been read. Nothing is written on either side. */
export const setupReadinessQuery = () =>
  queryOptions({
    queryKey: ['setup', 'readiness'],
    queryFn: ({ signal }) => requestApi<SetupReadinessDto>('/api/setup/readiness', { method: 'POST', signal }),
    ...onceForEachVisit,
    refetchInterval: ({ state: { data, error } }) =>
      error === null && data?.report === null ? (data.progress.waitMs ?? nextPartMs) : false,
  })

/** The report was seen, and the combi may be installed. */
export const confirmReportMutation = () =>
  mutationOptions({ mutationFn: () => requestApi<SetupConfirmedDto>('/api/setup/confirm', { method: 'POST' }) })

/** Who the combi will belong to. */
export const setupAccountQuery = () =>
  queryOptions({
    queryKey: ['setup', 'account'],
    queryFn: ({ signal }) => requestApi<SetupAccountDto>('/api/setup/account', { signal }),
    ...onceForEachVisit,
  })

/** Installs the combi; twice is once. */
export const installMutation = () =>
  mutationOptions({
    mutationFn: (body: InstallRequestDto) => requestApi<InstalledDto>('/api/setup/install', { method: 'POST', body }),
  })

/** What the link in a mail is about to install. */
export const setupConfirmationQuery = (token: string) =>
  queryOptions({
    queryKey: ['setup', 'confirmation', token],
    queryFn: ({ signal }) =>
      requestApi<SetupConfirmationDto>(`/api/setup/confirmation?${new URLSearchParams({ token }).toString()}`, {
        signal,
      }),
    ...onceForEachVisit,
  })

/** Installs what the link in a mail stands for. */
export const confirmInstallMutation = () =>
  mutationOptions({
    mutationFn: (body: ConfirmationRequestDto) =>
      requestApi<InstalledDto>('/api/setup/confirmation', { method: 'POST', body }),
  })
