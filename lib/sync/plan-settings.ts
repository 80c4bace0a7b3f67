import { checkTemplate } from '@/lib/domain/entry-description'
import type { CombiOptions } from '@/lib/domain/combi-settings'
import { formatCents } from '@/lib/domain/money'
import type { OfferingRule } from '@/lib/domain/offering-rule'
import type { FieldProblem, SetupAnswers, SetupLink } from '@/lib/domain/setup'

/** What a combi has done so far, as far as changing it depends on that. */
export type SettingsFacts = {
  /** Of each company profile: what stands in the books of which administration. */
  booked: readonly { companyProfileRef: string; administrationRef: string | null; count: number; unsettled: number }[]
  /** Entries that were written and not read back: nobody knows whether they stand in the books. */
  inDoubt: number
}

export type StoredSettings = {
  links: readonly SetupLink[]
  choices: Pick<SetupAnswers, 'invoicesFrom' | 'offering' | 'bookingStyle' | 'vatMode'>
  options: CombiOptions
}

export type SettingName =
  | 'administrations'
  | 'invoicesFrom'
  | 'defaultRevenueAccount'
  | 'salesJournal'
  | 'offering'
  | 'bookingStyle'
  | 'vatMode'
  | keyof CombiOptions

export type SettingChange = { setting: SettingName; from: string; to: string }

export type SettingsPlan =
  | { kind: 'refused'; problems: FieldProblem[] }
  /** Moving books or numbers while an entry may or may not stand there could write it twice. */
  | { kind: 'in-doubt'; count: number }
  | {
      kind: 'change'
      changes: SettingChange[]
      /** Whether invoices must be read again from the beginning: some were passed over until now. */
      isReadAgain: boolean
      /** Whether what goes by itself is another thing now than a person agreed to. */
      isOfferingAnew: boolean
    }

const none = '–'

const offeringSettings: readonly SettingName[] = ['administrations', 'offering', 'offeringRule']

/** Offsets beyond this push every number out of what the books take. */
const mostOffset = 99_999_999

/** What changing the settings from one to the other means, and whether it may be done. */
export const planSettings = (before: StoredSettings, after: StoredSettings, facts: SettingsFacts): SettingsPlan => {
  const problems = [...checkMoves(before.links, after.links, facts), ...checkOptions(after.options)]
  if (problems.length > 0) return { kind: 'refused', problems }
  const changes = listChanges(before, after)
  const isDelicate = changes.some(({ setting }) => setting === 'administrations' || setting === 'numberOffset')
  if (isDelicate && facts.inDoubt > 0) return { kind: 'in-doubt', count: facts.inDoubt }
  const known = new Set(before.links.map(({ companyProfileRef }) => companyProfileRef))
  return {
    kind: 'change',
    changes,
    isReadAgain:
      after.choices.invoicesFrom < before.choices.invoicesFrom ||
      after.links.some(({ companyProfileRef }) => !known.has(companyProfileRef)),
    isOfferingAnew: changes.some(({ setting }) => offeringSettings.includes(setting)),
  }
}

const checkMoves = (
  before: readonly SetupLink[],
  after: readonly SetupLink[],
  { booked }: SettingsFacts,
): FieldProblem[] =>
  before.flatMap((link): FieldProblem[] => {
    const next = after.find(({ companyProfileRef }) => companyProfileRef === link.companyProfileRef)
    if (next?.administrationRef === link.administrationRef) return []
    const standing = booked.filter(
      ({ companyProfileRef, administrationRef }) =>
        companyProfileRef === link.companyProfileRef && administrationRef === link.administrationRef,
    )
    const total = standing.reduce((sum, { count, unsettled }) => sum + (next === undefined ? unsettled : count), 0)
    if (total === 0) return []
    return [
      {
        field: `administrations.${link.companyProfileRef}`,
        code: next === undefined ? 'profile-unpaid' : 'administration-booked',
        params: { administration: link.administrationName, count: String(total) },
      },
    ]
  })

const checkOptions = ({ descriptionTemplate, numberOffset, offeringRule }: CombiOptions): FieldProblem[] => {
  const template = checkTemplate(descriptionTemplate)
  const isOffset = Number.isInteger(numberOffset) && Math.abs(numberOffset) <= mostOffset
  return [
    ...(template === null ? [] : [{ field: 'descriptionTemplate', ...template }]),
    ...(isOffset ? [] : [{ field: 'numberOffset', code: 'offset-invalid' as const, params: {} }]),
    ...((offeringRule.upToCents ?? 0) >= 0
      ? []
      : [{ field: 'upToCents', code: 'amount-invalid' as const, params: {} }]),
  ]
}

/** For the trail, in which names may be others by the time that it is read. */
const ruleText = ({ companyProfileRefs, debtorRefs, upToCents }: OfferingRule): string =>
  [
    ...(companyProfileRefs.length > 0 ? [companyProfileRefs.join(', ')] : []),
    ...(debtorRefs.length > 0 ? [debtorRefs.join(', ')] : []),
    ...(upToCents === null ? [] : [`≤ ${formatCents(upToCents)}`]),
  ].join(' · ') || none

const listChanges = (before: StoredSettings, after: StoredSettings): SettingChange[] => {
  const changes: SettingChange[] = []
  const note = (setting: SettingName, from: string, to: string) => {
    if (from !== to) changes.push({ setting, from, to })
  }
  const refs = new Set([...before.links, ...after.links].map(({ companyProfileRef }) => companyProfileRef))
  for (const ref of refs) {
    const from = before.links.find(({ companyProfileRef }) => companyProfileRef === ref)
    const to = after.links.find(({ companyProfileRef }) => companyProfileRef === ref)
    const name = (to ?? from)?.companyProfileName ?? ''
    if (from?.administrationRef !== to?.administrationRef)
      note(
        'administrations',
        `${name}: ${from?.administrationName ?? none}`,
        `${name}: ${to?.administrationName ?? none}`,
      )
    if (from === undefined || to === undefined) continue
    note('defaultRevenueAccount', from.defaultRevenueAccount, to.defaultRevenueAccount)
    note('salesJournal', from.salesJournalRef, to.salesJournalRef)
  }
  for (const setting of ['invoicesFrom', 'offering', 'bookingStyle', 'vatMode'] as const)
    note(setting, before.choices[setting], after.choices[setting])
  for (const setting of ['partialPayments', 'descriptionTemplate', 'numberOffset', 'attachesPdf'] as const)
    note(setting, String(before.options[setting]), String(after.options[setting]))
  note('offeringRule', ruleText(before.options.offeringRule), ruleText(after.options.offeringRule))
  return changes
}
