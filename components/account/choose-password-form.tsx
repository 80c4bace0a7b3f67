'use client'

import { useTranslations } from 'next-intl'
import { choosePassword } from '@/lib/queries/session'
import { Button } from '@/components/ui/button'
import { FormProblem } from './form-problem'
import { NewPasswordField } from './new-password-field'
import { useSubmit } from './use-submit'

/** Chooses a password with the link from a mail. `email` lets a password manager know whose it is. */
export const ChoosePasswordForm = ({ token, email }: { token: string; email: string }) => {
  const t = useTranslations('access.password')
  const { problem, isBusy, submit } = useSubmit(
    async (read) => (await choosePassword({ token, password: read('password') })).next,
  )
  return (
    <form method="post" onSubmit={submit} className="space-y-4">
      <FormProblem problem={problem} />
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordField label={t('new')} hint={t('hint')} show={t('show')} />
      <Button type="submit" look="primary" className="w-full" aria-disabled={isBusy}>
        {t('choose')}
      </Button>
    </form>
  )
}
