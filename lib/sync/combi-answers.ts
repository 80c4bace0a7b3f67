import type { Chart } from '@/lib/domain/books'
import type { SetupAnswers, SetupLink } from '@/lib/domain/setup'

export type AnsweredCombi = Pick<SetupAnswers, 'invoicesFrom' | 'offering' | 'bookingStyle' | 'vatMode'> & {
  links: readonly SetupLink[]
}

/** The answers to the wizard's questions that make this combi: what somebody would have to fill in to get it. */
export const answersOf = (
  { links, ...choices }: AnsweredCombi,
  profileRefs: readonly string[],
  charts: ReadonlyMap<string, Chart>,
): SetupAnswers => {
  const [first] = links
  const general = first?.defaultRevenueAccount ?? ''
  const administrationOf = new Map(links.map((link) => [link.companyProfileRef, link.administrationRef]))
  const written = (administrationRef: string, number: string): string => {
    const account = charts.get(administrationRef)?.ledgerAccounts.find((one) => one.number === number)
    return `${number} ${account?.description ?? ''}`.trim()
  }
  return {
    ...choices,
    administrations: Object.fromEntries(
      [...new Set([...profileRefs, ...administrationOf.keys()])].map((ref) => [ref, administrationOf.get(ref) ?? null]),
    ),
    defaultRevenueAccount: first === undefined ? '' : written(first.administrationRef, general),
    defaultRevenueAccounts: Object.fromEntries(
      links
        .filter(({ defaultRevenueAccount }) => defaultRevenueAccount !== general)
        .map(({ administrationRef, defaultRevenueAccount }) => [
          administrationRef,
          written(administrationRef, defaultRevenueAccount),
        ]),
    ),
    salesJournal: first?.salesJournalRef ?? '',
  }
}
