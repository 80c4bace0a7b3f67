'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { requestPasswordLink, requestSignInLink } from '@/lib/queries/session'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { FormProblem } from './form-problem'
import { useSubmit } from './use-submit'

type MailRequestFormProps = { kind: 'link' | 'password'; next: string; initialProblem?: string | null }

/** Has a mail sent to an address. What it says afterwards is the same whether or not the address has an account. */
export const MailRequestForm = ({ kind, next, initialProblem = null }: MailRequestFormProps) => {
  const t = useTranslations('access')
  const [isSent, setIsSent] = useState(false)
  const sentNotice = useRef<HTMLDivElement>(null)
  const { problem, isBusy, submit } = useSubmit(async (read) => {
    const email = read('email')
    await (kind === 'link' ? requestSignInLink({ email, next }) : requestPasswordLink({ email }))
    setIsSent(true)
    sentNotice.current?.focus()
    return null
  }, initialProblem)
  return (
    <form method="post" onSubmit={submit} className="space-y-4">
      <FormProblem problem={problem} />
      <div ref={sentNotice} tabIndex={-1} role="status" className="rounded-control">
        {isSent && problem === null && <Notice tone="good">{t('sent')}</Notice>}
      </div>
      <Field id="email" label={t('email')}>
        <Input id="email" name="email" type="email" autoComplete="username" required autoCapitalize="none" />
      </Field>
      <Button type="submit" look={isSent ? 'quiet' : 'primary'} className="w-full" aria-disabled={isBusy}>
        {isSent ? t('again') : t(`${kind}.submit`)}
      </Button>
    </form>
  )
}
