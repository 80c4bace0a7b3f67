import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

/** The place of a combi that is about to come. */
export const CombisSkeleton = () => (
  <Card className="space-y-5 p-4 sm:p-6">
    <div className="flex items-center gap-3.5">
      <Skeleton className="h-10 w-22" />
      <div className="space-y-2">
        <Skeleton className="h-5 w-52" />
        <Skeleton className="h-4 w-40" />
      </div>
    </div>
    <Skeleton className="h-17 w-full" />
    <div className="grid gap-x-10 gap-y-5 lg:grid-cols-2">
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
    </div>
    <Skeleton className="h-10 w-44" />
  </Card>
)
