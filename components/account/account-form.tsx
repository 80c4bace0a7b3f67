'use client'

import { useTranslations } from 'next-intl'
import { useId, type ReactNode, type SyntheticEvent } from 'react'
import type { AccountDto, ProofDto } from '@/lib/dto/account'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { useProblemWords } from '@/components/values/use-problem-words'
import { FormProblem } from './form-problem'
import { focusFirstField } from './use-account-form'

type AccountFormProps = {
  children: ReactNode
  submit: string
  isPending: boolean
  error: Error | null
  onSend: (read: (name: string) => string) => void
  onClose: () => void
}

/** The frame of a form that opens within a section. */
export const AccountForm = ({ children, submit, isPending, error, onSend, onClose }: AccountFormProps) => {
  const t = useTranslations('security')
  const problemWords = useProblemWords()
  const send = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isPending) return
    const fields = new FormData(event.currentTarget)
    onSend((name) => {
      const value = fields.get(name)
      return typeof value === 'string' ? value : ''
    })
  }
  return (
    <form ref={focusFirstField} method="post" onSubmit={send} className="space-y-4">
      <FormProblem problem={error === null ? null : problemWords(error)} />
      {children}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" aria-disabled={isPending}>
          {submit}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </form>
  )
}

/** Asks again for what only the owner knows: his password, or a code where he has none. */
export const ProofField = ({ account }: { account: AccountDto }) => {
  const t = useTranslations('security.proof')
  const id = useId()
  if (account.hasPassword)
    return (
      <Field id={id} label={t('password')}>
        <Input id={id} name="proof" type="password" autoComplete="current-password" maxLength={256} required />
      </Field>
    )
  if (account.secondFactor === null) return null
  return (
    <Field id={id} label={t('code')}>
      <Input id={id} name="proof" autoComplete="one-time-code" autoCapitalize="none" maxLength={40} required />
    </Field>
  )
}

/** What the field above was filled in with. */
export const readProof = (account: AccountDto, read: (name: string) => string): ProofDto | null => {
  if (account.hasPassword) return { password: read('proof') }
  return account.secondFactor === null ? null : { code: read('proof') }
}
