import { useTranslations } from 'next-intl'
import { CombisSkeleton } from '@/components/combis/combis-skeleton'
import { PageHeading } from '@/components/ui/page-heading'

const CombisLoading = () => {
  const t = useTranslations('combis')
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <CombisSkeleton />
    </>
  )
}

export default CombisLoading
