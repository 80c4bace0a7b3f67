import Link from 'next/link'
import type { ComponentProps } from 'react'

type WayLinkProps = ComponentProps<'a'> & {
  href: string
  /** Whether it leads into another workspace than the reader looks at: then all of the page is loaded anew, for that one. */
  isElsewhere: boolean
}

/** A link to something of a combi. */
export const WayLink = ({ isElsewhere, ...props }: WayLinkProps) =>
  isElsewhere ? <a {...props}>{props.children}</a> : <Link {...props} />
