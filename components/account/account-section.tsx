import { useId, type ReactNode } from 'react'
import { Card } from '@/components/ui/card'

type AccountSectionProps = { title: string; lead: string; children: ReactNode }

/** One thing about the account, with what it is for beside it. */
export const AccountSection = ({ title, lead, children }: AccountSectionProps) => {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <Card className="grid gap-x-10 gap-y-4 p-5 sm:p-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
        <div>
          <h2 id={id} className="text-heading font-semibold">
            {title}
          </h2>
          <p className="mt-1 text-small text-muted">{lead}</p>
        </div>
        <div className="min-w-0 max-w-lg space-y-4">{children}</div>
      </Card>
    </section>
  )
}
