'use client'

import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'

/** The mail with the link that installs is on its way. */
export const MailSent = ({ email }: { email: string }) => {
  const t = useTranslations('setup.install')
  return (
    <Notice tone="good">
      <p className="font-medium wrap-anywhere">{t('mailSent', { email })}</p>
      <p>{t('mailSentText')}</p>
    </Notice>
  )
}
