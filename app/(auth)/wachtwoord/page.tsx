import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChoosePasswordForm } from '@/components/account/choose-password-form'
import { EntryFrame } from '@/components/account/entry-frame'
import { MailRequestForm } from '@/components/account/mail-request-form'
import { TextLink } from '@/components/ui/text-link'
import { startPath } from '@/lib/auth/own-path'
import { findPasswordLink } from '@/lib/flows/account/passwords'
import { getFlows } from '@/lib/flows/live'

type PasswordProps = { searchParams: Promise<{ token?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('access.password'))('title'),
})

/** Asks for a link to choose a password; with one that works, chooses it. */
const PasswordPage = async ({ searchParams }: PasswordProps) => {
  const { token } = await searchParams
  const t = await getTranslations('access')
  const found = token === undefined ? null : await findPasswordLink(getFlows(), token)
  if (token !== undefined && found !== null)
    return (
      <EntryFrame title={t('password.chooseTitle')} lead={t('password.chooseLead', { email: found.email })}>
        <ChoosePasswordForm token={token} email={found.email} />
      </EntryFrame>
    )
  return (
    <EntryFrame title={t('password.title')} lead={t('password.lead')}>
      <MailRequestForm
        kind="password"
        next={startPath}
        initialProblem={token === undefined ? null : t('password.invalid')}
      />
      <p className="mt-4 text-center">
        <TextLink href="/inloggen">{t('back')}</TextLink>
      </p>
    </EntryFrame>
  )
}

export default PasswordPage
