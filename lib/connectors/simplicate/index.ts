import { defineSource } from '../contract'
import { openSimplicate } from './account'
import { simplicateSecret, simplicateSignIn } from './auth'
import { connectorId } from './settings'
import { parseSubdomain } from './subdomain'

export const simplicate = defineSource({
  id: connectorId,
  label: 'Simplicate',
  parseAccountRef: parseSubdomain,
  keySignIn: ({ key, secret }) => ({ kind: 'api-key' as const, key, secret }),
  secret: simplicateSecret,
  signIn: simplicateSignIn,
  open: openSimplicate,
})
