'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { AccountDto } from '@/lib/dto/account'
import { changePasswordMutation, requestPasswordMutation } from '@/lib/queries/account'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { useProblemWords } from '@/components/values/use-problem-words'
import { AccountForm, ProofField } from './account-form'
import { AccountSection } from './account-section'
import { DoneNote } from './done-note'
import { FormProblem } from './form-problem'
import { NewPasswordField } from './new-password-field'
import { focusIt, useAccountForm } from './use-account-form'

/** Changes the password; who has none chooses the first one with a link, which shows that the address is his. */
export const PasswordSection = ({ account }: { account: AccountDto }) => {
  const t = useTranslations('security.password')
  const { isOpen, done, onOpener, open, close } = useAccountForm()
  return (
    <AccountSection title={t('title')} lead={t('lead')}>
      <DoneNote ref={focusIt} sentence={done} />
      {!account.hasPassword && <FirstPassword email={account.email} />}
      {account.hasPassword && !isOpen && (
        <Button ref={onOpener} onClick={open}>
          {t('change')}
        </Button>
      )}
      {account.hasPassword && isOpen && <PasswordForm account={account} onClose={close} />}
    </AccountSection>
  )
}

const FirstPassword = ({ email }: { email: string }) => {
  const t = useTranslations('security.password')
  const announce = useAnnounce()
  const problemWords = useProblemWords()
  const { mutate, isPending, isSuccess, error } = useMutation(requestPasswordMutation())
  const requested = t('requested', { email })
  return (
    <>
      <p>{t('none')}</p>
      <FormProblem problem={error === null ? null : problemWords(error)} />
      <Button
        aria-disabled={isPending}
        className="max-w-full whitespace-normal"
        onClick={() => {
          if (isPending) return
          mutate(email, {
            onSuccess: () => {
              announce(requested)
            },
          })
        }}
      >
        {t('request')}
      </Button>
      <DoneNote sentence={isSuccess ? requested : null} />
    </>
  )
}

type PasswordFormProps = { account: AccountDto; onClose: (done?: string) => void }

const PasswordForm = ({ account, onClose }: PasswordFormProps) => {
  const t = useTranslations('security.password')
  const show = useTranslations('security')('show')
  const { mutate, isPending, error } = useMutation(changePasswordMutation(useQueryClient()))
  return (
    <AccountForm
      submit={t('submit')}
      isPending={isPending}
      error={error}
      onClose={() => {
        onClose()
      }}
      onSend={(read) => {
        mutate(
          { current: read('proof'), password: read('password') },
          {
            onSuccess: () => {
              onClose(t('changed'))
            },
          },
        )
      }}
    >
      <input type="text" name="username" autoComplete="username" value={account.email} readOnly hidden />
      <ProofField account={account} />
      <NewPasswordField label={t('new')} hint={t('hint')} show={show} />
    </AccountForm>
  )
}
