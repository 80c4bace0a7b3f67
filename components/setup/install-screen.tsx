'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState, type SyntheticEvent } from 'react'
import type { InstallRequestDto, SetupAccountDto } from '@/lib/dto/setup'
import { installMutation, setupAccountQuery } from '@/lib/queries/setup'
import { useAnnounce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { FormProblem } from './form-problem'
import { goTo } from './go-to'
import { InstallAccount } from './install-account'
import { InstallSummary } from './install-summary'
import { MailSent } from './mail-sent'
import { MustSignIn } from './must-sign-in'
import { setupPath } from './setup-path'
import { StepActions } from './step-card'
import { StepQuery } from './step-query'
import { textIn } from './text-in'

/** Says what will be installed and for whom, and installs it. */
export const InstallScreen = () => {
  const t = useTranslations('setup.install')
  return (
    <StepQuery query={useQuery(setupAccountQuery())} waiting={t('waiting')}>
      {(account) => (
        <>
          <InstallSummary summary={account.summary} />
          {account.member === null && account.mustSignIn ? (
            <MustSignIn next={setupPath('installeren')} />
          ) : (
            <InstallForm account={account} />
          )}
        </>
      )}
    </StepQuery>
  )
}

const InstallForm = ({ account }: { account: SetupAccountDto }) => {
  const t = useTranslations('setup.install')
  const announce = useAnnounce()
  const [mailedTo, setMailedTo] = useState<string | null>(null)
  const { mutate, isPending, isSuccess, error } = useMutation(installMutation())
  const isBusy = isPending || isSuccess
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    const text = textIn(event.currentTarget)
    const request = requestFor(account, text)
    mutate(request, {
      onSuccess: ({ outcome, url }) => {
        if (outcome === 'installed') {
          goTo(url)
          return
        }
        const address = request.email ?? ''
        setMailedTo(address)
        announce(t('mailSent', { email: address }))
      },
    })
  }
  if (mailedTo !== null) return <MailSent email={mailedTo} />
  return (
    <form onSubmit={submit} className="space-y-6">
      <InstallAccount account={account} />
      <FormProblem error={error} />
      <StepActions>
        <Button type="submit" look="primary" aria-disabled={isBusy}>
          {t('install')}
        </Button>
        {isBusy && <p className="text-muted">{t('installing')}</p>}
      </StepActions>
    </form>
  )
}

const requestFor = (
  { member, newAccountEmail }: SetupAccountDto,
  text: (name: string) => string,
): InstallRequestDto => {
  if (member !== null) return { workspaceId: text('workspace') }
  return newAccountEmail === null ? { email: text('email') } : {}
}
