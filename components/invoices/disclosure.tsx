import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'

type DisclosureProps = { summary: ReactNode; isOpen?: boolean; children: ReactNode }

/** Something that can be folded open, by the browser's own means. */
export const Disclosure = ({ summary, isOpen = false, children }: DisclosureProps) => (
  <details open={isOpen} className="group mt-3 rounded-control border border-line">
    <summary className="flex min-h-11 list-none items-center gap-2 px-3 py-2 font-medium [&::-webkit-details-marker]:hidden">
      <Icon name="right" className="group-open:rotate-90" />
      <span className="min-w-0 flex-1">{summary}</span>
    </summary>
    <div className="border-t border-line px-3 pt-1 pb-3">{children}</div>
  </details>
)
