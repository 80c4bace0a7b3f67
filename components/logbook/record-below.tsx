import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import type { RunItemDto } from '@/lib/dto/runs'
import type { VendorsDto } from '@/lib/dto/shapes'
import { ReasonText } from '@/components/reasons/reason-text'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { isStillHeld } from './record-outcome'

const RecordCalls = dynamic(async () => (await import('./record-calls')).RecordCalls, {
  ssr: false,
  loading: () => <Skeleton className="h-16" />,
})

export type RecordActions = {
  /** Tries this record again; null for who may not. */
  retryOne: ((recordId: string) => void) | null
  /** Asks whether all invoices that wait with this cause are to be tried again. */
  retryAll: (reason: string) => void
  /** How many invoices wait with a cause; without it only single records are offered. */
  waiting: Readonly<Record<string, number>>
  isPending: boolean
}

type RecordBelowProps = {
  item: RunItemDto
  combi: { id: string; vendors: VendorsDto }
  actions: RecordActions
  isOpen: boolean
}

/** Beneath a record: why it is as it is, what can be done, and the requests behind it once somebody wants to see them. */
export const RecordBelow = ({ item, combi, actions, isOpen }: RecordBelowProps) => (
  <div className="space-y-2 text-small">
    {item.reason !== null && <ReasonText reason={item.reason} vendors={combi.vendors} />}
    {actions.retryOne !== null && <RetryButtons item={item} actions={actions} retryOne={actions.retryOne} />}
    {isOpen && (
      <div id={`calls-${item.id}`} className="rounded-control bg-sunken p-3">
        <RecordCalls combiId={combi.id} recordId={item.id} />
      </div>
    )}
  </div>
)

type RetryButtonsProps = Pick<RecordBelowProps, 'item' | 'actions'> & { retryOne: (recordId: string) => void }

const RetryButtons = ({ item, actions, retryOne }: RetryButtonsProps) => {
  const t = useTranslations('log.retry')
  const { retryAll, waiting, isPending } = actions
  // Payments and files are no matter of the invoice's own state.
  const isFailedBeside = (item.kind === 'payment' || item.kind === 'file') && item.outcome === 'failed'
  if (!isStillHeld(item) && !isFailedBeside) return null
  const cause = item.invoice?.reasonCode ?? null
  const count = cause === null || isFailedBeside ? 0 : (waiting[cause] ?? 0)
  return (
    <p className="flex flex-wrap gap-2">
      <Button
        className="text-small"
        aria-disabled={isPending}
        onClick={() => {
          if (!isPending) retryOne(item.id)
        }}
      >
        {t('one')}
        <span className="sr-only">: {item.label}</span>
      </Button>
      {cause !== null && count > 1 && (
        <Button
          look="plain"
          className="text-small"
          aria-disabled={isPending}
          onClick={() => {
            if (!isPending) retryAll(cause)
          }}
        >
          {t('all', { count })}
        </Button>
      )}
    </p>
  )
}
