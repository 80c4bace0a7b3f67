'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { AccountDto } from '@/lib/dto/account'
import { disableSecondFactorMutation, renewCodesMutation } from '@/lib/queries/account'
import { Button } from '@/components/ui/button'
import { AccountForm, ProofField, readProof } from './account-form'
import { RecoveryCodes } from './recovery-codes'
import { useAccountForm } from './use-account-form'

type SecondFactorOnProps = { account: AccountDto; codesLeft: number; onOff: (done: string) => void }

/** What can be done with a second factor that is on: new recovery codes, and turning it off. */
export const SecondFactorOn = ({ account, codesLeft, onOff }: SecondFactorOnProps) => {
  const t = useTranslations('security.codes')
  const turnOff = useTranslations('security.secondFactor')('turnOff')
  const { isOpen: isEnding, onOpener: onEnder, open: end, cancel: keep } = useAccountForm()
  const { isOpen: isRenewing, onOpener: onRenewer, open: renew, cancel: leave } = useAccountForm()
  if (isEnding) return <DisableForm account={account} onClose={keep} onOff={onOff} />
  if (isRenewing) return <RenewForm account={account} onClose={leave} />
  return (
    <>
      <p>{t('left', { count: codesLeft })}</p>
      <div className="flex flex-wrap gap-2">
        <Button ref={onRenewer} onClick={renew}>
          {t('renew')}
        </Button>
        <Button ref={onEnder} onClick={end}>
          {turnOff}
        </Button>
      </div>
    </>
  )
}

type FormProps = { account: AccountDto; onClose: () => void }

const DisableForm = ({ account, onClose, onOff }: FormProps & Pick<SecondFactorOnProps, 'onOff'>) => {
  const t = useTranslations('security.secondFactor')
  const { mutate, isPending, error } = useMutation(disableSecondFactorMutation(useQueryClient()))
  return (
    <AccountForm
      submit={t('turnOff')}
      isPending={isPending}
      error={error}
      onClose={onClose}
      onSend={(read) => {
        mutate(
          { proof: readProof(account, read) },
          {
            onSuccess: () => {
              onOff(t('disabled'))
            },
          },
        )
      }}
    >
      <ProofField account={account} />
    </AccountForm>
  )
}

const RenewForm = ({ account, onClose }: FormProps) => {
  const t = useTranslations('security.codes')
  const queryClient = useQueryClient()
  const [codes, setCodes] = useState<string[] | null>(null)
  const { mutate, isPending, error } = useMutation(renewCodesMutation())
  if (codes !== null)
    return (
      <RecoveryCodes
        codes={codes}
        onKept={() => {
          onClose()
          void queryClient.invalidateQueries({ queryKey: ['account'] })
        }}
      />
    )
  return (
    <AccountForm
      submit={t('renew')}
      isPending={isPending}
      error={error}
      onClose={onClose}
      onSend={(read) => {
        mutate(
          { proof: readProof(account, read) },
          {
            onSuccess: (made) => {
              setCodes(made.codes)
            },
          },
        )
      }}
    >
      <p>{t('renewHint')}</p>
      <ProofField account={account} />
    </AccountForm>
  )
}
