import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EntryFrame } from '@/components/account/entry-frame'
import { MailRequestForm } from '@/components/account/mail-request-form'
import { Button } from '@/components/ui/button'
import { TextLink } from '@/components/ui/text-link'
import { toOwnPath } from '@/lib/auth/own-path'

type LinkProps = { searchParams: Promise<{ token?: string; next?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('access.link'))('title'),
})

/** Asks for a sign-in link; with one, the button that follows it. Opening the page uses nothing up. */
const SignInLinkPage = async ({ searchParams }: LinkProps) => {
  const { token, next } = await searchParams
  const t = await getTranslations('access')
  const path = toOwnPath(next)
  if (token === undefined)
    return (
      <EntryFrame title={t('link.title')} lead={t('link.lead')}>
        <MailRequestForm kind="link" next={path} />
        <p className="mt-4 text-center">
          <TextLink href="/inloggen">{t('back')}</TextLink>
        </p>
      </EntryFrame>
    )
  return (
    <EntryFrame title={t('link.title')} lead={t('link.followLead')}>
      <form action="/api/session/link/follow" method="post">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="next" value={path} />
        <Button type="submit" look="primary" className="w-full">
          {t('link.follow')}
        </Button>
      </form>
    </EntryFrame>
  )
}

export default SignInLinkPage
