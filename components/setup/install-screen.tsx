'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState, type SyntheticEvent } from 'react'
import type { InstallRequestDto, SetupAccountDto } from '@/lib/dto/setup'
import { installMutation, setupAccountQuery } from '@/lib/queries/setup'
import { useAnnounce } from '@/components/ui/announcer'
import { FormProblem } from './form-problem'
import { goTo } from './go-to'
import { InstallAccount } from './install-account'
import { InstallSummary } from './install-summary'
import { MailSent } from './mail-sent'
import { MustSignIn } from './must-sign-in'
import { setupPath } from './setup-path'
import { StepQuery } from './step-query'
import { StepSubmit } from './step-submit'
import { textIn } from './text-in'
import { useStepAction } from './use-step-action'

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
  const { ask, isBusy, error } = useStepAction(installMutation(), ({ outcome, url }, { email = '' }) => {
    if (outcome === 'installed') {
      goTo(url)
      return
    }
    setMailedTo(email)
    announce(t('mailSent', { email }))
  })
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    ask(requestFor(account, textIn(event.currentTarget)))
  }
  if (mailedTo !== null) return <MailSent email={mailedTo} />
  return (
    <form onSubmit={submit} className="space-y-6">
      <InstallAccount account={account} />
      <FormProblem error={error} />
      {account.member?.workspaces.length !== 0 && (
        <StepSubmit label={t('install')} isBusy={isBusy} busy={t('installing')} />
      )}
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
