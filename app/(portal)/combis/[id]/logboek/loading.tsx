import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { PageHeading } from '@/components/ui/page-heading'
import { Skeleton } from '@/components/ui/skeleton'

const rows = [1, 2, 3, 4, 5]

const LogbookLoading = () => (
  <>
    <PageHeading title={useTranslations('runs')('title')} />
    <Card className="space-y-3 p-5">
      {rows.map((row) => (
        <Skeleton key={row} className="h-10 w-full" />
      ))}
    </Card>
  </>
)

export default LogbookLoading
