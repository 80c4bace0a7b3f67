import type { ReactNode } from 'react'

type PageHeadingProps = { title: string; lead?: ReactNode; above?: ReactNode; actions?: ReactNode }

/** The one first-level heading of a page, with what belongs beside it. */
export const PageHeading = ({ title, lead, above, actions }: PageHeadingProps) => (
  <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
    <div className="min-w-0">
      {above}
      <h1 className="text-title font-semibold tracking-tight">{title}</h1>
      {lead !== undefined && <p className="mt-1 max-w-2xl text-muted">{lead}</p>}
    </div>
    {actions}
  </header>
)
