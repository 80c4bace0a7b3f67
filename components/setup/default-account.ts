import type { SetupAnswersDto, SetupQuestionsDto } from '@/lib/dto/setup'

type Administration = SetupQuestionsDto['administrations'][number]
type Account = Administration['accounts'][number]

/** The administrations that a company profile is linked to, in the order of the books. */
export const linkedOf = (
  administrations: readonly Administration[],
  answers: Pick<SetupAnswersDto, 'administrations'>,
): Administration[] => {
  const linked = new Set(Object.values(answers.administrations))
  return administrations.filter(({ ref }) => linked.has(ref))
}

/** An account as a person types it: `8000 Omzet algemeen`. */
export const accountText = ({ number, description }: Account): string => `${number} ${description}`.trim()

/** What can be picked: the accounts of these administrations, each number once. */
export const accountChoices = (administrations: readonly Administration[]): string[] => [
  ...new Map(
    administrations.flatMap(({ accounts }) => accounts.map((account) => [account.number, accountText(account)])),
  ).values(),
]

/** As the portal reads it: zeros in front are the typist's. */
const numberIn = (typed: string): string | null => /^\s*0*(\d+)/.exec(typed)?.[1] ?? null

/** Where the typed account is missing, although it exists in another one of these administrations. */
export const lackingAccount = (typed: string, administrations: readonly Administration[]): Administration[] => {
  const number = numberIn(typed)
  if (number === null) return []
  // Without accounts nothing is known of an administration, and the portal looks when the answers are kept.
  const lacking = administrations.filter(
    ({ accounts }) => accounts.length > 0 && accounts.every((account) => account.number !== number),
  )
  return lacking.length < administrations.length ? lacking : []
}
