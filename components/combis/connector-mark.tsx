import { classNames } from '@/components/ui/class-names'
import { useVendorName } from '@/components/values/use-vendor-name'

type ConnectorMarkProps = { connector: string; side: 'source' | 'books' }

/** A mark of our own for a connected product: its first letter. Its name stands beside it. */
export const ConnectorMark = ({ connector, side }: ConnectorMarkProps) => (
  <span
    aria-hidden="true"
    className={classNames(
      'grid size-10 place-items-center rounded-control text-heading font-semibold',
      side === 'source' ? 'bg-accent text-on-accent' : 'bg-ink text-canvas',
    )}
  >
    {useVendorName()(connector).charAt(0)}
  </span>
)
