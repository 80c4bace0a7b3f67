import { normaliseEmail, type BooksDebtor, type Debtor } from '@/lib/domain/debtor'
import type { Reason } from './reasons'

export type DebtorDecision =
  { kind: 'use'; booksDebtorId: string; isCreatedByUs: boolean } | { kind: 'create' } | { kind: 'hold'; reason: Reason }

export type DebtorEvidence = {
  debtor: Debtor
  /** The debtor in the books that carries our reference: a create whose answer was lost. */
  byExternalRef: BooksDebtor | null
  byEmail: readonly BooksDebtor[]
  /** Books debtors that another relation of the source is linked to already. */
  takenIds: ReadonlySet<string>
}

/**
 * Which debtor in the books an unlinked relation is: the one with our reference, else the only one with its general
 * e-mail address, else a new one. Two hits, or a hit that belongs to another relation, is a question: guessing would send
 * somebody's invoices to somebody else's account.
 */
export const matchDebtor = ({ debtor, byExternalRef, byEmail, takenIds }: DebtorEvidence): DebtorDecision => {
  if (byExternalRef !== null) return { kind: 'use', booksDebtorId: byExternalRef.id, isCreatedByUs: true }
  if (debtor.email === null) return { kind: 'create' }
  const wanted = normaliseEmail(debtor.email)
  const hits = byEmail.filter(({ emails }) => emails.some((email) => normaliseEmail(email) === wanted))
  const [hit, second] = hits
  if (hit === undefined) return { kind: 'create' }
  if (second !== undefined)
    return {
      kind: 'hold',
      reason: { code: 'debtor-email-ambiguous', params: { email: debtor.email, count: hits.length } },
    }
  if (takenIds.has(hit.id))
    return {
      kind: 'hold',
      reason: { code: 'debtor-email-shared', params: { email: debtor.email, booksDebtorId: hit.id } },
    }
  return { kind: 'use', booksDebtorId: hit.id, isCreatedByUs: false }
}
