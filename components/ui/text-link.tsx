import Link from 'next/link'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

export const textLinkClass =
  'inline-flex min-h-6 items-center gap-1 font-medium text-accent underline decoration-accent/40 underline-offset-4 hover:decoration-accent'

/** A link to a page of ours, with room enough to hit it. */
export const TextLink = ({ className, ...props }: ComponentProps<typeof Link>) => (
  <Link className={classNames(textLinkClass, className)} {...props} />
)
