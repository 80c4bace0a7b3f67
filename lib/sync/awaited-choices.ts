import type { InvoiceLine } from '@/lib/domain/invoice'
import { chooseLedgerAccount, chooseVatCode } from './choose-account'
import type { VatRules } from './show-mapping'

/** The revenue group or VAT class that an invoice waits for. */
export type AwaitedChoice = { kind: 'group' | 'vat'; ref: string }

/** What the lines of a held invoice wait for, each once: by the same decisions that hold it. */
export const awaitedBy = (
  lines: readonly Pick<InvoiceLine, 'revenueGroup' | 'vatClass' | 'vatCents' | 'netCents'>[],
  rules: VatRules,
): AwaitedChoice[] => {
  const awaited = new Map<string, AwaitedChoice>()
  for (const line of lines) {
    if (line.netCents === 0 && line.vatCents === 0) continue
    const account = chooseLedgerAccount(line, rules.index, rules.mapping)
    if (!account.ok) {
      const ref = line.revenueGroup?.ref
      if (ref !== undefined) awaited.set(`group ${ref}`, { kind: 'group', ref })
      continue
    }
    const ref = line.vatClass?.ref
    if (ref !== undefined && !chooseVatCode(line, account.value, rules).ok)
      awaited.set(`vat ${ref}`, { kind: 'vat', ref })
  }
  return [...awaited.values()]
}
