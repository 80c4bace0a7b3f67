'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useId, useState, type SyntheticEvent } from 'react'
import type { IgnoreResultDto, InvoiceSelectionDto } from '@/lib/dto/invoices'
import { ignoreMutation } from '@/lib/queries/invoices'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useProblemWords } from '@/components/values/use-problem-words'

const longestReason = 500

type IgnoreFormProps = {
  selection: InvoiceSelectionDto
  onDone: (result: IgnoreResultDto) => void
  onClose: () => void
}

/** Asks why the chosen invoices are kept out of the books, if one wants to say, and ignores them. */
export const IgnoreForm = ({ selection, onDone, onClose }: IgnoreFormProps) => {
  const t = useTranslations('invoices.ignore')
  const problemWords = useProblemWords()
  const reasonId = useId()
  const [reason, setReason] = useState('')
  const { mutate, isPending, error } = useMutation(ignoreMutation(useQueryClient()))
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (isPending) return
    const said = reason.trim()
    mutate({ ...selection, ...(said !== '' && { reason: said }) }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} className="mt-4">
      <Field id={reasonId} label={t('reason')} hint={t('reasonHint')}>
        <Input
          id={reasonId}
          aria-describedby={`${reasonId}-hint`}
          maxLength={longestReason}
          value={reason}
          onChange={({ currentTarget: { value } }) => {
            setReason(value)
          }}
        />
      </Field>
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
