'use client'

import { useTranslations } from 'next-intl'
import type { SetupAccountDto } from '@/lib/dto/setup'
import { controlProps, Field, Input } from '@/components/ui/field'
import { TextLink } from '@/components/ui/text-link'
import { signInPath } from './must-sign-in'
import { setupPath } from './setup-path'
import { WorkspaceChoice } from './workspace-choice'

/** Who the combi will belong to: a workspace of the person who is signed in, or a new account. */
export const InstallAccount = ({ account: { member, newAccountEmail } }: { account: SetupAccountDto }) => {
  const t = useTranslations('setup.install')
  if (member !== null) return <WorkspaceChoice {...member} />
  if (newAccountEmail === null) return <AddressField />
  return (
    <section aria-labelledby="account">
      <h2 id="account" className="text-heading font-semibold">
        {t('newAccount')}
      </h2>
      <p className="mt-1 max-w-2xl wrap-anywhere">{t('newAccountFor', { email: newAccountEmail })}</p>
      <p className="mt-1 max-w-2xl text-muted">{t('newAccountMail')}</p>
      <p className="mt-3">
        <TextLink href={signInPath(setupPath('installeren'))}>{t('signIn')}</TextLink>
      </p>
    </section>
  )
}

/** With a key of Simplicate's no address is proven: it is asked here, and confirmed by mail before anything is made. */
const AddressField = () => {
  const t = useTranslations('setup.install')
  const control = { id: 'email', hint: t('addressHint') }
  return (
    <section aria-labelledby="account" className="space-y-4">
      <h2 id="account" className="text-heading font-semibold">
        {t('newAccount')}
      </h2>
      <Field {...control} label={t('address')}>
        <Input
          {...controlProps(control)}
          name="email"
          type="email"
          required
          autoComplete="email"
          className="max-w-md"
        />
      </Field>
      <p>
        <TextLink href={signInPath(setupPath('installeren'))}>{t('signIn')}</TextLink>
      </p>
    </section>
  )
}
