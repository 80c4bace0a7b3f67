import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { MailboxFrame } from '@/components/shell/mailbox-frame'
import { buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { readMail } from '@/app/read-mailbox'
import { isLinked } from '@/lib/domain/mail'
import { composeMail } from '@/lib/i18n/mails'
import { getEnv } from '@/lib/platform/env'

type MailProps = { params: Promise<{ id: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('mailbox'))('title'),
  robots: { index: false },
})

const MailPage = async ({ params }: MailProps) => {
  const mail = await readMail((await params).id)
  if (mail === null) notFound()
  const { content, locale, recipient } = mail
  const t = await getTranslations('mailbox')
  const { subject, text } = composeMail(content, { locale, address: getEnv().appUrl })
  return (
    <MailboxFrame title={subject} lead={t('to', { recipient })}>
      <Card className="p-4 sm:p-6">
        <div lang={locale} className="max-w-prose break-words whitespace-pre-line">
          {text}
        </div>
        {isLinked(content) && (
          <p className="mt-6">
            {/* A whole address of this portal, as in the mail: opened like one from a mail reader, without a prefetch. */}
            <a href={content.params.link} className={buttonClass('primary')}>
              {t('open')}
            </a>
          </p>
        )}
      </Card>
      <p className="mt-4">
        <TextLink href="/postvak">{t('back')}</TextLink>
      </p>
    </MailboxFrame>
  )
}

export default MailPage
