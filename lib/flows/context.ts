import type { AccountingAccount, SourceAccount } from '@/lib/connectors/contract'
import type { HttpCall } from '@/lib/connectors/http'
import type { Db } from '@/lib/db/client'
import type { Chart } from '@/lib/domain/books'

export type ConnectionKey = { workspaceId: string; connectionId: string; connectorId: string; accountRef: string }

/** All that a flow needs from outside; time and randomness included, so that a test can hold them still. */
export type FlowContext = {
  db: Db
  now: () => Date
  newId: () => string
  /** Between 0 and 1; spreads due times. */
  random: () => number
  openSource: (connection: ConnectionKey, observe: (call: HttpCall) => void) => SourceAccount
  openBooks: (connection: ConnectionKey, observe: (call: HttpCall) => void) => AccountingAccount
  /** Charts read by the runs under way in this process, so that the slices of one run read them once. */
  charts: Map<string, Chart>
}
