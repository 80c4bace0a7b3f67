import type { AccountingAccount, SourceAccount } from '@/lib/connectors/contract'
import type { Administration } from '@/lib/domain/books'
import type { Day } from '@/lib/domain/day'
import type { SetupRight } from '@/lib/domain/setup'
import { SetupProblem, toSetupProblem } from './problems'

type Check = { asked: SetupRight; ask: () => Promise<unknown> }

/** Asks one after the other, so that the first that is refused can be named. */
const askAll = async (checks: readonly Check[], isKey: boolean): Promise<void> => {
  for (const { asked, ask } of checks)
    try {
      await ask()
    } catch (error) {
      throw toSetupProblem(error, { asked, isKey })
    }
}

/**
 * Whether this sign-in opens the account and may read all that a synchronisation reads. What it may write shows only when
 * something is written, and nothing is written before the combi is installed.
 * @throws SetupProblem
 */
export const checkSource = async (
  source: SourceAccount,
  { isKey, today }: { isKey: boolean; today: Day },
): Promise<void> => {
  let firstInvoice: string | undefined
  await askAll(
    [
      { asked: 'companyProfiles', ask: () => source.check() },
      { asked: 'revenueGroups', ask: () => source.listRevenueGroups() },
      { asked: 'vatClasses', ask: () => source.listVatClasses() },
      {
        asked: 'invoices',
        ask: async () => {
          // A year back is enough to meet one, where there are any.
          const page = await source.listInvoices(null, { issuedFrom: yearBefore(today) })
          firstInvoice = page.items[0]?.ref
        },
      },
      { asked: 'organizations', ask: () => source.listDebtors(null, 'organization') },
      { asked: 'persons', ask: () => source.listDebtors(null, 'person') },
      // Payments are asked for by invoice: without one there is nothing to ask about yet.
      { asked: 'payments', ask: () => source.listPayments(firstInvoice === undefined ? [] : [firstInvoice]) },
    ],
    isKey,
  )
}

const yearBefore = (day: Day): Day => `${String(Number(day.slice(0, 4)) - 1)}-01-01`

/** To ask for the open items there must be an entry to ask about; of a settled one nothing more is asked. */
const nobodysEntry = {
  entryId: '00000000-0000-0000-0000-000000000000',
  ...{ debtorId: '0', invoiceNumber: 0, fiscalYear: 0, knownPaidCents: 0, isSettled: true },
}

/**
 * Whether this consent opens the books and covers what a booking needs: the chart, the debtors and the open items of one of
 * its administrations.
 * @returns what its administrations are called.
 * @throws SetupProblem
 */
export const checkBooks = async (books: AccountingAccount): Promise<string[]> => {
  let administrations: Administration[] = []
  const isKey = false
  await askAll(
    [
      { asked: 'administrations', ask: () => books.check() },
      {
        asked: 'administrations',
        ask: async () => {
          administrations = await books.listAdministrations()
        },
      },
    ],
    isKey,
  )
  const administration = administrations[0]?.ref
  if (administration === undefined) throw new SetupProblem('rights-missing', { right: 'administrations' })
  await askAll(
    [
      { asked: 'chart', ask: () => books.readChart(administration) },
      { asked: 'debtors', ask: () => books.listDebtors(administration) },
      { asked: 'openItems', ask: () => books.readBalances(administration, [nobodysEntry]) },
    ],
    isKey,
  )
  return administrations.map(({ name }) => name)
}
