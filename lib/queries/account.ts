import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type {
  AccountDto,
  AddressRequestDto,
  ChangePasswordRequestDto,
  DoneDto,
  EnableRequestDto,
  ProfileRequestDto,
  ProofRequestDto,
  RecoveryCodesDto,
  SecondFactorOfferDto,
} from '@/lib/dto/account'
import type { MailAskedDto } from '@/lib/dto/session'
import { requestApi } from './api'
import { fromSeed, type Seed } from './seed'
import { requestPasswordLink } from './session'

/** Everything that somebody sees about his own account. */
export const accountQuery = (seed: Seed<AccountDto>) =>
  queryOptions({
    queryKey: ['account', seed.readAt],
    queryFn: ({ signal }) => requestApi<AccountDto>('/api/account', { signal }),
    ...fromSeed(seed),
  })

const refresh = (queryClient: QueryClient) => ({
  onSuccess: () => queryClient.invalidateQueries({ queryKey: ['account'] }),
})

/** Keeps name and language. */
export const saveProfileMutation = (queryClient: QueryClient) =>
  mutationOptions({
    mutationFn: (body: ProfileRequestDto) => requestApi<DoneDto>('/api/account/profile', { method: 'PUT', body }),
    ...refresh(queryClient),
  })

/** Has both addresses mailed. */
export const changeAddressMutation = () =>
  mutationOptions({
    mutationFn: (body: AddressRequestDto) => requestApi<MailAskedDto>('/api/account/address', { method: 'POST', body }),
  })

/** Changes the password; other sessions end. */
export const changePasswordMutation = (queryClient: QueryClient) =>
  mutationOptions({
    mutationFn: (body: ChangePasswordRequestDto) =>
      requestApi<DoneDto>('/api/account/password', { method: 'PUT', body }),
    ...refresh(queryClient),
  })

/** Has a link mailed to choose a first password. */
export const requestPasswordMutation = () =>
  mutationOptions({ mutationFn: (email: string) => requestPasswordLink({ email }) })

/** Makes a secret for an authenticator app. */
export const offerSecondFactorMutation = () =>
  mutationOptions({
    mutationFn: (body: ProofRequestDto) =>
      requestApi<SecondFactorOfferDto>('/api/account/second-factor', { method: 'POST', body }),
  })

/** Turns the second factor on. What is shown is read anew once the codes were kept. */
export const enableSecondFactorMutation = () =>
  mutationOptions({
    mutationFn: (body: EnableRequestDto) =>
      requestApi<RecoveryCodesDto>('/api/account/second-factor', { method: 'PUT', body }),
  })

/** Turns the second factor off. */
export const disableSecondFactorMutation = (queryClient: QueryClient) =>
  mutationOptions({
    mutationFn: (body: ProofRequestDto) =>
      requestApi<DoneDto>('/api/account/second-factor/off', { method: 'POST', body }),
    ...refresh(queryClient),
  })

/** Makes new recovery codes. */
export const renewCodesMutation = () =>
  mutationOptions({
    mutationFn: (body: ProofRequestDto) =>
      requestApi<RecoveryCodesDto>('/api/account/recovery-codes', { method: 'POST', body }),
  })

/** Ends one session, or all but this one. */
export const endSessionMutation = (queryClient: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string | null) =>
      requestApi<DoneDto>(id === null ? '/api/account/sessions' : `/api/account/sessions/${id}`, { method: 'DELETE' }),
    ...refresh(queryClient),
  })
