import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef } from 'react'
import type { BulkActionDto, InvoicesPageDto } from '@/lib/dto/invoices'
import { useAnnounce } from '@/components/ui/announcer'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useFormats } from '@/components/values/use-formats'

/** How far the portal is with what people do with many invoices, and with booking; it goes on when the page is left. */
export const InvoiceProgress = ({ bulkActions, booking }: Pick<InvoicesPageDto, 'bulkActions' | 'booking'>) => {
  const t = useTranslations('invoices.progress')
  const formats = useFormats()
  const finishedText = useFinishedText()
  useAnnounceEnds(bulkActions)
  const running = bulkActions.filter(({ isFinished }) => !isFinished)
  const finished = bulkActions.filter(({ isFinished }) => isFinished)
  if (bulkActions.length === 0 && booking === null) return null
  return (
    <section aria-label={t('title')} className="mb-4 space-y-3">
      {(running.length > 0 || booking !== null) && (
        <Card className="space-y-3 px-4 py-3">
          {running.map(({ id, kind, done, total }) => (
            <Bar
              key={id}
              value={done}
              max={total}
              text={t(`running.${kind}`, { done: formats.count(done), total: formats.count(total) })}
            />
          ))}
          {booking !== null && (
            <Bar
              value={booking.booked}
              max={booking.booked + booking.left}
              text={t('booking', { booked: formats.count(booking.booked), left: formats.count(booking.left) })}
            />
          )}
          <p className="text-small text-muted">{t('leave')}</p>
        </Card>
      )}
      {finished.map((action) => (
        <Notice key={action.id} tone={action.changed < action.total ? 'warn' : 'good'}>
          {finishedText(action)}
        </Notice>
      ))}
    </section>
  )
}

const useFinishedText = () => {
  const t = useTranslations('invoices.progress')
  const done = useTranslations('invoices.done')
  return ({ kind, total, changed }: BulkActionDto): string =>
    [t(`finished.${kind}`, { count: changed }), changed < total && done('refused', { count: total - changed })]
      .filter((part) => part !== false)
      .join(' ')
}

/** Says it when one comes to its end under the reader's eyes; on the way there is nothing to listen to. */
const useAnnounceEnds = (bulkActions: readonly BulkActionDto[]) => {
  const announce = useAnnounce()
  const finishedText = useFinishedText()
  const running = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    for (const action of bulkActions)
      if (action.isFinished && running.current.has(action.id)) announce(finishedText(action))
    running.current = new Set(bulkActions.filter(({ isFinished }) => !isFinished).map(({ id }) => id))
  })
}

type BarProps = { text: string; value: number; max: number }

const Bar = ({ text, value, max }: BarProps) => {
  const id = useId()
  return (
    <div>
      <p id={id}>{text}</p>
      <progress
        aria-labelledby={id}
        value={value}
        max={max}
        className="mt-2 block h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  )
}
