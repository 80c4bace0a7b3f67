'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import type { InvoiceRowDto } from '@/lib/dto/invoices'
import { undoMutation } from '@/lib/queries/invoice-detail'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { useProblemWords } from '@/components/values/use-problem-words'
import { useVendorName } from '@/components/values/use-vendor-name'

/** Takes a booking back, after saying what that means; a refusal says what to do instead. */
export const UndoButton = ({ invoice }: { invoice: InvoiceRowDto }) => {
  const t = useTranslations('invoice.undo')
  const nameOf = useVendorName()
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const { mutate, isPending, error, reset } = useMutation(undoMutation(useQueryClient(), invoice.id))
  const books = nameOf(invoice.combi.vendors.books)
  const close = () => {
    setIsOpen(false)
    reset()
  }
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
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={t('title')}
        description={t('text', { books })}
        returnFocusTo={button}
      >
        {error !== null && (
          <div className="mt-4" role="alert">
            <Notice tone="warn">{problemWords(error)}</Notice>
          </div>
        )}
        <DialogActions>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            look="primary"
            aria-disabled={isPending}
            onClick={() => {
              if (isPending) return
              mutate(undefined, {
                onSuccess: () => {
                  close()
                  announce(t('done', { books }))
                },
              })
            }}
          >
            {t('confirm')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
