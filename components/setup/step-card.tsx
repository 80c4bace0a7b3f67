import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'

type StepCardProps = { title: string; lead: ReactNode; children: ReactNode }

/** What a step says and asks, under the page's one first-level heading. */
export const StepCard = ({ title, lead, children }: StepCardProps) => (
  <Card className="p-5 sm:p-7">
    <h1 className="text-title font-semibold tracking-tight">{title}</h1>
    <p className="mt-1 max-w-2xl text-muted">{lead}</p>
    <div className="mt-6 space-y-6">{children}</div>
  </Card>
)

/** What a step ends with: on, and whatever else can be done. */
export const StepActions = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-x-5 gap-y-3 border-t border-line pt-5">{children}</div>
)
