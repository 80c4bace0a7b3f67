import { debtorAmounts } from '@/lib/domain/books'
import type { Cents } from '@/lib/domain/money'
import type { LineOrigin } from './plan-booking'
import type { OfferedPlan } from './offered-plan'

/** A line of an entry as a bookkeeper reads it. `account` null: the debtor, or VAT whose account the books know. */
export type LedgerLine = {
  kind: 'debtor' | 'revenue' | 'vat'
  account: string | null
  debitCents: Cents
  creditCents: Cents
  /** Of a revenue line: the code that it carries, and the VAT that comes with it. */
  vatCode: string | null
  vatCents: Cents
  description: string
  origin: LineOrigin | null
}

/** An amount on the credit side; a negative one stands on the debit side, since books know no negative amounts. */
const onCredit = (cents: Cents) => ({ debitCents: cents < 0 ? -cents : 0, creditCents: cents > 0 ? cents : 0 })

const bare = { vatCode: null, vatCents: 0, origin: null }

const vatByAccount = (entry: OfferedPlan['entry']): [string | null, Cents][] => {
  const totals = new Map<string | null, Cents>()
  for (const { vatLedgerAccount, vatCents } of entry.lines)
    totals.set(vatLedgerAccount, (totals.get(vatLedgerAccount) ?? 0) + vatCents)
  return [...totals].filter(([, cents]) => cents !== 0)
}

/** The whole entry as debit and credit: the debtor, each revenue line, and the VAT that ends up on each of its accounts. */
export const toLedgerLines = ({ entry }: Pick<OfferedPlan, 'entry'>, origins: readonly LineOrigin[]): LedgerLine[] => [
  ...debtorAmounts(entry).map((cents): LedgerLine => ({
    kind: 'debtor',
    account: null,
    ...onCredit(0 - cents),
    ...bare,
    description: entry.description,
  })),
  ...entry.lines.map((line, at): LedgerLine => ({
    kind: 'revenue',
    account: line.ledgerAccount,
    ...onCredit(line.netCents),
    vatCode: line.vatCode,
    vatCents: line.vatCents,
    description: line.description,
    origin: origins[at] ?? null,
  })),
  ...vatByAccount(entry).map(([account, cents]): LedgerLine => ({
    kind: 'vat',
    account,
    ...onCredit(cents),
    ...bare,
    description: '',
  })),
]
