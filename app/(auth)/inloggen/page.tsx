import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { EntryFrame } from '@/components/account/entry-frame'
import { SignInForm } from '@/components/shell/sign-in-form'
import { buttonClass } from '@/components/ui/button'
import { TextLink } from '@/components/ui/text-link'
import { refusalTextOf } from '@/app/api/refusal-text'
import { findMember } from '@/lib/auth/member'
import { toOwnPath } from '@/lib/auth/own-path'

type SignInProps = { searchParams: Promise<{ next?: string; problem?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('signIn'))('title') })

const SignInPage = async ({ searchParams }: SignInProps) => {
  const { next, problem } = await searchParams
  const path = toOwnPath(next)
  if ((await findMember()) !== null) redirect(path)
  const t = await getTranslations('signIn')
  const byLink = `/inloggen/link?${new URLSearchParams({ next: path }).toString()}`
  return (
    <EntryFrame title={t('title')} lead={t('lead')}>
      <SignInForm next={path} initialProblem={await refusalTextOf(problem)} />
      <p className="mt-3 text-center">
        <TextLink href="/wachtwoord">{t('forgotten')}</TextLink>
      </p>
      <p className="my-5 flex items-center gap-3 text-small text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('or')}
      </p>
      <Link href={byLink} className={`${buttonClass()} w-full`}>
        {t('link')}
      </Link>
    </EntryFrame>
  )
}

export default SignInPage
