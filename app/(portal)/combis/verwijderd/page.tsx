import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { RemovedList } from '@/components/editing/removed-list'
import { Trail } from '@/components/shell/trail'
import { PageHeading } from '@/components/ui/page-heading'
import { requireMember } from '@/lib/auth/member'
import { readRemoved } from '@/app/read-editing'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('editing.removed'))('title'),
})

const RemovedPage = async () => {
  const member = await requireMember('/combis/verwijderd')
  const removed = await readRemoved(member)
  if (removed === null) notFound()
  const t = await getTranslations()
  return (
    <>
      <PageHeading
        above={<Trail steps={[{ href: '/combis', label: t('combis.title') }]} />}
        title={t('editing.removed.title')}
        lead={t('editing.removed.lead')}
      />
      <RemovedList items={removed.items} />
    </>
  )
}

export default RemovedPage
