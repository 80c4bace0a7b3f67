import { defineSource } from '../contract'
import { openSimplicate } from './account'
import { simplicateSecret, simplicateSignIn } from './auth'
import { connectorId } from './settings'

export { parseSubdomain } from './subdomain'

export const simplicate = defineSource({
  id: connectorId,
  label: 'Simplicate',
  secret: simplicateSecret,
  signIn: simplicateSignIn,
  open: openSimplicate,
})
