import { withWorkspace } from '@/lib/db/client'
import { findCombi, type CombiRecord } from '@/lib/db/combis'
import type { SetupAnswers } from '@/lib/domain/setup'
import type { FlowContext } from '../context'
import { vocabularyOf, type Vocabulary } from '../setup/vocabulary'

type Place = { workspaceId: string; combiId: string }

/** The combi as it is set up now; null when the workspace has none by this id, or it was removed. */
export const findLiving = async (flows: FlowContext, { workspaceId, combiId }: Place): Promise<CombiRecord | null> => {
  const combi = await withWorkspace(flows.db, workspaceId, (scope) => findCombi(scope, combiId))
  return combi?.state === 'removed' ? null : combi
}

/** The lists of both sides, as the combi's own accounts give them. */
export const vocabularyOfCombi = (flows: FlowContext, workspaceId: string, combi: CombiRecord): Vocabulary => {
  const unseen = () => undefined
  const keyOf = ({ id, connectorId, accountRef }: CombiRecord['source']) => ({
    ...{ workspaceId, connectionId: id, connectorId, accountRef },
  })
  return vocabularyOf(flows, {
    setup: combi,
    source: flows.openSource(keyOf(combi.source), unseen),
    books: flows.openBooks(keyOf(combi.books), unseen),
  })
}

const styles = {
  vat_on_line: 'vat-on-line',
  vat_from_ledger: 'vat-from-ledger',
  vat_as_own_line: 'vat-as-own-line',
} as const

/** The combi's choices in the words of the questions. */
export const choicesOf = ({ invoicesFrom, offering, bookingStyle, vatMode }: CombiRecord) => ({
  ...{ invoicesFrom, offering, bookingStyle: styles[bookingStyle] },
  vatMode: vatMode === 'explicit' ? ('explicit' as const) : ('ledger-default' as const),
})

/** And back, as they are stored. */
export const toStoredChoices = ({ invoicesFrom, offering, bookingStyle, vatMode }: SetupAnswers) =>
  ({
    ...{ invoicesFrom, offering },
    bookingStyle: bookingStyle.replaceAll('-', '_') as CombiRecord['bookingStyle'],
    vatMode: vatMode === 'explicit' ? 'explicit' : 'ledger_default',
  }) as const

export const optionsOf = ({
  partialPayments,
  descriptionTemplate,
  numberOffset,
  offeringRule,
  attachesPdf,
}: CombiRecord) => ({
  ...{ partialPayments, descriptionTemplate, numberOffset, offeringRule, attachesPdf },
})

/** What was chosen by hand for revenue groups and VAT classes. */
export const mappingsOf = ({ ledgerMappings, vatMappings }: CombiRecord) => ({
  ledger: ledgerMappings.map(({ administrationRef, revenueGroupRef, ledgerAccount }) => ({
    ...{ administration: administrationRef, revenueGroup: revenueGroupRef, account: ledgerAccount },
  })),
  vat: vatMappings.map(({ administrationRef, vatClassRef, vatCode }) => ({
    ...{ administration: administrationRef, vatClass: vatClassRef, code: vatCode },
  })),
})
