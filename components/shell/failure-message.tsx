'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { PageMessage } from './page-message'

type FailureMessageProps = { digest: string | undefined; onRetry: () => void }

/** A page that could not be drawn: nothing of the reader's is lost, and the code leads whoever looks into it to the cause. */
export const FailureMessage = ({ digest, onRetry }: FailureMessageProps) => {
  const t = useTranslations('failure')
  return (
    <PageMessage
      title={t('title')}
      action={
        <Button look="primary" onClick={onRetry}>
          {t('again')}
        </Button>
      }
    >
      <p>{t('text')}</p>
      {digest !== undefined && <p className="mt-1 text-small">{t('code', { code: digest })}</p>}
    </PageMessage>
  )
}
