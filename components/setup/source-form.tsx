'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { SyntheticEvent } from 'react'
import { ApiError } from '@/lib/queries/api'
import { connectSourceMutation } from '@/lib/queries/setup'
import { Button } from '@/components/ui/button'
import { controlProps, Field, Input } from '@/components/ui/field'
import { useProblemWords } from '@/components/values/use-problem-words'
import { FormProblem } from './form-problem'
import { KeyFields } from './key-fields'
import { goTo } from './go-to'
import { StepActions } from './step-card'
import { textIn } from './text-in'

type SourceFormProps = { /** Whether Simplicate itself can be asked for consent; else a key is. */ canSignIn: boolean }

/** Which account to read from. */
export const SourceForm = ({ canSignIn }: SourceFormProps) => {
  const t = useTranslations('setup.source')
  const problemWords = useProblemWords()
  const { mutate, isPending, isSuccess, error } = useMutation({
    ...connectSourceMutation(),
    onSuccess: ({ url }) => {
      goTo(url)
    },
  })
  const isBusy = isPending || isSuccess
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    const text = textIn(event.currentTarget)
    mutate({
      domain: text('domain'),
      ...(!canSignIn && {
        key: {
          key: text('key'),
          secret: text('secret'),
          expiresOn: text('expiresOn') === '' ? null : text('expiresOn'),
        },
      }),
    })
  }
  const isAboutDomain = error instanceof ApiError && domainProblems.has(error.code)
  const domain = {
    id: 'domain',
    hint: t('domainHint'),
    problem: isAboutDomain ? problemWords(error) : null,
  }
  return (
    <form onSubmit={submit} className="space-y-5">
      <FormProblem error={isAboutDomain ? null : error} />
      <div role={isAboutDomain ? 'alert' : undefined}>
        <Field {...domain} label={t('domain')}>
          <Input
            {...controlProps(domain)}
            name="domain"
            required
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            inputMode="url"
            className="max-w-md"
          />
        </Field>
      </div>
      {!canSignIn && <KeyFields />}
      <StepActions>
        <Button type="submit" look="primary" aria-disabled={isBusy}>
          {t(canSignIn ? 'signIn' : 'next')}
        </Button>
        {isBusy && <p className="text-muted">{t(canSignIn ? 'leaving' : 'checking')}</p>}
      </StepActions>
    </form>
  )
}

/** What is wrong with the name itself, said at its field. */
const domainProblems: ReadonlySet<string> = new Set(['domain-invalid', 'environment-unknown'])
