import { classNames } from '@/components/ui/class-names'

const drawings = {
  // A sheet with lines and a total: what is invoiced.
  source: (
    <>
      <path d="M10 6.5h9.5L24 11v14.5H10Z" />
      <path d="M19.5 6.5V11H24M13.5 15h7m-7 3.75h7M17 22.5h3.5" />
    </>
  ),
  // An open book: where it is booked.
  books: (
    <>
      <path d="M16 10.5c-2.4-1.8-5.4-2.5-9-2.5v14.5c3.6 0 6.6.7 9 2.5 2.4-1.8 5.4-2.5 9-2.5V8c-3.6 0-6.6.7-9 2.5Z" />
      <path d="M16 10.5V25m3.75-10.75c.9-.3 1.6-.45 2.5-.55m-2.5 4.3c.9-.3 1.6-.45 2.5-.55M9.75 13.7c.9.1 1.6.25 2.5.55m-2.5 3.2c.9.1 1.6.25 2.5.55" />
    </>
  ),
}

const looks = { source: 'bg-accent text-on-accent', books: 'bg-ink text-canvas' }

type ConnectorMarkProps = { side: 'source' | 'books'; size?: 'small' | 'large' }

/**
 * A mark of our own for a connected product: what it is for, in the colour of its side. Its name stands beside it; the
 * vendors' own logos are theirs.
 */
export const ConnectorMark = ({ side, size = 'small' }: ConnectorMarkProps) => (
  <span
    aria-hidden="true"
    className={classNames(
      'grid shrink-0 place-items-center',
      size === 'small' ? 'size-10 rounded-control' : 'size-16 rounded-card shadow-card',
      looks[side],
    )}
  >
    <svg
      viewBox="0 0 32 32"
      focusable="false"
      className={size === 'small' ? 'size-8' : 'size-12'}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {drawings[side]}
    </svg>
  </span>
)
