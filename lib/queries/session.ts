import type {
  CodeRequestDto,
  MailAskedDto,
  SignedInDto,
  SignedOutDto,
  SignInLinkRequestDto,
  SignInRequestDto,
} from '@/lib/dto/session'
import type { ChoosePasswordRequestDto, ForgottenRequestDto } from '@/lib/dto/account'
import { requestApi } from './api'

/** Signs in; the answer sets the cookie and says where to go. */
export const signIn = (body: SignInRequestDto) => requestApi<SignedInDto>('/api/session', { method: 'POST', body })

/** Ends the session, for every tab of this browser. */
export const signOut = () => requestApi<SignedOutDto>('/api/session', { method: 'DELETE' })

/** Has a link mailed that signs in. */
export const requestSignInLink = (body: SignInLinkRequestDto) =>
  requestApi<MailAskedDto>('/api/session/link', { method: 'POST', body })

/** Shows the second factor; the answer says where to go. */
export const showCode = (body: CodeRequestDto) => requestApi<SignedInDto>('/api/session/code', { method: 'POST', body })

/** Has a link mailed to choose a password. */
export const requestPasswordLink = (body: ForgottenRequestDto) =>
  requestApi<MailAskedDto>('/api/account/password/forgotten', { method: 'POST', body })

/** Chooses a password with such a link, and signs in. */
export const choosePassword = (body: ChoosePasswordRequestDto) =>
  requestApi<SignedInDto>('/api/account/password', { method: 'POST', body })
