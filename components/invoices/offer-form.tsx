'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState, type SyntheticEvent } from 'react'
import type { InvoiceSelectionDto } from '@/lib/dto/invoices'
import type { OfferPreviewedResultDto } from '@/lib/dto/preview'
import { lookAgainMutation, offerPreviewedMutation, previewQuery } from '@/lib/queries/preview'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { useFormats } from '@/components/values/use-formats'
import { useProblemWords } from '@/components/values/use-problem-words'
import { BookingDateFields, type BookingDateChoice } from './booking-date-fields'
import { BookingPreview } from './booking-preview'

type OfferFormProps = {
  selection: InvoiceSelectionDto
  onDone: (result: OfferPreviewedResultDto) => void
  onClose: () => void
}

const isWholeDate = (date: string): boolean => /^20\d{2}-\d{2}-\d{2}$/.test(date)

/** Asks under which date the chosen invoices are booked, shows what that comes to in the books, and hands them over. */
export const OfferForm = ({ selection, onDone, onClose }: OfferFormProps) => {
  const t = useTranslations('invoices.offer')
  const formats = useFormats()
  const problemWords = useProblemWords()
  const queryClient = useQueryClient()
  const [date, setDate] = useState<BookingDateChoice>({ isOther: false, date: '' })
  const [page, setPage] = useState(1)
  const isAskable = !date.isOther || isWholeDate(date.date)
  const bookingDate = date.isOther ? date.date : null
  const question = { selection, bookingDate, page }
  const preview = useQuery(previewQuery(question, isAskable))
  const again = useMutation(lookAgainMutation(queryClient, question))
  const offer = useMutation(offerPreviewedMutation(queryClient))
  const isCurrent = isAskable && preview.data !== undefined && !preview.isFetching && !again.isPending
  const count = preview.data?.passing.count ?? 0
  const canOffer = isCurrent && preview.error === null && count > 0 && !offer.isPending
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (!canOffer) return
    const { fingerprint } = preview.data
    offer.mutate({ selection, bookingDate, fingerprint }, { onSuccess: onDone })
  }
  const problem = offer.error ?? again.error
  return (
    <form onSubmit={submit}>
      <BookingDateFields
        choice={date}
        onChange={(choice) => {
          setDate(choice)
          setPage(1)
        }}
      />
      {problem !== null && (
        <div className="mt-4" role="alert">
          <Notice tone="warn">{problemWords(problem)}</Notice>
        </div>
      )}
      <BookingPreview
        preview={isAskable ? preview.data : undefined}
        error={preview.error}
        isAskable={isAskable}
        isBusy={preview.isFetching || again.isPending}
        onPage={setPage}
        onAgain={() => {
          again.mutate()
        }}
      />
      {offer.isPending && (
        <p role="status" className="mt-4 text-muted">
          {t('busy', { count: formats.count(count) })}
        </p>
      )}
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" look="primary" aria-disabled={!canOffer}>
          {isCurrent && count > 0 ? t('confirm', { count }) : t('confirmNone')}
        </Button>
      </DialogActions>
    </form>
  )
}
