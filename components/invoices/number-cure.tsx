'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useId, useState, type SyntheticEvent } from 'react'
import { numberMutation } from '@/lib/queries/correction'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { useProblemWords } from '@/components/values/use-problem-words'

type NumberCureProps = { invoiceId: string; combiId: string; chosen: number | null; books: string }

/** Gives an invoice whose number is taken another one in the books, or takes that away again. */
export const NumberCure = ({ invoiceId, combiId, chosen, books }: NumberCureProps) => {
  const t = useTranslations('cures.own')
  const problemWords = useProblemWords()
  const id = useId()
  const [typed, setTyped] = useState('')
  const { mutate, isPending, error } = useMutation(numberMutation(useQueryClient(), invoiceId))
  const canSend = /^\d{1,9}$/.test(typed) && !isPending
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (canSend) mutate({ number: Number(typed) })
  }
  return (
    <Card className="p-4 sm:p-6">
      <h2 className="text-heading font-semibold">{t('title', { books })}</h2>
      <p className="mt-2 max-w-4xl">{t('text')}</p>
      {error !== null && (
        <div className="mt-2" role="alert">
          <Notice tone="warn">{problemWords(error)}</Notice>
        </div>
      )}
      {chosen !== null && (
        <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
          {t('chosen', { number: String(chosen) })}
          <Button
            aria-disabled={isPending}
            onClick={() => {
              if (!isPending) mutate({ number: null })
            }}
          >
            {t('undo')}
          </Button>
        </p>
      )}
      <form onSubmit={submit} className="mt-3 space-y-3">
        <Field id={id} label={t('number', { books })} hint={t('hint')}>
          <Input
            id={id}
            inputMode="numeric"
            required
            maxLength={9}
            aria-describedby={`${id}-hint`}
            className="sm:max-w-60"
            value={typed}
            onChange={({ currentTarget: { value } }) => {
              setTyped(value.replace(/\D/g, ''))
            }}
          />
        </Field>
        <Button type="submit" look="primary" aria-disabled={!canSend}>
          {t('save')}
        </Button>
      </form>
      <p className="mt-3 max-w-4xl text-small text-muted">
        {t('offset')} <TextLink href={`/combis/${combiId}/bewerken`}>{t('toSettings')}</TextLink>
      </p>
    </Card>
  )
}
