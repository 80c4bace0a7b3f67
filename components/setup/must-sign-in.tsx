'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { StepActions } from './step-card'

/** To the page to sign in, and from there to where the person was. */
export const signInPath = (next: string): string => `/inloggen?${new URLSearchParams({ next }).toString()}`

type MustSignInProps = { /** Where to come back to. */ next: string }

/** The address of the Simplicate user has an account: the wizard signs nobody in to it. */
export const MustSignIn = ({ next }: MustSignInProps) => {
  const t = useTranslations('setup.install')
  return (
    <>
      <Notice tone="info">
        <p className="font-medium">{t('hasAccount')}</p>
        <p>{t('hasAccountText')}</p>
      </Notice>
      <StepActions>
        <Link href={signInPath(next)} className={buttonClass('primary')}>
          {t('signInNow')}
        </Link>
      </StepActions>
    </>
  )
}
