'use client'

import { useTranslations } from 'next-intl'
import { useState, type SyntheticEvent } from 'react'
import { signIn } from '@/lib/queries/session'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useProblemWords } from '@/components/values/use-problem-words'

type SignInFormProps = {
  next: string
  /** What a form that was sent without script came back with. */
  initialProblem: string | null
}

/** E-mail address and password. It is a form that works without script as well. */
export const SignInForm = ({ next, initialProblem }: SignInFormProps) => {
  const t = useTranslations('signIn')
  const problemWords = useProblemWords()
  const [problem, setProblem] = useState(initialProblem)
  const [isBusy, setIsBusy] = useState(false)
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    const fields = new FormData(event.currentTarget)
    const read = (name: string) => {
      const value = fields.get(name)
      return typeof value === 'string' ? value : ''
    }
    setIsBusy(true)
    setProblem(null)
    signIn({ email: read('email'), password: read('password'), next }).then(
      (answer) => {
        // A full load: the pages of the portal are drawn for whoever is signed in.
        window.location.assign(answer.next)
      },
      (error: unknown) => {
        setProblem(problemWords(error))
        setIsBusy(false)
      },
    )
  }
  return (
    <form action="/api/session" method="post" onSubmit={submit} className="space-y-4">
      <input type="hidden" name="next" value={next} />
      <div role="alert" className="empty:hidden">
        {problem !== null && <Notice tone="bad">{problem}</Notice>}
      </div>
      <Field id="email" label={t('email')}>
        <Input id="email" name="email" type="email" autoComplete="username" required autoCapitalize="none" />
      </Field>
      <Field id="password" label={t('password')}>
        <Input id="password" name="password" type="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" look="primary" className="w-full" aria-disabled={isBusy}>
        {t('submit')}
      </Button>
    </form>
  )
}
