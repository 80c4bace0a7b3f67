import type { OfferingRule, RuledInvoice } from '@/lib/domain/offering-rule'

const allows = (refs: readonly string[], ref: string): boolean => refs.length === 0 || refs.includes(ref)

/** Whether the portal hands this invoice over by itself under that rule. */
export const meetsRule = (invoice: RuledInvoice, rule: OfferingRule): boolean =>
  allows(rule.companyProfileRefs, invoice.companyProfileRef) &&
  allows(rule.debtorRefs, invoice.debtorRef) &&
  (rule.upToCents === null || Math.abs(invoice.grossCents) <= rule.upToCents)
