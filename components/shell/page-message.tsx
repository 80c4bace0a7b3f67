import type { ReactNode } from 'react'

type PageMessageProps = { title: string; children: ReactNode; action: ReactNode }

/** A page that only has something to say, and one way on. */
export const PageMessage = ({ title, children, action }: PageMessageProps) => (
  <div className="mx-auto max-w-xl px-4 py-20 text-center">
    <h1 className="text-title font-semibold tracking-tight">{title}</h1>
    <div className="mt-2 text-muted">{children}</div>
    <div className="mt-6">{action}</div>
  </div>
)
