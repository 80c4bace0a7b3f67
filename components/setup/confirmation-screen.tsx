'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { SyntheticEvent } from 'react'
import type { SetupConfirmationDto } from '@/lib/dto/setup'
import { confirmInstallMutation, setupConfirmationQuery } from '@/lib/queries/setup'
import { buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ConnectedFacts } from './connected-facts'
import { FormProblem } from './form-problem'
import { goTo } from './go-to'
import { InstallSummary } from './install-summary'
import { MustSignIn } from './must-sign-in'
import { setupStart } from './setup-path'
import { StepActions } from './step-card'
import { StepQuery } from './step-query'
import { StepSubmit } from './step-submit'
import { textIn } from './text-in'
import { useStepAction } from './use-step-action'
import { WorkspaceChoice } from './workspace-choice'

type ConfirmationScreenProps = { token: string }

/** What the link in a mail installs: shown first, since a link may be opened by whoever reads the mail. */
export const ConfirmationScreen = ({ token }: ConfirmationScreenProps) => {
  const t = useTranslations('setup')
  return (
    <StepQuery query={useQuery(setupConfirmationQuery(token))} waiting={t('install.waiting')}>
      {(confirmation) => (
        <>
          <ConnectedFacts
            facts={[
              { label: t('confirmation.source'), value: confirmation.source },
              { label: t('confirmation.books'), value: confirmation.books },
              { label: t('confirmation.email'), value: confirmation.email },
            ]}
          />
          <InstallSummary summary={confirmation.summary} />
          <Answer token={token} confirmation={confirmation} />
        </>
      )}
    </StepQuery>
  )
}

type AnswerProps = { token: string; confirmation: SetupConfirmationDto }

const Answer = ({ token, confirmation }: AnswerProps) => {
  const t = useTranslations('setup.confirmation')
  if (confirmation.state === 'sign-in-first')
    return <MustSignIn next={`${setupStart}/bevestigen?${new URLSearchParams({ token }).toString()}`} />
  if (confirmation.state === 'installed')
    return (
      <>
        <Notice tone="good">{t('installed')}</Notice>
        <StepActions>
          <Link href="/combis" className={buttonClass('primary')}>
            {t('toCombis')}
          </Link>
        </StepActions>
      </>
    )
  return <ConfirmationForm token={token} confirmation={confirmation} />
}

const ConfirmationForm = ({ token, confirmation: { email, workspaces } }: AnswerProps) => {
  const t = useTranslations('setup.install')
  const { ask, isBusy, error } = useStepAction(confirmInstallMutation(), ({ url }) => {
    goTo(url)
  })
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    const workspaceId = textIn(event.currentTarget)('workspace')
    ask({ token, ...(workspaceId !== '' && { workspaceId }) })
  }
  return (
    <form onSubmit={submit} className="space-y-6">
      {workspaces !== null && <WorkspaceChoice email={email} workspaces={workspaces} />}
      <FormProblem error={error} />
      {workspaces?.length !== 0 && <StepSubmit label={t('install')} isBusy={isBusy} busy={t('installing')} />}
    </form>
  )
}
