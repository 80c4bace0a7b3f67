import type { AccountingAccount, ConnectorDeps } from '../contract'
import { ConnectorError } from '../errors'
import { TokenSession, type MinoxSecret } from './auth'
import { readBalances } from './balances'
import { listAdministrations, listPaymentTerms, readChart } from './chart'
import { MinoxClient } from './client'
import { DebtorBook } from './debtors'
import { getEntry, listEntries, putEntry, removeEntry } from './entries'
import { attachFile, findFile } from './files'
import type { PaymentTermWire } from './schemas'
import { connectorId, parseMinoxSettings } from './settings'

/** The books of one Minox customer number (tenant). Keep one for the length of a run: it remembers what it has read. */
export const openMinox = (deps: ConnectorDeps<MinoxSecret>): AccountingAccount => {
  const settings = parseMinoxSettings(deps.settings)
  const session = new TokenSession(deps)
  const client = new MinoxClient({ http: deps.http, session, baseUrl: settings.baseUrl, tenantRef: deps.accountRef })
  const debtorBooks = new Map<string, DebtorBook>()
  const terms = new Map<string, readonly PaymentTermWire[]>()

  const debtorsOf = (administrationRef: string): DebtorBook => {
    const book =
      debtorBooks.get(administrationRef) ??
      new DebtorBook({ client, administrationRef, now: deps.now, nameMaxLength: settings.nameMaxLength })
    debtorBooks.set(administrationRef, book)
    return book
  }

  /** Terms are numbered, and their number need not be their days: one list per administration, often read already. */
  const paymentTermId = async (administrationRef: string, days: number | null): Promise<number | null> => {
    if (days === null) return null
    const known = terms.get(administrationRef) ?? (await listPaymentTerms(client, administrationRef))
    terms.set(administrationRef, known)
    return known.find((term) => term.days === days)?.id ?? null
  }

  return {
    async check() {
      // The list proves that the token opens this customer number; no call names the customer itself.
      await listAdministrations(client)
      const { tenantName } = await session.current()
      return { ref: deps.accountRef, label: tenantName ?? `Klantnummer ${deps.accountRef}`, email: null }
    },
    listAdministrations: () => listAdministrations(client),
    async readChart(administrationRef) {
      const { chart, paymentTerms } = await readChart(client, administrationRef)
      if (!chart)
        throw new ConnectorError('auth', 'minox: the consent does not cover this administration', {
          connectorId,
          reason: 'no-rights',
        })
      terms.set(administrationRef, paymentTerms)
      return chart
    },
    listDebtors: (administrationRef) => debtorsOf(administrationRef).listAll(),
    findDebtorsByEmail: (administrationRef, email) => debtorsOf(administrationRef).findByEmail(email),
    findDebtorByExternalRef: (administrationRef, ref) => debtorsOf(administrationRef).findByExternalRef(ref),
    putDebtor: (administrationRef, write) => debtorsOf(administrationRef).put(write),
    async putEntry(administrationRef, entry) {
      const { descriptionMaxLength } = settings
      const termId = await paymentTermId(administrationRef, entry.paymentTermDays)
      try {
        return await putEntry({ client, administrationRef }, entry, { paymentTermId: termId, descriptionMaxLength })
      } catch (error) {
        // The words may call a debtor an account, so it is looked up which of them is not there.
        const isAboutOne =
          error instanceof ConnectorError &&
          (error.details.reason === 'account-unknown' || error.details.reason === 'debtor-unknown')
        const debtors = debtorsOf(administrationRef)
        if (isAboutOne && (await debtors.isGone(entry.debtorId))) throw debtors.gone(entry.debtorId)
        throw error
      }
    },
    getEntry: (administrationRef, entryId) => getEntry({ client, administrationRef }, entryId),
    listEntries: (administrationRef, period) => listEntries({ client, administrationRef }, period),
    attachFile: (administrationRef, entryId, file) =>
      attachFile({ client, administrationRef }, { entryId, file, maxBytes: settings.fileMaxBytes }),
    findFile: (administrationRef, entryId) => findFile({ client, administrationRef }, entryId),
    removeEntry: (administrationRef, entryId) => removeEntry({ client, administrationRef }, entryId),
    readBalances: (administrationRef, entries) => readBalances({ client, administrationRef, now: deps.now }, entries),
  }
}
