'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState, type SyntheticEvent } from 'react'
import type { Role } from '@/lib/domain/roles'
import { AccountSection } from '@/components/account/account-section'
import { DoneNote } from '@/components/account/done-note'
import { FormProblem } from '@/components/account/form-problem'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { useProblemWords } from '@/components/values/use-problem-words'
import { RoleChoice } from './role-choice'
import { usePeopleDeed } from './use-people-deed'

/** Asks somebody by mail to join, with a role. */
export const InviteForm = ({ workspaceId }: { workspaceId: string }) => {
  const t = useTranslations('people.invite')
  const problemWords = useProblemWords()
  const field = useRef<HTMLInputElement>(null)
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('bookkeeper')
  const { act, isPending, error, done, forget } = usePeopleDeed(workspaceId)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const asked = email.trim()
    act({ kind: 'invite', email: asked, role }, t('sent', { email: asked }), () => {
      setEmail('')
      field.current?.focus()
    })
  }
  return (
    <AccountSection title={t('title')} lead={t('lead')}>
      <form onSubmit={submit} className="space-y-4">
        <FormProblem problem={error === null ? null : problemWords(error)} />
        <DoneNote sentence={done} />
        <Field id="invite-email" label={t('email')}>
          <Input
            ref={field}
            id="invite-email"
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            maxLength={254}
            required
            value={email}
            onChange={({ currentTarget: { value } }) => {
              setEmail(value)
              forget()
            }}
          />
        </Field>
        <RoleChoice legend={t('role')} role={role} onChoose={setRole} />
        <Button type="submit" look="primary" aria-disabled={isPending}>
          {t('submit')}
        </Button>
      </form>
    </AccountSection>
  )
}
