import type { AccountingAccount, SourceAccount } from '@/lib/connectors/contract'
import type { SetupConnection, SetupRecord } from '@/lib/db/setups'
import type { SetupLink } from '@/lib/domain/setup'
import type { FlowContext } from '../context'

/** The only pair that there is, by connector id. */
export const setupSides = { source: 'simplicate', books: 'minox' } as const
export type SetupSide = keyof typeof setupSides

/** Both accounts of a setup, opened, with a count of the calls that they take. */
export type OpenSetup = {
  setup: SetupRecord
  source: SourceAccount
  books: AccountingAccount
  spent: { calls: number }
}

/** A step was asked for that the ones before it do not lead to yet. */
export class SetupIncomplete extends Error {
  override readonly name = 'SetupIncomplete'
}

const keyOf = ({ workspaceId }: SetupRecord, { id, connectorId, accountRef }: SetupConnection) => ({
  ...{ workspaceId, connectionId: id, connectorId, accountRef },
})

/** @throws SetupIncomplete while one of the two is not connected. */
export const openSetup = (flows: FlowContext, setup: SetupRecord): OpenSetup => {
  if (setup.source === null || setup.books === null) throw new SetupIncomplete()
  const spent = { calls: 0 }
  const observe = () => {
    spent.calls += 1
  }
  return {
    setup,
    spent,
    source: flows.openSource(keyOf(setup, setup.source), observe),
    books: flows.openBooks(keyOf(setup, setup.books), observe),
  }
}

/** What was decided. @throws SetupIncomplete while the questions were not answered. */
export const requireDecisions = ({ decisions }: SetupRecord) => {
  if (decisions === null) throw new SetupIncomplete()
  return decisions
}

/** How the books know a debtor of the source that the portal made. */
export const externalRefIn = ({ source }: SetupRecord, debtorRef: string): string =>
  `${source?.connectorId ?? ''}:${debtorRef}`

export const summaryOf = (links: readonly SetupLink[]) =>
  links.map(({ companyProfileName, administrationName }) => ({
    companyProfile: companyProfileName,
    administration: administrationName,
  }))
