import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { MailboxFrame } from '@/components/shell/mailbox-frame'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { Moment } from '@/components/values/moment'
import { readMailbox } from '@/app/read-mailbox'
import { composeMail } from '@/lib/i18n/mails'
import { getEnv } from '@/lib/platform/env'

type MailboxProps = { searchParams: Promise<{ voor?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('mailbox'))('title'),
  robots: { index: false },
})

const MailboxPage = async ({ searchParams }: MailboxProps) => {
  const { voor } = await searchParams
  const mailbox = await readMailbox(voor ?? null)
  if (mailbox === null) notFound()
  const { mails, hasMore } = mailbox
  const t = await getTranslations('mailbox')
  const locale = await getLocale()
  const oldest = mails.at(-1)
  return (
    <MailboxFrame title={t('title')} lead={t('lead')}>
      <Card>
        {mails.length === 0 ? (
          <EmptyState icon="dot" title={t('empty.title')}>
            {t('empty.text')}
          </EmptyState>
        ) : (
          <ul aria-label={t('caption')} className="divide-y divide-line">
            {mails.map(({ id, recipient, createdAt, content }) => (
              <li key={id} className="relative px-4 py-3 hover:bg-sunken/60 sm:px-5">
                <Link href={`/postvak/${id}`} className="font-medium after:absolute after:inset-0">
                  {composeMail(content, { locale, address: getEnv().appUrl }).subject}
                </Link>
                <p className="flex flex-wrap justify-between gap-x-4 text-small text-muted">
                  <span className="min-w-0 break-all">{t('to', { recipient })}</span>
                  <Moment at={createdAt.toISOString()} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Pager
        label={t('pages')}
        previous={voor === undefined ? null : { label: t('newest'), href: '/postvak' }}
        next={hasMore && oldest ? { label: t('older'), href: `/postvak?voor=${oldest.id}` } : null}
      />
    </MailboxFrame>
  )
}

export default MailboxPage
