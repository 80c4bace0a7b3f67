import type { Chart, LedgerAccount } from '@/lib/domain/books'
import type { Day } from '@/lib/domain/day'
import type { SetupAnswers } from '@/lib/domain/setup'
import type { AnswerFacts } from './check-answers'

/** `Breekijzer B.V.` and `breekijzer bv` are one name. */
const comparable = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Company profiles with the administration of the same name; what a combi holds already is left alone. */
export const proposeLinks = ({
  profiles,
  administrations,
  heldProfiles,
  heldAdministrations,
}: Omit<AnswerFacts, 'charts'>): SetupAnswers['administrations'] => {
  const free = administrations.filter(({ ref }) => !heldAdministrations.has(ref))
  const used = new Set<string>()
  return Object.fromEntries(
    profiles.map((profile) => {
      const isOpen = !profile.isBlocked && !heldProfiles.has(profile.ref)
      const match = free.find(({ ref, name }) => !used.has(ref) && comparable(name) === comparable(profile.name))
      if (!isOpen || match === undefined) return [profile.ref, null]
      used.add(match.ref)
      return [profile.ref, match.ref]
    }),
  )
}

/** The numbers that Dutch charts keep for revenue (RGS and its predecessors). */
const isRevenue = ({ number, isBlocked, isBalanceSheet }: LedgerAccount): boolean =>
  /^8\d{3}$/.test(number) && !isBlocked && !isBalanceSheet

const isGeneral = ({ description }: LedgerAccount): boolean =>
  /\b(?:algemeen|algemene|overige?|general|other)\b/i.test(description)

/** The one that is meant for whatever has no account of its own; null where a person must say. */
const generalRevenue = ({ ledgerAccounts }: Chart): LedgerAccount | null => {
  const revenue = ledgerAccounts.filter(isRevenue)
  const general = revenue.filter(isGeneral)
  const candidates = general.length > 0 ? general : revenue
  return candidates.length === 1 ? (candidates[0] ?? null) : null
}

/** The advice for the linked administrations' charts, in their order. Nothing is proposed where it would be a guess. */
export const proposeAnswers = (
  administrations: SetupAnswers['administrations'],
  linked: readonly Chart[],
  today: Day,
): SetupAnswers => {
  const accounts = linked.map(generalRevenue)
  const [account = null] = accounts
  const isSame = account !== null && accounts.every((one) => one?.number === account.number)
  return {
    administrations,
    defaultRevenueAccount: isSame ? `${account.number} ${account.description}`.trim() : '',
    defaultRevenueAccounts: {},
    salesJournal: linked[0]?.journals.find(({ kind }) => kind === 'sales')?.ref ?? '',
    invoicesFrom: startOfYear(linked[0], today),
    offering: 'manual',
    bookingStyle: 'vat-on-line',
    vatMode: 'ledger-default',
  }
}

const startOfYear = (chart: Chart | undefined, today: Day): Day =>
  chart?.administration.fiscalYears.find(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn)?.startsOn ??
  `${today.slice(0, 4)}-01-01`
