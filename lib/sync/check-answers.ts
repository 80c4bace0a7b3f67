import type { Administration, Chart } from '@/lib/domain/books'
import { isDay } from '@/lib/domain/day'
import type { CompanyProfile } from '@/lib/domain/invoice'
import type { FieldProblem, Holder, SetupAnswers, SetupLink } from '@/lib/domain/setup'

/** What both sides have, as far as answers are checked against it. */
export type AnswerFacts = {
  profiles: readonly CompanyProfile[]
  administrations: readonly Pick<Administration, 'ref' | 'name'>[]
  /** Of the linked administrations at least. */
  charts: ReadonlyMap<string, Chart>
  heldProfiles: ReadonlyMap<string, Holder>
  heldAdministrations: ReadonlyMap<string, Holder>
}

export type CheckedAnswers = { problems: FieldProblem[]; links: SetupLink[] }

/** The number that a typed account begins with (`8000 Omzet algemeen`, `8000`); null when there is none. */
export const accountNumberIn = (typed: string): string | null => /^\s*0*(\d{1,6})(?:\s|$)/.exec(typed)?.[1] ?? null

/** The administrations that the answers link, each once. */
export const linkedAdministrations = ({ administrations }: Pick<SetupAnswers, 'administrations'>): string[] => [
  ...new Set(Object.values(administrations).filter((ref) => ref !== null)),
]

type Pair = { profile: CompanyProfile; administration: Pick<Administration, 'ref' | 'name'> }

/**
 * What is wrong with the answers, all of it at once, each at its field. Without problems the links are what a combi will be
 * made of.
 */
export const checkAnswers = (answers: SetupAnswers, facts: AnswerFacts): CheckedAnswers => {
  const { pairs, problems } = checkPairs(answers, facts)
  const accounts = checkAccounts(answers, facts, pairs)
  problems.push(...accounts.problems, ...checkJournal(answers, facts, pairs), ...checkDay(answers))
  if (problems.length > 0) return { problems, links: [] }
  return {
    problems,
    links: pairs.map(({ profile, administration }) => ({
      companyProfileRef: profile.ref,
      companyProfileName: profile.name,
      administrationRef: administration.ref,
      administrationName: administration.name,
      defaultRevenueAccount: accounts.numbers.get(administration.ref) ?? '',
      salesJournalRef: answers.salesJournal,
    })),
  }
}

const problem = (field: string, code: FieldProblem['code'], params: FieldProblem['params'] = {}): FieldProblem => ({
  field,
  code,
  params,
})

const checkPairs = (answers: SetupAnswers, facts: AnswerFacts): { pairs: Pair[]; problems: FieldProblem[] } => {
  const pairs: Pair[] = []
  const problems: FieldProblem[] = []
  for (const profile of facts.profiles) {
    const ref = answers.administrations[profile.ref] ?? null
    if (ref === null) continue
    const field = `administrations.${profile.ref}`
    const administration = facts.administrations.find((one) => one.ref === ref)
    const other = pairs.find((pair) => pair.administration.ref === ref)
    const profileHolder = facts.heldProfiles.get(profile.ref)
    const holder = facts.heldAdministrations.get(ref)
    if (administration === undefined) problems.push(problem(field, 'required'))
    else if (profileHolder !== undefined) problems.push(problem(field, 'profile-taken', { ...profileHolder }))
    else if (holder !== undefined) problems.push(problem(field, 'administration-taken', { ...holder }))
    else if (other !== undefined) problems.push(problem(field, 'administration-twice', { profile: other.profile.name }))
    else pairs.push({ profile, administration })
  }
  if (pairs.length === 0 && problems.length === 0) problems.push(problem('administrations', 'none-linked'))
  return { pairs, problems }
}

type AccountAnswer = { typed: string; field: string; administration: Pick<Administration, 'ref' | 'name'> }

const checkAccounts = (
  answers: SetupAnswers,
  { charts }: AnswerFacts,
  pairs: readonly Pair[],
): { problems: FieldProblem[]; numbers: Map<string, string> } => {
  const numbers = new Map<string, string>()
  const { defaultRevenueAccount: general, defaultRevenueAccounts: own } = answers
  const isKnownSomewhere = pairs.some(({ administration }) => findAccount(charts, administration.ref, general))
  const given = pairs.map(({ administration }): AccountAnswer => {
    const typed = own[administration.ref]?.trim() ?? ''
    const field = `defaultRevenueAccounts.${administration.ref}`
    if (typed !== '') return { typed, field, administration }
    // Known elsewhere and not here: then it is this administration that needs an answer of its own.
    const isMissingHere = isKnownSomewhere && !findAccount(charts, administration.ref, general)
    return { typed: general, field: isMissingHere ? field : 'defaultRevenueAccount', administration }
  })
  const problems = given.flatMap((answer) => {
    const account = findAccount(charts, answer.administration.ref, answer.typed)
    if (account && !account.isBlocked && !account.isBalanceSheet) numbers.set(answer.administration.ref, account.number)
    return accountProblem(answer, account)
  })
  if (general.trim() === '' && pairs.length === 0) problems.push(problem('defaultRevenueAccount', 'required'))
  return { problems: firstOfEachField(problems), numbers }
}

const findAccount = (charts: ReadonlyMap<string, Chart>, administrationRef: string, typed: string) => {
  const number = accountNumberIn(typed)
  return charts.get(administrationRef)?.ledgerAccounts.find((account) => account.number === number)
}

const accountProblem = (
  { typed, field, administration }: AccountAnswer,
  account: Chart['ledgerAccounts'][number] | undefined,
): FieldProblem[] => {
  if (typed.trim() === '') return [problem(field, 'required')]
  const params = { account: account?.number ?? accountNumberIn(typed) ?? typed, administration: administration.name }
  if (account === undefined) return [problem(field, 'account-unknown', params)]
  if (account.isBlocked) return [problem(field, 'account-blocked', { ...params, text: account.blockedReason ?? '' })]
  return account.isBalanceSheet ? [problem(field, 'account-not-revenue', params)] : []
}

const firstOfEachField = (problems: readonly FieldProblem[]): FieldProblem[] =>
  problems.filter(({ field }, at) => problems.findIndex((other) => other.field === field) === at)

const checkJournal = (
  { salesJournal }: SetupAnswers,
  { charts }: AnswerFacts,
  pairs: readonly Pair[],
): FieldProblem[] => {
  if (salesJournal === '') return [problem('salesJournal', 'required')]
  const missing = pairs.find(
    ({ administration }) =>
      !charts.get(administration.ref)?.journals.some(({ ref, kind }) => ref === salesJournal && kind === 'sales'),
  )
  return missing
    ? [
        problem('salesJournal', 'journal-unknown', {
          journal: salesJournal,
          administration: missing.administration.name,
        }),
      ]
    : []
}

const checkDay = ({ invoicesFrom }: SetupAnswers): FieldProblem[] => {
  if (invoicesFrom === '') return [problem('invoicesFrom', 'required')]
  return isDay(invoicesFrom) ? [] : [problem('invoicesFrom', 'day-invalid')]
}
