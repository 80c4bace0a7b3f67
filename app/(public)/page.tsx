import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { Brand } from '@/components/shell/brand'
import { setupStart } from '@/components/setup/setup-path'
import { FlowPicture } from '@/components/shell/flow-picture'
import { PageFooter } from '@/components/shell/page-footer'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { findMember } from '@/lib/auth/member'

const promises = ['once', 'cent', 'stuck'] as const

const FrontPage = async () => {
  if ((await findMember()) !== null) redirect('/combis')
  const t = await getTranslations('front')
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex h-16 w-full max-w-5xl items-center justify-between px-4 sm:px-6">
        <Brand />
        <Link href="/inloggen" className={buttonClass()}>
          {t('signIn')}
        </Link>
      </header>
      <main className="mx-auto w-full max-w-5xl flex-1 px-4 py-12 sm:px-6 sm:py-20">
        <h1 className="max-w-3xl text-display font-semibold tracking-tight">{t('title')}</h1>
        <p className="mt-5 max-w-2xl text-lead text-muted">{t('lead')}</p>
        <p className="mt-8 flex flex-wrap gap-3">
          <Link href={setupStart} className={buttonClass('primary')}>
            {t('connect')}
            <Icon name="arrow" />
          </Link>
          <Link href="/inloggen" className={buttonClass()}>
            {t('start')}
          </Link>
        </p>
        <FlowPicture />
        <ul className="mt-14 grid gap-8 sm:grid-cols-3">
          {promises.map((promise) => (
            <li key={promise} className="border-t-2 border-accent pt-4">
              <h2 className="text-heading font-semibold">{t(`promise.${promise}.title`)}</h2>
              <p className="mt-1.5 text-muted">{t(`promise.${promise}.text`)}</p>
            </li>
          ))}
        </ul>
      </main>
      <PageFooter width="front" />
    </div>
  )
}

export default FrontPage
