import { createTranslator } from 'use-intl/core'
import { isAlertMail, isLinked, type MailContent } from '@/lib/domain/mail'
import { tellAlerts } from './alert-mails'
import { createFormats } from './formats'
import type { Locale } from './locales'
import { oneLine, writeMail, type ComposedMail, type MailParts } from './mail-parts'
import { messages } from './messages'

/** Long before anything was mailed, so that a moment is told by its date, and not as today. */
const longAgo = new Date(0)

/** The mail in the language of its reader. `address` is where this portal is found. */
export const composeMail = (
  content: MailContent,
  { locale, address }: { locale: Locale; address: string },
): ComposedMail => {
  const translate = createTranslator({ locale, messages: messages[locale], namespace: 'mails' })
  const frame = {
    locale,
    hello: translate('hello'),
    footer: translate('footer', { address }),
    app: translate('app'),
  }
  if (isAlertMail(content)) return writeMail({ ...frame, ...tellAlerts(content, locale) })
  const told: Record<string, string> = {
    ...content.params,
    ...('at' in content.params ? { at: createFormats(locale).moment(content.params.at, longAgo) } : {}),
    address,
  }
  const parts: MailParts = {
    ...frame,
    subject: oneLine(translate(`kinds.${content.kind}.subject`, told)),
    lead: translate(`kinds.${content.kind}.lead`, told),
    action: isLinked(content)
      ? {
          link: content.params.link,
          button: translate(`kinds.${content.kind}.button`),
          copy: translate('copy'),
          once: translate('once'),
        }
      : null,
    why: translate(`kinds.${content.kind}.why`, told),
    sections: [],
    stop: null,
  }
  return writeMail(parts)
}
