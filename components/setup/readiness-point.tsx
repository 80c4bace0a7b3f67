import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'

type ReadinessPointProps = {
  title: string
  /** What to know or do about it. */
  children: ReactNode
  examples?: readonly string[]
  count?: number
}

/** One thing that a person should know before installing, with some of what it is about. */
export const ReadinessPoint = ({ title, children, examples = [], count = examples.length }: ReadinessPointProps) => {
  const t = useTranslations('setup.readiness')
  return (
    <li className="flex gap-3 rounded-control border border-line p-4">
      <span className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full bg-warn-soft text-warn">
        <Icon name="triangle" className="size-3.5" />
      </span>
      <div className="min-w-0 grow space-y-1">
        <h3 className="font-medium wrap-anywhere">{title}</h3>
        <div className="text-small">{children}</div>
        {examples.length > 0 && (
          <p className="text-small wrap-anywhere text-muted">
            {examples.join(', ')}
            {count > examples.length && ` ${t('more', { count: count - examples.length })}`}
          </p>
        )}
      </div>
    </li>
  )
}
