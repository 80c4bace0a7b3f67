'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { connectBooksMutation } from '@/lib/queries/setup'
import { Button } from '@/components/ui/button'
import { FormProblem } from './form-problem'
import { goTo } from './go-to'
import { StepActions } from './step-card'

/** The way to Minox's own sign-in page. */
export const BooksForm = () => {
  const t = useTranslations('setup.books')
  const { mutate, isPending, isSuccess, error } = useMutation({
    ...connectBooksMutation(),
    onSuccess: ({ url }) => {
      goTo(url)
    },
  })
  const isBusy = isPending || isSuccess
  return (
    <>
      <FormProblem error={error} />
      <StepActions>
        <Button
          look="primary"
          aria-disabled={isBusy}
          onClick={() => {
            if (!isBusy) mutate()
          }}
        >
          {t('connect')}
        </Button>
        {isBusy && <p className="text-muted">{t('leaving')}</p>}
      </StepActions>
    </>
  )
}
