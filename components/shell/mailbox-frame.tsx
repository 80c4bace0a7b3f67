import Link from 'next/link'
import type { ReactNode } from 'react'
import { Brand } from './brand'
import { PageFooter } from './page-footer'

type MailboxFrameProps = { title: string; lead: string; children: ReactNode }

/** A page of the mailbox: no part of the portal, and for nobody but whoever sits at this computer. */
export const MailboxFrame = ({ title, lead, children }: MailboxFrameProps) => (
  <div className="flex min-h-dvh flex-col">
    <header className="mx-auto flex h-16 w-full max-w-5xl items-center px-4 sm:px-6">
      <Link href="/" className="rounded-control p-1 -ms-1">
        <Brand />
      </Link>
    </header>
    <main className="mx-auto w-full max-w-5xl flex-1 px-4 pt-4 pb-12 sm:px-6">
      <h1 className="text-title font-semibold tracking-tight">{title}</h1>
      <p className="mt-1 mb-6 max-w-2xl text-muted">{lead}</p>
      {children}
    </main>
    <PageFooter width="front" />
  </div>
)
