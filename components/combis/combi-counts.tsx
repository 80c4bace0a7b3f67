import { useTranslations } from 'next-intl'
import type { CombiDto } from '@/lib/dto/combis'
import { classNames } from '@/components/ui/class-names'
import { useFormats } from '@/components/values/use-formats'
import { WayLink } from './way-link'

const tiles = [
  { count: 'pending', state: 'pending', asks: false },
  { count: 'offered', state: 'offered', asks: false },
  { count: 'action', state: 'action', asks: true },
  { count: 'failed', state: 'failed', asks: true },
  { count: 'bookedThisMonth', state: 'booked', asks: false },
] as const

type CombiCountsProps = {
  combi: CombiDto
  /** Of a workspace that the reader is not looking at. */ isElsewhere: boolean
}

/** How many invoices of a combi stand where; each figure leads to them. */
export const CombiCounts = ({ combi, isElsewhere }: CombiCountsProps) => {
  const t = useTranslations('combis.counts')
  const formats = useFormats()
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-control border border-line bg-line sm:grid-cols-5">
      {tiles.map(({ count, state, asks }) => (
        <li key={count} className="bg-surface last:max-sm:col-span-2">
          <WayLink
            href={`/facturen?state=${state}&combi=${combi.id}`}
            isElsewhere={isElsewhere}
            className="flex h-full flex-col px-3.5 py-2.5 -outline-offset-2 hover:bg-accent-soft"
          >
            <span
              className={classNames(
                'text-heading font-semibold tabular-nums',
                asks && combi.counts[count] > 0 && 'text-warn',
              )}
            >
              {formats.count(combi.counts[count])}
            </span>
            <span className="text-small text-muted">{t(count)}</span>
          </WayLink>
        </li>
      ))}
    </ul>
  )
}
