'use client'

import { useTranslations } from 'next-intl'
import { connectBooksMutation } from '@/lib/queries/setup'
import { FormProblem } from './form-problem'
import { goTo } from './go-to'
import { StepSubmit } from './step-submit'
import { useStepAction } from './use-step-action'

/** The way to Minox's own sign-in page. */
export const BooksForm = () => {
  const t = useTranslations('setup.books')
  const { ask, isBusy, error } = useStepAction(connectBooksMutation(), ({ url }) => {
    goTo(url)
  })
  return (
    <>
      <FormProblem error={error} />
      <StepSubmit
        label={t('connect')}
        isBusy={isBusy}
        busy={t('leaving')}
        onClick={() => {
          ask()
        }}
      />
    </>
  )
}
