'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { AccountDto } from '@/lib/dto/account'
import { changeAddressMutation } from '@/lib/queries/account'
import { Button } from '@/components/ui/button'
import { controlProps, Field, Input } from '@/components/ui/field'
import { Status } from '@/components/ui/status'
import { AccountForm, ProofField, readProof } from './account-form'
import { AccountSection } from './account-section'
import { DoneNote } from './done-note'
import { focusIt, useAccountForm } from './use-account-form'

/** The address that one signs in with, and the way to another. */
export const AddressSection = ({ account }: { account: AccountDto }) => {
  const t = useTranslations('security.address')
  const { isOpen, done, onOpener, open, close } = useAccountForm()
  return (
    <AccountSection title={t('title')} lead={t('lead')}>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 font-medium break-all">{account.email}</span>
        {account.isConfirmed ? (
          <Status tone="good" icon="check">
            {t('confirmed')}
          </Status>
        ) : (
          <Status tone="warn" icon="triangle">
            {t('unconfirmed')}
          </Status>
        )}
      </p>
      {!account.isConfirmed && <p className="text-small text-muted">{t('confirmHint')}</p>}
      <DoneNote ref={focusIt} sentence={done} />
      {isOpen ? (
        <AddressForm account={account} onClose={close} />
      ) : (
        account.isConfirmed && (
          <Button ref={onOpener} onClick={open}>
            {t('change')}
          </Button>
        )
      )}
    </AccountSection>
  )
}

type AddressFormProps = { account: AccountDto; onClose: (done?: string) => void }

const AddressForm = ({ account, onClose }: AddressFormProps) => {
  const t = useTranslations('security.address')
  const field = { id: 'new-email', hint: t('hint') }
  const { mutate, isPending, error } = useMutation(changeAddressMutation())
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
          { email: read('email'), proof: readProof(account, read) },
          {
            onSuccess: () => {
              onClose(t('sent'))
            },
          },
        )
      }}
    >
      <Field {...field} label={t('new')}>
        <Input {...controlProps(field)} name="email" type="email" autoComplete="email" maxLength={254} required />
      </Field>
      <ProofField account={account} />
    </AccountForm>
  )
}
