import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { RunsList } from '@/components/runs/runs-list'
import { Trail } from '@/components/shell/trail'
import { PageHeading } from '@/components/ui/page-heading'
import { requireMember } from '@/lib/auth/member'
import { cursorIn, readRuns } from '@/app/read'

type LogbookProps = { params: Promise<{ id: string }>; searchParams: Promise<{ cursor?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('runs'))('title') })

const LogbookPage = async ({ params, searchParams }: LogbookProps) => {
  const { id } = await params
  const { cursor = null } = await searchParams
  const member = await requireMember(`/combis/${id}/logboek`)
  const seed = await readRuns(member, { combiId: id, cursor: cursorIn(cursor) })
  if (seed === null) notFound()
  const t = await getTranslations()
  return (
    <>
      <PageHeading
        above={<Trail steps={[{ href: '/combis', label: t('combis.title') }]} />}
        title={t('runs.title')}
        lead={seed.data.combi.name}
      />
      <RunsList seed={seed} cursor={cursor} />
    </>
  )
}

export default LogbookPage
