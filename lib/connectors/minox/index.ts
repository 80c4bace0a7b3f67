import { defineAccounting } from '../contract'
import { openMinox } from './account'
import { minoxSecret, minoxSignIn } from './auth'
import { connectorId } from './settings'

export const minox = defineAccounting({
  id: connectorId,
  label: 'Minox Online',
  secret: minoxSecret,
  signIn: minoxSignIn,
  open: openMinox,
})
