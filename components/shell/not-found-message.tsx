import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { PageMessage } from './page-message'

/** What is not there, or not for this reader: both in the same words. */
export const NotFoundMessage = () => {
  const t = useTranslations('notFound')
  return (
    <PageMessage
      title={t('title')}
      action={
        <Link href="/combis" className={buttonClass('primary')}>
          {t('back')}
        </Link>
      }
    >
      <p>{t('text')}</p>
    </PageMessage>
  )
}
