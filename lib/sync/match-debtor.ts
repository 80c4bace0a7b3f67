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
  const email = debtor.email ?? ''
  const use = (id: string, isCreatedByUs: boolean): DebtorDecision =>
    takenIds.has(id)
      ? { kind: 'hold', reason: { code: 'debtor-email-shared', params: { email, booksDebtorId: id } } }
      : { kind: 'use', booksDebtorId: id, isCreatedByUs }
  if (byExternalRef !== null) return use(byExternalRef.id, true)
  const wanted = normaliseEmail(email)
  if (wanted === '') return { kind: 'create' }
  // A debtor with two addresses may come twice out of a search; it is still one debtor.
  const hits = new Set(
    byEmail.filter(({ emails }) => emails.some((one) => normaliseEmail(one) === wanted)).map(({ id }) => id),
  )
  const [hit] = hits
  if (hit === undefined) return { kind: 'create' }
  if (hits.size > 1)
    return { kind: 'hold', reason: { code: 'debtor-email-ambiguous', params: { email, count: hits.size } } }
  return use(hit, false)
}
