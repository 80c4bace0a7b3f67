'use client'

import { useTranslations } from 'next-intl'
import type { SyntheticEvent } from 'react'
import { ApiError } from '@/lib/queries/api'
import { connectSourceMutation } from '@/lib/queries/setup'
import { controlProps, Field, Input } from '@/components/ui/field'
import { useProblemWords } from '@/components/values/use-problem-words'
import { FormProblem } from './form-problem'
import { KeyFields } from './key-fields'
import { goTo } from './go-to'
import { StepSubmit } from './step-submit'
import { textIn } from './text-in'
import { useStepAction } from './use-step-action'

type SourceFormProps = { /** Whether Simplicate itself can be asked for consent; else a key is. */ canSignIn: boolean }

/** Which account to read from. */
export const SourceForm = ({ canSignIn }: SourceFormProps) => {
  const t = useTranslations('setup.source')
  const problemWords = useProblemWords()
  const { ask, isBusy, error } = useStepAction(connectSourceMutation(), ({ url }) => {
    goTo(url)
  })
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = textIn(event.currentTarget)
    ask({
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
      <StepSubmit
        label={t(canSignIn ? 'signIn' : 'next')}
        isBusy={isBusy}
        busy={t(canSignIn ? 'leaving' : 'checking')}
      />
    </form>
  )
}

/** What is wrong with the name itself, said at its field. */
const domainProblems: ReadonlySet<string> = new Set(['domain-invalid', 'environment-unknown'])
