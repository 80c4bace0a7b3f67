import type { ComponentProps } from 'react'
import { classNames } from './class-names'

export const cardClass = 'rounded-card border border-line bg-surface shadow-card'

export const Card = ({ className, ...props }: ComponentProps<'div'>) => (
  <div className={classNames(cardClass, className)} {...props} />
)
