import type { SetupRecord } from '@/lib/db/setups'
import type { Editing } from '@/lib/flows/editing/pause-combi'
import { renewConnection } from '@/lib/flows/editing/renew-connection'
import { getFlows } from '@/lib/flows/live'
import type { SetupSide } from '@/lib/flows/setup/open-setup'
import { Refusal } from '../refusal'
import { syncAfter } from './editing-endpoint'

/** Puts a new sign-in in its place, after which the combi goes on at once. @throws Refusal when it cannot take it. */
export const renewFor = async (editing: Editing, renewal: { setup: SetupRecord; side: SetupSide }): Promise<void> => {
  const renewed = await renewConnection(getFlows(), editing, renewal)
  if (renewed.ok) return syncAfter(editing)
  switch (renewed.reason) {
    case 'not-found':
      throw new Refusal('not-found')
    case 'other-account':
      throw new Refusal('other-account', { params: { given: renewed.given, expected: renewed.expected } })
    case 'administrations-missing':
      throw new Refusal('administrations-missing', { params: { missing: renewed.missing } })
  }
}
