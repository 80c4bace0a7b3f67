import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { RunScreen } from '@/components/runs/run-screen'
import { Trail } from '@/components/shell/trail'
import { PageHeading } from '@/components/ui/page-heading'
import { requireMember } from '@/lib/auth/member'
import { can } from '@/lib/domain/roles'
import { logNamespaces, pickMessages } from '@/lib/i18n/pick-messages'
import { cursorIn, readRun } from '@/app/read'

type RunPageProps = { params: Promise<{ id: string; runId: string }>; searchParams: Promise<{ cursor?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('runs'))('one') })

const RunPage = async ({ params, searchParams }: RunPageProps) => {
  const { id, runId } = await params
  const { cursor = null } = await searchParams
  const member = await requireMember(`/combis/${id}/logboek/${runId}`)
  const seed = await readRun(member, { runId, cursor: cursorIn(cursor) })
  // The address names both: a run under another combi's address would be a second address for the same page.
  if (seed?.data.combi.id !== id) notFound()
  const t = await getTranslations()
  return (
    <>
      <PageHeading
        above={
          <Trail
            steps={[
              { href: '/combis', label: t('combis.title') },
              { href: `/combis/${id}/logboek`, label: t('runs.title') },
            ]}
          />
        }
        title={t('runs.one')}
        lead={seed.data.combi.name}
      />
      <NextIntlClientProvider messages={pickMessages(await getMessages(), logNamespaces)}>
        <RunScreen seed={seed} cursor={cursor} canWrite={can(member.workspace.role, 'process-invoices')} />
      </NextIntlClientProvider>
    </>
  )
}

export default RunPage
