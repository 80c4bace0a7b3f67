import { setupAccount } from '@/lib/dto/setup'
import { getFlows } from '@/lib/flows/live'
import { readAccount } from '@/lib/flows/setup/account'
import { answer } from '../../respond'
import { setupReadEndpoint } from '../endpoint'
import { findInstaller } from '../installer'

/** Who the combi will belong to. */
export const GET = setupReadEndpoint(async ({ setup }) => {
  const account = await readAccount(getFlows(), setup)
  const member = await findInstaller()
  // Whoever is signed in installs in a workspace of his own, whoever consented at the source.
  const nobodyNew = { newAccountEmail: null, mustSignIn: false }
  return answer(setupAccount, {
    ...account,
    ...(member === null ? {} : nobodyNew),
    member: member && { email: member.email, workspaces: member.workspaces },
  })
})
