import type { ReactNode } from 'react'

type QuestionGroupProps = { title: string; lead?: string; children: ReactNode }

/** Questions that belong together. */
export const QuestionGroup = ({ title, lead, children }: QuestionGroupProps) => (
  <fieldset>
    <legend className="text-heading font-semibold">{title}</legend>
    {lead !== undefined && <p className="mt-0.5 max-w-2xl text-muted">{lead}</p>}
    <div className="mt-4 space-y-4">{children}</div>
  </fieldset>
)
