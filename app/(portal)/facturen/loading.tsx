import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { PageHeading } from '@/components/ui/page-heading'
import { Skeleton } from '@/components/ui/skeleton'

const rows = [1, 2, 3, 4, 5, 6]

const InvoicesLoading = () => {
  const t = useTranslations('invoices')
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <Skeleton className="mb-4 h-11 w-full max-w-3xl" />
      <Card className="space-y-3 p-5">
        {rows.map((row) => (
          <Skeleton key={row} className="h-8 w-full" />
        ))}
      </Card>
    </>
  )
}

export default InvoicesLoading
