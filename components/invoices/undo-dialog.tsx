'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import type { InvoiceRowDto } from '@/lib/dto/invoices'
import { undoMutation } from '@/lib/queries/invoice-detail'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { useProblemWords } from '@/components/values/use-problem-words'
import { useVendorName } from '@/components/values/use-vendor-name'

type UndoDialogProps = {
  invoice: InvoiceRowDto
  onClose: () => void
  returnFocusTo: RefObject<HTMLButtonElement | null>
}

/** Says what taking a booking back means, and does it; a refusal says what to do instead. */
export const UndoDialog = ({ invoice, onClose, returnFocusTo }: UndoDialogProps) => {
  const t = useTranslations('invoice.undo')
  const nameOf = useVendorName()
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const { mutate, isPending, error } = useMutation(undoMutation(useQueryClient(), invoice.id))
  const books = nameOf(invoice.combi.vendors.books)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('title')}
      description={t('text', { books })}
      returnFocusTo={returnFocusTo}
    >
      {error !== null && (
        <div className="mt-4" role="alert">
          <Notice tone="warn">{problemWords(error)}</Notice>
        </div>
      )}
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          look="primary"
          aria-disabled={isPending}
          onClick={() => {
            if (isPending) return
            mutate(undefined, {
              onSuccess: () => {
                onClose()
                announce(t('done', { books }))
              },
            })
          }}
        >
          {t('confirm')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
