'use client'

import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import type { InvoiceRowDto } from '@/lib/dto/invoices'
import { Button } from '@/components/ui/button'

/** The question comes when it is asked. */
const UndoDialog = dynamic(async () => (await import('./undo-dialog')).UndoDialog, { ssr: false })

/** Takes a booking back, after asking. */
export const UndoButton = ({ invoice }: { invoice: InvoiceRowDto }) => {
  const t = useTranslations('invoice.undo')
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        ref={button}
        onClick={() => {
          setIsOpen(true)
        }}
      >
        {t('button')}
      </Button>
      {isOpen && (
        <UndoDialog
          invoice={invoice}
          returnFocusTo={button}
          onClose={() => {
            setIsOpen(false)
          }}
        />
      )}
    </>
  )
}
