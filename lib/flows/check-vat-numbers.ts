import type { SourceAccount } from '@/lib/connectors/contract'
import { ConnectorError } from '@/lib/connectors/errors'
import type { CombiProfileRow } from '@/lib/db/combis'
import type { Debtor, DebtorKey } from '@/lib/domain/debtor'
import type { Reason } from '@/lib/sync/reasons'
import { checkVatNumber, type CustomerVat } from '@/lib/sync/vat-number'
import { toBooksRefusal } from './refusals'
import type { ResolvedDebtor } from './resolve-debtors'
import { externalRefOf, keepLease, type RunWork } from './run-work'

/** An invoice as far as its customer's VAT number matters. */
export type Asking = { debtor: DebtorKey; customerVat: CustomerVat }

/** Customers of whom a VAT number is asked, as the source knows them now. */
export type Customers = { found: ReadonlyMap<string, Debtor>; unreadable: ReadonlyMap<string, string> }

/** Reads the customers of whom a VAT number is asked, in one batch; none of them costs no call. */
export const readCustomers = async (
  source: Pick<SourceAccount, 'getDebtors'>,
  asking: readonly Asking[],
): Promise<Customers> => {
  const keys = new Map(
    asking.filter(({ customerVat }) => customerVat !== 'none').map(({ debtor }) => [debtor.ref, debtor]),
  )
  if (keys.size === 0) return { found: new Map(), unreadable: new Map() }
  const { items, rejected } = await source.getDebtors([...keys.values()])
  return {
    found: new Map(items.map((debtor) => [debtor.ref, debtor])),
    unreadable: new Map(rejected.flatMap(({ ref, reason }) => (ref === null ? [] : [[ref, reason]]))),
  }
}

/** Why the VAT number of its customer keeps an invoice waiting; null when it does not. */
export const vatNumberReason = ({ debtor, customerVat }: Asking, { found, unreadable }: Customers): Reason | null => {
  if (customerVat === 'none') return null
  const customer = found.get(debtor.ref)
  if (customer !== undefined) return checkVatNumber(customerVat, customer)
  const text = unreadable.get(debtor.ref)
  return text === undefined
    ? { code: 'debtor-missing', params: { debtor: debtor.name } }
    : { code: 'debtor-unreadable', params: { debtor: debtor.name, text } }
}

/** A debtor with nothing to write but his VAT number: what is null is left as it is in the books. */
const vatNumberOnly = (debtor: Debtor): Debtor => ({
  ...debtor,
  ...{ email: null, phone: null, website: null, address: null, cocNumber: null },
})

/**
 * Sees to it that these debtors have their VAT number in the books before a sale is booked on them that is listed by it:
 * one that was found there may lack it. Who the books refuse it for is a question.
 * @throws ConnectorError when the run must pause or the books do not answer.
 */
export const passOnVatNumbers = async (
  work: RunWork,
  profile: CombiProfileRow,
  { customers, debtors }: { customers: Customers; debtors: Map<string, ResolvedDebtor> },
): Promise<void> => {
  for (const [ref, debtor] of customers.found) {
    const resolved = debtors.get(ref)
    if (resolved?.ok !== true || debtor.vatNumber === null) continue
    await keepLease(work)
    try {
      await work.books.putDebtor(profile.administrationRef, {
        id: resolved.booksDebtorId,
        externalRef: externalRefOf(work, debtor),
        debtor: vatNumberOnly(debtor),
        replaceName: false,
        journalRef: profile.salesJournalRef,
      })
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      // The entry itself will meet the same, and knows what to do about it.
      if (error.details.reason === 'debtor-unknown') continue
      const refusal = toBooksRefusal(error, {
        ...{ account: '', debtor: debtor.name, booksDebtorId: resolved.booksDebtorId, booksNumber: 0 },
        period: { fiscalYear: 0, period: 0 },
      })
      if (refusal.stop || error.isRetryable) throw error
      debtors.set(ref, { ok: false, reason: refusal.reason })
    }
  }
}
