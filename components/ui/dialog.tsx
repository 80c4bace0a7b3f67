'use client'

import { Dialog as Radix } from 'radix-ui'
import type { ReactNode, RefObject } from 'react'
import { classNames } from './class-names'
import { cardClass } from './card'

type DialogProps = {
  isOpen: boolean
  onClose: () => void
  title: string
  description: string
  /** Where the focus goes when the question is answered: what opened it may be gone by then. */
  returnFocusTo: RefObject<HTMLElement | null>
  /** Room for tables. */
  isWide?: boolean
  children: ReactNode
}

/** A question on top of the page: it keeps the focus, closes with Escape, and gives the focus back. */
export const Dialog = ({
  isOpen,
  onClose,
  title,
  description,
  returnFocusTo,
  isWide = false,
  children,
}: DialogProps) => (
  <Radix.Root
    open={isOpen}
    onOpenChange={(open) => {
      if (!open) onClose()
    }}
  >
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 bg-veil" />
      <Radix.Content
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          // What came of the answer may have the focus already.
          if (document.activeElement !== document.body) return
          const target = returnFocusTo.current ?? document.querySelector('main')
          target?.focus()
        }}
        className={classNames(
          cardClass,
          'fixed inset-x-3 top-1/2 z-50 mx-auto max-h-[calc(100dvh-1.5rem)] -translate-y-1/2 overflow-y-auto p-5 shadow-float sm:p-6',
          isWide ? 'max-w-3xl' : 'max-w-lg',
        )}
      >
        <Radix.Title className="text-heading font-semibold">{title}</Radix.Title>
        <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>
        {children}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)

/** The buttons under a question: the answer first in reading order, the way out beside it. */
export const DialogActions = ({ children }: { children: ReactNode }) => (
  <div className="mt-6 flex flex-wrap-reverse justify-end gap-2">{children}</div>
)
