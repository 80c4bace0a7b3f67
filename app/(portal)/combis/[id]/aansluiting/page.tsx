import type { Metadata } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { ReconciliationScreen } from '@/components/reconciliation/reconciliation-screen'
import { Trail } from '@/components/shell/trail'
import { PageHeading } from '@/components/ui/page-heading'
import { TextLink } from '@/components/ui/text-link'
import { requireMember } from '@/lib/auth/member'
import { reconciliationQuery, type ReconciliationQueryDto } from '@/lib/dto/reconciliation'
import { pickMessages, reconciliationNamespaces } from '@/lib/i18n/pick-messages'
import { reconciliationPage } from '@/lib/queries/reconciliation'
import { askReconciliation } from '@/app/api/combis/[id]/reconciliation/ask'

type ReconciliationProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ maand?: string | string[]; administratie?: string | string[] }>
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('reconciliation'))('title'),
})

/** What the address asks; the current month for one that names none. */
const questionIn = ({ maand, administratie }: Awaited<ReconciliationProps['searchParams']>): ReconciliationQueryDto => {
  const parsed = reconciliationQuery.safeParse({ month: maand, administration: administratie })
  return parsed.success ? parsed.data : {}
}

const ReconciliationPage = async ({ params, searchParams }: ReconciliationProps) => {
  const { id } = await params
  const question = questionIn(await searchParams)
  const member = await requireMember(reconciliationPage(id, question))
  const seed = await askReconciliation(member, id, question)
  if (seed === null) notFound()
  const t = await getTranslations()
  return (
    <>
      <PageHeading
        above={<Trail steps={[{ href: '/combis', label: t('combis.title') }]} />}
        title={t('reconciliation.title')}
        lead={seed.data.combi.name}
        actions={<TextLink href={`/combis/${id}/statistieken`}>{t('reconciliation.toStatistics')}</TextLink>}
      />
      <NextIntlClientProvider messages={pickMessages(await getMessages(), reconciliationNamespaces)}>
        <ReconciliationScreen seed={seed} question={question} canRead={member.canWrite} />
      </NextIntlClientProvider>
    </>
  )
}

export default ReconciliationPage
