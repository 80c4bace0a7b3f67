import type { LedgerAccount } from '@/lib/domain/books'
import type { RevenueGroup, VatClass } from '@/lib/domain/invoice'
import type { FieldProblem, MappingChoices, SetupDecisions, SetupLink } from '@/lib/domain/setup'
import {
  accountNumberInLabel,
  chooseLedgerAccount,
  chooseVatCode,
  effectiveBasisPoints,
  type ChartIndex,
  type Mapping,
} from './choose-account'

export type GroupShown = {
  ref: string
  label: string
  namedAccount: string | null
  chosenAccount: string | null
  account: { number: string; description: string }
  state: 'named' | 'chosen' | 'default' | 'blocked'
}

export type VatClassShown = {
  ref: string
  label: string
  vatBasisPoints: number | null
  chosenCode: string | null
  state: 'ledger-default' | 'chosen' | 'choose' | 'rate-differs'
  differingAccounts: string[]
}

/** What was decided about one administration, in the words of the synchronisation. */
export const mappingOf = (link: SetupLink, { ledger, vat }: MappingChoices): Mapping => ({
  defaultRevenueAccount: link.defaultRevenueAccount,
  ledgerAccounts: Object.fromEntries(
    ledger
      .filter(({ administration }) => administration === link.administrationRef)
      .map(({ revenueGroup, account }) => [revenueGroup, account]),
  ),
  vatCodes: Object.fromEntries(
    vat
      .filter(({ administration }) => administration === link.administrationRef)
      .map(({ vatClass, code }) => [vatClass, code]),
  ),
})

/** What a revenue group becomes: the same decision as the one that books its lines. */
export const showGroup = (group: RevenueGroup, index: ChartIndex, mapping: Mapping): GroupShown => {
  const chosenAccount = mapping.ledgerAccounts[group.ref] ?? null
  const namedAccount = accountNumberInLabel(group.label)
  const choice = chooseLedgerAccount({ revenueGroup: group }, index, mapping)
  const wanted = chosenAccount ?? namedAccount
  const isFound = wanted !== null && index.accounts.has(wanted)
  const number = isFound ? wanted : mapping.defaultRevenueAccount
  return {
    ...{ ref: group.ref, label: group.label, namedAccount, chosenAccount },
    account: { number, description: index.accounts.get(number)?.description ?? '' },
    state: !choice.ok ? 'blocked' : !isFound ? 'default' : chosenAccount === null ? 'named' : 'chosen',
  }
}

export type VatRules = {
  index: ChartIndex
  mapping: Mapping
  vatMode: SetupDecisions['answers']['vatMode']
  bookingStyle: SetupDecisions['answers']['bookingStyle']
}

/**
 * What a VAT class becomes on these accounts, by the decision that books its lines. Where several accounts would each give
 * a class of 0 % another meaning, a person is asked, since the rate does not tell which of them is meant.
 */
export const showVatClass = (
  vatClass: VatClass,
  accounts: readonly LedgerAccount[],
  rules: VatRules,
): VatClassShown => {
  const chosenCode = rules.mapping.vatCodes[vatClass.ref] ?? null
  const choices = accounts.map((account) => ({
    account,
    choice: chooseVatCode({ vatClass, vatCents: 0 }, account, rules),
  }))
  const meanings = new Set(choices.flatMap(({ choice }) => (choice.ok ? [choice.value?.code ?? ''] : [])))
  const isWithoutRate = (vatClass.vatBasisPoints ?? 0) === 0
  const withoutChoice = (): VatClassShown['state'] => {
    if (rules.vatMode === 'explicit' || (isWithoutRate && meanings.size !== 1)) return 'choose'
    return meanings.size === 0 ? 'rate-differs' : 'ledger-default'
  }
  const code = chosenCode === null ? undefined : rules.index.vatCodes.get(chosenCode)
  const isRightRate = effectiveBasisPoints(code) === (vatClass.vatBasisPoints ?? 0)
  return {
    ...{ ref: vatClass.ref, label: vatClass.label, vatBasisPoints: vatClass.vatBasisPoints, chosenCode },
    state: chosenCode === null ? withoutChoice() : isRightRate && meanings.size > 0 ? 'chosen' : 'rate-differs',
    differingAccounts: choices.filter(({ choice }) => !choice.ok).map(({ account }) => account.number),
  }
}

/** The accounts that revenue goes to as things stand, each once. */
export const accountsInUse = (
  groups: readonly GroupShown[],
  { index, mapping }: Pick<VatRules, 'index' | 'mapping'>,
): LedgerAccount[] =>
  [...new Set([...groups.map(({ account }) => account.number), mapping.defaultRevenueAccount])].flatMap(
    (number) => index.accounts.get(number) ?? [],
  )

/** Choices as a person sends them: null takes one back. */
export type MappingRequest = {
  ledger: readonly { administration: string; revenueGroup: string; account: string | null }[]
  vat: readonly { administration: string; vatClass: string; code: string | null }[]
}

/** What is wrong with these choices, each at its field: what is not there, blocked, or no code for a sale. */
export const checkMapping = (request: MappingRequest, charts: ReadonlyMap<string, ChartIndex>): FieldProblem[] => [
  ...request.ledger.flatMap(({ administration, revenueGroup, account }): FieldProblem[] => {
    if (account === null) return []
    const field = `ledger.${administration}.${revenueGroup}`
    const found = charts.get(administration)?.accounts.get(account)
    if (found === undefined) return [{ field, code: 'account-unknown', params: { account } }]
    return found.isBlocked
      ? [{ field, code: 'account-blocked', params: { account, text: found.blockedReason ?? '' } }]
      : []
  }),
  ...request.vat.flatMap(({ administration, vatClass, code }): FieldProblem[] => {
    if (code === null || charts.get(administration)?.vatCodes.get(code)?.direction === 'sales') return []
    return [{ field: `vat.${administration}.${vatClass}`, code: 'vat-code-unknown', params: { code } }]
  }),
]

/** The choices with these laid over them. */
export const mergeChoices = (known: MappingChoices, request: MappingRequest): MappingChoices => {
  const ledger = new Map(known.ledger.map((one) => [`${one.administration} ${one.revenueGroup}`, one]))
  for (const { administration, revenueGroup, account } of request.ledger)
    if (account === null) ledger.delete(`${administration} ${revenueGroup}`)
    else ledger.set(`${administration} ${revenueGroup}`, { administration, revenueGroup, account })
  const vat = new Map(known.vat.map((one) => [`${one.administration} ${one.vatClass}`, one]))
  for (const { administration, vatClass, code } of request.vat)
    if (code === null) vat.delete(`${administration} ${vatClass}`)
    else vat.set(`${administration} ${vatClass}`, { administration, vatClass, code })
  return { ledger: [...ledger.values()], vat: [...vat.values()] }
}
