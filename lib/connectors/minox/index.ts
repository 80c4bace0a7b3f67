import { defineAccounting } from '../contract'
import { openMinox } from './account'
import { minoxSecret, minoxSignIn } from './auth'
import { connectorId } from './settings'

export const minox = defineAccounting({
  id: connectorId,
  label: 'Minox Online',
  // A customer number.
  parseAccountRef: (typed) => /^\s*(\d{1,9})\s*$/.exec(typed)?.[1] ?? null,
  keySignIn: null,
  secret: minoxSecret,
  signIn: minoxSignIn,
  open: openMinox,
})
