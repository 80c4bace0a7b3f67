'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useId, useState, type SyntheticEvent } from 'react'
import type { InvoiceRowDto, OfferResultDto } from '@/lib/dto/invoices'
import { offerMutation } from '@/lib/queries/invoices'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { Field, Input, RadioChoice } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useFormats } from '@/components/values/use-formats'
import { useProblemWords } from '@/components/values/use-problem-words'

type OfferFormProps = {
  invoices: readonly InvoiceRowDto[]
  onDone: (result: OfferResultDto) => void
  onClose: () => void
}

/** Asks under which date the chosen invoices are booked, and hands them over. */
export const OfferForm = ({ invoices, onDone, onClose }: OfferFormProps) => {
  const t = useTranslations('invoices.offer')
  const problemWords = useProblemWords()
  const dateId = useId()
  const [isOtherDate, setIsOtherDate] = useState(false)
  const [bookingDate, setBookingDate] = useState('')
  const { mutate, isPending, error } = useMutation(offerMutation(useQueryClient()))
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (isPending) return
    mutate({ ids: invoices.map(({ id }) => id), bookingDate: isOtherDate ? bookingDate : null }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit}>
      <OfferSummary invoices={invoices} />
      <fieldset className="mt-4 space-y-2">
        <legend className="mb-2 font-medium">{t('bookingDate')}</legend>
        <RadioChoice
          name="date"
          label={t('sameDate')}
          hint={t('sameDateHint')}
          checked={!isOtherDate}
          onChange={() => {
            setIsOtherDate(false)
          }}
        />
        <RadioChoice
          name="date"
          label={t('otherDate')}
          hint={t('otherDateHint')}
          checked={isOtherDate}
          onChange={() => {
            setIsOtherDate(true)
          }}
        />
      </fieldset>
      {isOtherDate && (
        <div className="mt-3">
          <Field id={dateId} label={t('date')}>
            <Input
              id={dateId}
              type="date"
              required
              min="2000-01-01"
              max="2099-12-31"
              value={bookingDate}
              onChange={({ currentTarget: { value } }) => {
                setBookingDate(value)
              }}
            />
          </Field>
        </div>
      )}
      {error !== null && (
        <div className="mt-4" role="alert">
          <Notice tone="bad">{problemWords(error)}</Notice>
        </div>
      )}
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" look="primary" aria-disabled={isPending}>
          {t('confirm')}
        </Button>
      </DialogActions>
    </form>
  )
}

const OfferSummary = ({ invoices }: { invoices: readonly InvoiceRowDto[] }) => {
  const t = useTranslations('invoices.offer')
  const formats = useFormats()
  const total = invoices.reduce((sum, { grossCents }) => sum + grossCents, 0)
  return (
    <p className="mt-3 rounded-control bg-sunken px-3.5 py-2.5">
      {t('summary', { count: invoices.length, total: formats.euros(total) })}
    </p>
  )
}
