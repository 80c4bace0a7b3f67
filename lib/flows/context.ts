import type { AccountingAccount, OAuthSignIn, SourceAccount } from '@/lib/connectors/contract'
import type { HttpCall } from '@/lib/connectors/http'
import type { Db } from '@/lib/db/client'
import type { Chart } from '@/lib/domain/books'
import type { Keyring } from '@/lib/platform/crypto'

export type ConnectionKey = { workspaceId: string; connectionId: string; connectorId: string; accountRef: string }

/** All that a flow needs from outside; time and randomness included, so that a test can hold them still. */
export type FlowContext = {
  db: Db
  now: () => Date
  newId: () => string
  /** Between 0 and 1; spreads due times. */
  random: () => number
  /** Seals what must not be read in the database. */
  keyring: Keyring
  /** The address that people reach the portal under; links in mails and returns from a vendor begin with it. */
  appUrl: string
  openSource: (connection: ConnectionKey, observe: (call: HttpCall) => void) => SourceAccount
  openBooks: (connection: ConnectionKey, observe: (call: HttpCall) => void) => AccountingAccount
  /** How a person signs in at this vendor, for an account that may not be known yet. */
  openSignIn: (connectorId: string, accountRef: string | null) => OAuthSignIn<unknown>
  /** Charts read by the runs under way in this process, so that the slices of one run read them once. */
  charts: Map<string, Chart>
  /** What the wizard read a moment ago, so that a step and its saving read it once. */
  vocabularies: Map<string, { readAtMs: number; value: Promise<unknown> }>
}
