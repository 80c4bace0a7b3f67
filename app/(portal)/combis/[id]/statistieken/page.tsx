import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Trail } from '@/components/shell/trail'
import { StatisticsScreen } from '@/components/statistics/statistics-screen'
import { PageHeading } from '@/components/ui/page-heading'
import { TextLink } from '@/components/ui/text-link'
import { requireMember } from '@/lib/auth/member'
import { statisticsQuery, type StatisticsQueryDto } from '@/lib/dto/statistics'
import { pickMessages, statisticsNamespaces } from '@/lib/i18n/pick-messages'
import { toStatisticsSearch } from '@/lib/queries/statistics'
import { askStatistics, isAnswerable } from '@/app/api/combis/[id]/statistics/ask'

type StatisticsProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('statistics'))('title'),
})

/** What the address asks; the usual for one that asks nothing that can be answered. */
const questionIn = (search: Record<string, unknown>): StatisticsQueryDto => {
  const parsed = statisticsQuery.safeParse(search)
  return parsed.success && isAnswerable(parsed.data) ? parsed.data : statisticsQuery.parse({})
}

const StatisticsPage = async ({ params, searchParams }: StatisticsProps) => {
  const { id } = await params
  const question = questionIn(await searchParams)
  const member = await requireMember(`/combis/${id}/statistieken${toStatisticsSearch(question)}`)
  const seed = await askStatistics(member, id, question)
  if (seed === null) notFound()
  const t = await getTranslations()
  return (
    <>
      <PageHeading
        above={<Trail steps={[{ href: '/combis', label: t('combis.title') }]} />}
        title={t('statistics.title')}
        lead={seed.data.combi.name}
        actions={<TextLink href={`/combis/${id}/aansluiting`}>{t('statistics.toReconciliation')}</TextLink>}
      />
      <NextIntlClientProvider messages={pickMessages(await getMessages(), statisticsNamespaces)}>
        <StatisticsScreen seed={seed} question={question} />
      </NextIntlClientProvider>
    </>
  )
}

export default StatisticsPage
