import type { SignedInDto, SignedOutDto, SignInRequestDto } from '@/lib/dto/session'
import { requestApi } from './api'

/** Signs in; the answer sets the cookie and says where to go. */
export const signIn = (body: SignInRequestDto) => requestApi<SignedInDto>('/api/session', { method: 'POST', body })

/** Ends the session, for every tab of this browser. */
export const signOut = () => requestApi<SignedOutDto>('/api/session', { method: 'DELETE' })
