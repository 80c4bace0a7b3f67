import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { Brand } from '@/components/shell/brand'
import { PageFooter } from '@/components/shell/page-footer'
import { SignInForm } from '@/components/shell/sign-in-form'
import { Card } from '@/components/ui/card'
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
  return (
    <div className="flex min-h-dvh flex-col">
      <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 py-10">
        <Link href="/" className="mb-6 self-start rounded-control p-1 -ms-1">
          <Brand />
        </Link>
        <Card className="p-6 sm:p-8">
          <h1 className="mb-1 text-title font-semibold tracking-tight">{t('title')}</h1>
          <p className="mb-6 text-muted">{t('lead')}</p>
          <SignInForm next={path} initialProblem={await refusalTextOf(problem)} />
        </Card>
      </main>
      <PageFooter width="front" />
    </div>
  )
}

export default SignInPage
