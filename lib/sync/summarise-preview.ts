import type { Chart } from '@/lib/domain/books'
import type { Cents } from '@/lib/domain/money'
import { toLedgerLines } from './ledger-lines'
import type { OfferedPlan } from './offered-plan'
import type { Reason } from './reasons'

type Previewed = {
  number: string
  grossCents: Cents
  /** Names the relation in the source: several invoices may need the same new debtor. */
  debtorRef: string
  /** The name of the administration. */
  books: string
  chart: Chart | null
  outcome: { kind: 'book'; plan: OfferedPlan } | { kind: 'hold'; reason: Reason }
}

type AccountTotal = {
  books: string
  kind: 'debtor' | 'revenue' | 'vat'
  account: string | null
  name: string | null
  debitCents: Cents
  creditCents: Cents
}

type VatTotal = { books: string; vatCode: string | null; name: string | null; netCents: Cents; vatCents: Cents }

const mostExamples = 5
/** As many as somebody reads; each invoice says its own as well. */
const mostProblems = 50

/**
 * What all of a preview comes to: counts and sums of what passes, what each account and VAT code gets per administration,
 * and the causes that keep others waiting, with the most frequent first.
 */
export const summarisePreview = (previewed: readonly Previewed[]) => {
  const passing = { count: 0, netCents: 0, vatCents: 0, grossCents: 0 }
  const held = { count: 0, grossCents: 0 }
  const newDebtors = new Set<string>()
  const accounts = new Map<string, AccountTotal>()
  const vatCodes = new Map<string, VatTotal>()
  const problems = new Map<string, { reason: Reason; numbers: string[] }>()
  for (const one of previewed) {
    if (one.outcome.kind === 'hold') {
      held.count += 1
      held.grossCents += one.grossCents
      noteProblem(problems, one.outcome.reason, one.number)
      continue
    }
    const { entry, debtor } = one.outcome.plan
    passing.count += 1
    passing.grossCents += entry.grossCents
    if (debtor.booksDebtorId === null) newDebtors.add(`${one.books} ${one.debtorRef}`)
    for (const line of entry.lines) {
      passing.netCents += line.netCents
      passing.vatCents += line.vatCents
      addVat(vatCodes, one, line)
    }
    for (const line of toLedgerLines(one.outcome.plan, [])) addLine(accounts, one, line)
  }
  return {
    ...{ passing, held, newDebtors: newDebtors.size },
    accounts: [...accounts.values()].toSorted(byPlace),
    vatCodes: [...vatCodes.values()].toSorted(
      (one, other) => compare(one.books, other.books) || compare(one.vatCode ?? '', other.vatCode ?? ''),
    ),
    problems: [...problems.values()]
      .toSorted((one, other) => other.numbers.length - one.numbers.length)
      .slice(0, mostProblems)
      .map(({ reason, numbers }) => ({ reason, count: numbers.length, examples: numbers.slice(0, mostExamples) })),
  }
}

/** One cause with the same particulars is told once; those that name their own invoice are told one by one. */
const noteProblem = (
  problems: Map<string, { reason: Reason; numbers: string[] }>,
  reason: Reason,
  number: string,
): void => {
  const key = JSON.stringify([reason.code, reason.params])
  const known = problems.get(key) ?? { reason, numbers: [] }
  known.numbers.push(number)
  problems.set(key, known)
}

const addLine = (
  accounts: Map<string, AccountTotal>,
  { books, chart }: Previewed,
  { kind, account, debitCents, creditCents }: ReturnType<typeof toLedgerLines>[number],
): void => {
  const key = `${books} ${kind} ${account ?? ''}`
  const name = chart?.ledgerAccounts.find(({ number }) => number === account)?.description ?? null
  const known = accounts.get(key) ?? { books, kind, account, name, debitCents: 0, creditCents: 0 }
  known.debitCents += debitCents
  known.creditCents += creditCents
  accounts.set(key, known)
}

const addVat = (
  vatCodes: Map<string, VatTotal>,
  { books, chart }: Previewed,
  { vatCode, netCents, vatCents }: OfferedPlan['entry']['lines'][number],
): void => {
  const key = `${books} ${vatCode ?? ''}`
  const name = chart?.vatCodes.find(({ code }) => code === vatCode)?.description ?? null
  const known = vatCodes.get(key) ?? { books, vatCode, name, netCents: 0, vatCents: 0 }
  known.netCents += netCents
  known.vatCents += vatCents
  vatCodes.set(key, known)
}

const kinds = ['debtor', 'revenue', 'vat']
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other))
const byPlace = (one: AccountTotal, other: AccountTotal): number =>
  compare(one.books, other.books) ||
  kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
  compare(one.account ?? '', other.account ?? '')
