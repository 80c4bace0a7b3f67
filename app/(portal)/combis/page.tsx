import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CombisList } from '@/components/combis/combis-list'
import { PageHeading } from '@/components/ui/page-heading'
import { requireMember } from '@/lib/auth/member'
import { readCombis } from '@/app/read'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('combis'))('title') })

const CombisPage = async () => {
  const member = await requireMember('/combis')
  const t = await getTranslations('combis')
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <CombisList seed={await readCombis(member)} canWrite={member.canWrite} />
    </>
  )
}

export default CombisPage
