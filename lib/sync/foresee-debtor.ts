import { normaliseEmail, type BooksDebtor, type Debtor } from '@/lib/domain/debtor'
import { matchDebtor, type DebtorDecision } from './match-debtor'

/** The debtors of an administration, looked up by what they are matched on; debtors that are yet to be made join them. */
export type DebtorStage = {
  byId: Map<string, BooksDebtor>
  byEmail: Map<string, BooksDebtor[]>
  byExternalRef: Map<string, BooksDebtor>
  /** Debtors in the books that a relation of the source has already. */
  takenIds: Set<string>
}

export const stageDebtors = (debtors: readonly BooksDebtor[], takenIds: Iterable<string>): DebtorStage => {
  const stage: DebtorStage = {
    byId: new Map(),
    byEmail: new Map(),
    byExternalRef: new Map(),
    takenIds: new Set(takenIds),
  }
  for (const debtor of debtors) enter(stage, debtor)
  return stage
}

const enter = ({ byId, byEmail, byExternalRef }: DebtorStage, debtor: BooksDebtor): void => {
  byId.set(debtor.id, debtor)
  if (debtor.externalRef !== null) byExternalRef.set(debtor.externalRef, debtor)
  for (const email of new Set(debtor.emails.map(normaliseEmail)))
    if (email !== '') byEmail.set(email, [...(byEmail.get(email) ?? []), debtor])
}

/**
 * What the booking of its first invoice will make of an unlinked relation, without asking or writing anything. One that
 * will be made then is one for those that follow, so ask for relations in the order in which they will be booked.
 */
export const foreseeDebtor = (
  debtor: Pick<Debtor, 'ref' | 'kind' | 'name' | 'email'>,
  stage: DebtorStage,
  externalRef: string,
): DebtorDecision => {
  const byEmail = stage.byEmail.get(normaliseEmail(debtor.email ?? '')) ?? []
  const decision = matchDebtor({
    debtor: { ...debtor, phone: null, website: null, address: null, cocNumber: null, vatNumber: null, updatedAt: '' },
    byExternalRef: byEmail.find((hit) => hit.externalRef === externalRef) ?? null,
    byEmail,
    takenIds: stage.takenIds,
  })
  switch (decision.kind) {
    case 'hold':
      return decision
    case 'create': {
      // A create looks for our reference first, and finds what was made before under another address.
      const known = stage.byExternalRef.get(externalRef)
      if (known !== undefined) return take({ kind: 'use', booksDebtorId: known.id, isCreatedByUs: true }, debtor, stage)
      const emails = debtor.email === null ? [] : [debtor.email]
      enter(stage, { id: externalRef, name: debtor.name, emails, externalRef, isBlocked: false })
      stage.takenIds.add(externalRef)
      return decision
    }
    case 'use':
      return take(decision, debtor, stage)
  }
}

const take = (
  decision: Extract<DebtorDecision, { kind: 'use' }>,
  { name }: Pick<Debtor, 'name'>,
  { byId, takenIds }: DebtorStage,
): DebtorDecision => {
  takenIds.add(decision.booksDebtorId)
  return byId.get(decision.booksDebtorId)?.isBlocked === true
    ? { kind: 'hold', reason: { code: 'debtor-blocked', params: { debtor: name, text: '' } } }
    : decision
}
