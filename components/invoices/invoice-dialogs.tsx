'use client'

import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { useVendorName } from '@/components/values/use-vendor-name'
import { IgnoreForm } from './ignore-form'
import { OfferForm } from './offer-form'
import type { Question, useInvoiceActions } from './use-invoice-actions'

type InvoiceDialogsProps = {
  question: Question
  actions: Pick<ReturnType<typeof useInvoiceActions>, 'tell' | 'close'>
  returnFocusTo: RefObject<HTMLButtonElement | null>
}

/** The question that belongs to the chosen action. */
export const InvoiceDialogs = ({ question, actions, returnFocusTo }: InvoiceDialogsProps) => {
  const t = useTranslations('invoices')
  const nameOf = useVendorName()
  const { tell, close } = actions
  const { kind, selection, count, isMore, vendors } = question
  const names = { books: nameOf(vendors?.books ?? ''), source: nameOf(vendors?.source ?? ''), count }
  return (
    <Dialog
      isOpen
      onClose={close}
      title={
        isMore && (kind === 'offer' || kind === 'ignore') ? t(`${kind}.titleMore`, names) : t(`${kind}.title`, names)
      }
      description={t(`${kind}.text`, names)}
      returnFocusTo={returnFocusTo}
      isWide={kind !== 'ignore'}
    >
      {kind === 'ignore' ? (
        <IgnoreForm
          selection={selection}
          onClose={close}
          onDone={({ ignored, refused, begun }) => {
            tell({ kind: 'ignored', changed: ignored.length, refused: refused.length, begun })
          }}
        />
      ) : (
        <OfferForm
          selection={selection}
          onClose={close}
          onDone={({ offered, refused, isBooking, begun }) => {
            tell({ kind: 'offered', changed: offered, refused, isBooking, begun })
          }}
        />
      )}
    </Dialog>
  )
}
