'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useId, useState, type SyntheticEvent } from 'react'
import { keepMutation } from '@/lib/queries/correction'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useProblemWords } from '@/components/values/use-problem-words'
import type { Mismatch } from './mismatch'

type KeepFormProps = { invoiceId: string; mismatch: Mismatch; names: { source: string; books: string } }

/** Leaves the entry as it is; why is written down with who decided it. */
export const KeepForm = ({ invoiceId, mismatch, names }: KeepFormProps) => {
  const t = useTranslations('correction.keep')
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const fieldId = useId()
  const formId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { mutate, isPending, error } = useMutation(keepMutation(useQueryClient(), invoiceId))
  const canSend = reason.trim() !== '' && !isPending
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (!canSend) return
    mutate(
      { reason },
      {
        onSuccess: () => {
          announce(t('done'))
        },
      },
    )
  }
  return (
    <div className="mt-3">
      <Button
        aria-expanded={isOpen}
        aria-controls={isOpen ? formId : undefined}
        onClick={() => {
          setIsOpen(!isOpen)
        }}
      >
        {t('title')}
      </Button>
      {isOpen && (
        <form id={formId} onSubmit={submit} className="mt-3 space-y-3">
          <p className="max-w-4xl text-small">{t(mismatch, names)}</p>
          {error !== null && (
            <div role="alert">
              <Notice tone="warn">{problemWords(error)}</Notice>
            </div>
          )}
          <Field id={fieldId} label={t('reason')}>
            <Input
              id={fieldId}
              required
              maxLength={500}
              value={reason}
              onChange={({ currentTarget: { value } }) => {
                setReason(value)
              }}
            />
          </Field>
          <Button type="submit" aria-disabled={!canSend}>
            {t('confirm')}
          </Button>
        </form>
      )}
    </div>
  )
}
