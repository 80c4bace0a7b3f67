'use client'

import { useTranslations } from 'next-intl'
import { showCode, signOut } from '@/lib/queries/session'
import { Button } from '@/components/ui/button'
import { controlProps, Field, Input } from '@/components/ui/field'
import { FormProblem } from './form-problem'
import { useSubmit } from './use-submit'

type CodeFormProps = { next: string; initialProblem: string | null }

/** The second factor. It works without script as well; the way out needs one. */
export const CodeForm = ({ next, initialProblem }: CodeFormProps) => {
  const t = useTranslations('access.code')
  const code = { id: 'code', hint: t('hint') }
  const { problem, isBusy, submit } = useSubmit(
    async (read) => (await showCode({ code: read('code'), next })).next,
    initialProblem,
  )
  const leave = useSubmit(async () => {
    await signOut()
    return '/inloggen'
  })
  return (
    <>
      <form action="/api/session/code" method="post" onSubmit={submit} className="space-y-4">
        <input type="hidden" name="next" value={next} />
        <FormProblem problem={problem ?? leave.problem} />
        <Field {...code} label={t('code')}>
          <Input
            {...controlProps(code)}
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            minLength={6}
            maxLength={40}
            required
          />
        </Field>
        <Button type="submit" look="primary" className="w-full" aria-disabled={isBusy}>
          {t('submit')}
        </Button>
      </form>
      <form onSubmit={leave.submit} className="mt-3">
        <Button type="submit" look="plain" className="w-full">
          {t('other')}
        </Button>
      </form>
    </>
  )
}
