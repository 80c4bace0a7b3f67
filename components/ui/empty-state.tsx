import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

type EmptyStateProps = { icon: IconName; title: string; children: ReactNode }

/** What stands where there is nothing yet: it says why, and what to do next. */
export const EmptyState = ({ icon, title, children }: EmptyStateProps) => (
  <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
    <span className="mb-1 grid size-11 place-items-center rounded-full bg-sunken text-muted">
      <Icon name={icon} className="size-5" />
    </span>
    <p className="text-heading font-semibold">{title}</p>
    <div className="max-w-md text-muted">{children}</div>
  </div>
)
