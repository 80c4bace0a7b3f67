import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ConnectionOutcome } from '@/components/editing/connection-outcome'
import { ConnectionsScreen } from '@/components/editing/connections-screen'
import { setupProblems } from '@/lib/dto/setup'
import { Refusal, toRefusalCode } from '@/app/api/refusal'
import { refusalText } from '@/app/api/refusal-text'
import { EditingPage, openEditing, type EditingParams } from '../editing-page'

type Search = Partial<Record<'verbonden' | 'problem' | 'kant' | 'given' | 'expected' | 'missing' | 'detail', string>>
type ConnectionsProps = EditingParams & { searchParams: Promise<Search> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('editing.tabs'))('connections'),
})

/** The sentence about what went wrong at a vendor, or here after it; null when nothing did. */
const problemTextOf = async ({ problem, kant, detail, ...params }: Search): Promise<string | null> => {
  if (problem === undefined) return null
  const known = setupProblems.find((one) => one === problem)
  if (known === undefined) return refusalText(new Refusal(toRefusalCode(problem), { params }))
  if (known === 'rights-missing') return refusalText(new Refusal(known, { params: { right: detail ?? 'other' } }))
  const t = await getTranslations('setup.problem')
  const vendor = (await getTranslations('connectors'))(kant === 'books' ? 'minox' : 'simplicate')
  const said = { vendor, side: kant === 'books' ? 'minox' : 'simplicate' }
  return `${t(`what.${known}`, said)} ${t(`cure.${known}`, said)}`
}

const ConnectionsPage = async (props: ConnectionsProps) => {
  const combi = await openEditing(props, '/verbindingen')
  const search = await props.searchParams
  const problem = await problemTextOf(search)
  const account = combi.accounts.find(({ side }) => side === search.kant)
  return (
    <EditingPage combi={combi} tab="connections">
      {account !== undefined && (problem !== null || search.verbonden !== undefined) && (
        <ConnectionOutcome connector={account.connector} problem={problem} />
      )}
      <ConnectionsScreen combi={combi} />
    </EditingPage>
  )
}

export default ConnectionsPage
