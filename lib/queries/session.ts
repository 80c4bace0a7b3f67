import { signedIn, signedOut, type SignInRequestDto } from '@/lib/dto/session'
import { requestApi } from './api'

/** Signs in; the answer sets the cookie and says where to go. */
export const signIn = (body: SignInRequestDto) => requestApi('/api/session', signedIn, { method: 'POST', body })

/** Ends the session, for every tab of this browser. */
export const signOut = () => requestApi('/api/session', signedOut, { method: 'DELETE' })
