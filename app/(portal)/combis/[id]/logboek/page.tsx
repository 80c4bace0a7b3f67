import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { LogFilter } from '@/components/logbook/log-filter'
import { LogScreen } from '@/components/logbook/log-screen'
import { LogTabs, type LogView } from '@/components/logbook/log-tabs'
import { RunsList } from '@/components/runs/runs-list'
import { Trail } from '@/components/shell/trail'
import { Notice } from '@/components/ui/notice'
import { PageHeading } from '@/components/ui/page-heading'
import { logFilterIn } from '@/app/api/combis/[id]/log/filter-in'
import { readLog } from '@/app/api/combis/[id]/log/read-log'
import { cursorIn, readRuns } from '@/app/read'
import { requireMember, type Member } from '@/lib/auth/member'
import { can } from '@/lib/domain/roles'
import { logNamespaces, pickMessages } from '@/lib/i18n/pick-messages'
import { toLogSearch } from '@/lib/queries/log'

type Search = Record<string, string | string[] | undefined>
type LogbookProps = { params: Promise<{ id: string }>; searchParams: Promise<Search> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('runs'))('title') })

const LogbookPage = async ({ params, searchParams }: LogbookProps) => {
  const { id } = await params
  const search = await searchParams
  const view = search.view === 'records' ? 'records' : 'runs'
  const cursor = typeof search.cursor === 'string' ? search.cursor : null
  const filter = logFilterIn(search)
  const member = await requireMember(
    `/combis/${id}/logboek${view === 'runs' ? '' : toLogSearch(filter ?? {}, { view })}`,
  )
  return view === 'runs' ? (
    <Runs member={member} combiId={id} cursor={cursor} />
  ) : (
    <Records member={member} combiId={id} cursor={cursor} filter={filter} />
  )
}

type ViewProps = { member: Member; combiId: string; cursor: string | null }

const Runs = async ({ member, combiId, cursor }: ViewProps) => {
  const seed = await readRuns(member, { combiId, cursor: cursorIn(cursor) })
  if (seed === null) notFound()
  return (
    <>
      <Head combi={seed.data.combi} view="runs" />
      <RunsList seed={seed} cursor={cursor} />
    </>
  )
}

const Records = async ({ member, combiId, cursor, filter }: ViewProps & { filter: ReturnType<typeof logFilterIn> }) => {
  const seed = await readLog(member, { combiId, filter: filter ?? {}, cursor: cursorIn(cursor) })
  if (seed === null) notFound()
  const t = await getTranslations('log')
  return (
    <>
      <Head combi={seed.data.combi} view="records" />
      {filter === null && (
        <div className="mb-4">
          <Notice tone="warn">{t('filter.unusable')}</Notice>
        </div>
      )}
      <NextIntlClientProvider messages={pickMessages(await getMessages(), logNamespaces)}>
        <LogFilter combiId={combiId} filter={filter ?? {}} />
        <LogScreen
          seed={seed}
          filter={filter ?? {}}
          cursor={cursor}
          canWrite={can(member.workspace.role, 'process-invoices')}
        />
      </NextIntlClientProvider>
    </>
  )
}

const Head = async ({ combi, view }: { combi: { id: string; name: string }; view: LogView }) => {
  const t = await getTranslations()
  return (
    <>
      <PageHeading
        above={<Trail steps={[{ href: '/combis', label: t('combis.title') }]} />}
        title={t('runs.title')}
        lead={combi.name}
      />
      <LogTabs combiId={combi.id} view={view} />
    </>
  )
}

export default LogbookPage
