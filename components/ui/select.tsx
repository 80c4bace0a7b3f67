import type { ComponentProps } from 'react'
import { classNames } from './class-names'
import { inputClass } from './field'
import { Icon } from './icon'

/** One of a list, by the browser's own list: it works with every keyboard, finger and screen reader. */
export const Select = ({ className, ...props }: ComponentProps<'select'>) => (
  <span className={classNames('relative block', className)}>
    <select className={classNames(inputClass, 'cursor-pointer appearance-none truncate pe-9')} {...props} />
    <Icon name="down" className="pointer-events-none absolute inset-e-3 top-1/2 -translate-y-1/2 text-muted" />
  </span>
)
