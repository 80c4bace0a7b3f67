import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

const rows = [1, 2, 3, 4, 5, 6]

/** The place of a list of invoices that is about to come. */
export const InvoicesSkeleton = () => (
  <>
    <Skeleton className="mb-4 h-11 w-full max-w-3xl" />
    <Card className="space-y-3 p-5">
      {rows.map((row) => (
        <Skeleton key={row} className="h-8 w-full" />
      ))}
    </Card>
  </>
)
