import Link from 'next/link'
import { buttonClass } from './button'
import { Icon } from './icon'

type PagerProps = {
  label: string
  previous: { label: string; href: string } | null
  next: { label: string; href: string } | null
}

/** The way to the pages before and after this one; nothing where there is only one. */
export const Pager = ({ label, previous, next }: PagerProps) =>
  previous === null && next === null ? null : (
    <nav aria-label={label} className="mt-4 flex justify-between gap-3">
      {previous === null ? (
        <span />
      ) : (
        <Link href={previous.href} className={buttonClass()}>
          <Icon name="left" />
          {previous.label}
        </Link>
      )}
      {next !== null && (
        <Link href={next.href} className={buttonClass()}>
          {next.label}
          <Icon name="right" />
        </Link>
      )}
    </nav>
  )
