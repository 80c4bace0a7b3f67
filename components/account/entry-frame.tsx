import Link from 'next/link'
import type { ReactNode } from 'react'
import { Brand } from '@/components/shell/brand'
import { PageFooter } from '@/components/shell/page-footer'
import { Card } from '@/components/ui/card'

type EntryFrameProps = { title: string; lead: string | null; children: ReactNode }

/** One card on an empty page, for everything that comes before somebody is signed in. */
export const EntryFrame = ({ title, lead, children }: EntryFrameProps) => (
  <div className="flex min-h-dvh flex-col">
    <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 py-10">
      <Link href="/" className="mb-6 self-start rounded-control p-1 -ms-1">
        <Brand />
      </Link>
      <Card className="p-6 sm:p-8">
        <h1 className="mb-1 text-title font-semibold tracking-tight">{title}</h1>
        {lead !== null && <p className="mb-6 text-muted">{lead}</p>}
        {children}
      </Card>
    </main>
    <PageFooter width="front" />
  </div>
)
