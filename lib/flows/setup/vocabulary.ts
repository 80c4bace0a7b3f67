import type { Administration, Chart } from '@/lib/domain/books'
import type { CompanyProfile, RevenueGroup, VatClass } from '@/lib/domain/invoice'
import type { FlowContext } from '../context'
import { remembered } from '../remembered'
import type { OpenSetup } from './open-setup'

/** Both accounts, opened, and which connections they are. */
export type OpenAccounts = Pick<OpenSetup, 'source' | 'books'> & {
  setup: { source: { id: string } | null; books: { id: string } | null }
}

/** The lists of both sides that the questions and the mapping are about; remembered for a while by this process. */
export const vocabularyOf = (flows: FlowContext, { setup, source, books }: OpenAccounts) => {
  // By connection: an account that is connected anew is read anew.
  const ofSource = <T>(name: string, read: () => Promise<T>) =>
    remembered(flows, `${setup.source?.id ?? ''} ${name}`, read)
  const ofBooks = <T>(name: string, read: () => Promise<T>) =>
    remembered(flows, `${setup.books?.id ?? ''} ${name}`, read)
  return {
    profiles: (): Promise<CompanyProfile[]> => ofSource('profiles', () => source.listCompanyProfiles()),
    revenueGroups: (): Promise<RevenueGroup[]> => ofSource('groups', () => source.listRevenueGroups()),
    vatClasses: (): Promise<VatClass[]> => ofSource('vat', () => source.listVatClasses()),
    administrations: (): Promise<Administration[]> => ofBooks('administrations', () => books.listAdministrations()),
    chart: (administrationRef: string): Promise<Chart> =>
      ofBooks(`chart ${administrationRef}`, () => books.readChart(administrationRef)),
  }
}

export type Vocabulary = ReturnType<typeof vocabularyOf>

/** The charts of these administrations, one after the other: the books are asked for one thing at a time. */
export const readCharts = async (vocabulary: Vocabulary, refs: readonly string[]): Promise<Map<string, Chart>> => {
  const charts = new Map<string, Chart>()
  for (const ref of refs) charts.set(ref, await vocabulary.chart(ref))
  return charts
}
