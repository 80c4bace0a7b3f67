import { createTranslator } from 'use-intl/core'
import { isLinked, type MailContent } from '@/lib/domain/mail'
import { createFormats } from './formats'
import type { Locale } from './locales'
import { messages } from './messages'

export type ComposedMail = { subject: string; text: string; html: string }

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Long before anything was mailed, so that a moment is told by its date, and not as today. */
const longAgo = new Date(0)

/** What may break a line of a mail's head is no part of a subject. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** The mail in the language of its reader. `address` is where this portal is found. */
export const composeMail = (
  content: MailContent,
  { locale, address }: { locale: Locale; address: string },
): ComposedMail => {
  const translate = createTranslator({ locale, messages: messages[locale], namespace: 'mails' })
  const told: Record<string, string> = {
    ...content.params,
    ...('at' in content.params ? { at: createFormats(locale).moment(content.params.at, longAgo) } : {}),
    address,
  }
  const parts: Parts = {
    locale,
    subject: oneLine(translate(`kinds.${content.kind}.subject`, told)),
    hello: translate('hello'),
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
    footer: translate('footer', { address }),
    app: translate('app'),
  }
  return { subject: parts.subject, text: toText(parts), html: toHtml(parts) }
}

type Parts = {
  locale: Locale
  subject: string
  hello: string
  lead: string
  action: { link: string; button: string; copy: string; once: string } | null
  why: string
  footer: string
  app: string
}

const toText = ({ hello, lead, action, why, footer }: Parts): string =>
  [
    hello,
    lead,
    ...(action === null ? [] : [`${action.button}:\n${action.link}`, action.once]),
    why,
    `-- \n${footer}`,
  ].join('\n\n') + '\n'

const paragraph = (text: string, style = ''): string => `<p style="margin:0 0 16px;${style}">${escapeHtml(text)}</p>`
const small = 'font-size:13px;line-height:20px;color:#5a6672;'

/** Readable without pictures and without a style sheet, which many readers throw away; dark readers invert it well. */
const toHtml = ({ locale, subject, hello, lead, action, why, footer, app }: Parts): string => {
  const button =
    action === null
      ? ''
      : `<p style="margin:0 0 16px;"><a href="${escapeHtml(action.link)}" style="display:inline-block;padding:11px 18px;border-radius:8px;background-color:#0b5a6b;color:#ffffff;text-decoration:none;font-weight:600;">${escapeHtml(action.button)}</a></p>
${paragraph(`${action.copy} ${action.link}`, `${small}overflow-wrap:anywhere;`)}
${paragraph(action.once, small)}`
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px 16px;font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;font-size:15px;line-height:24px;">
<div style="max-width:560px;margin:0 auto;">
<p style="margin:0 0 24px;font-weight:600;">${escapeHtml(app)}</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:28px;">${escapeHtml(subject)}</h1>
${paragraph(hello)}
${paragraph(lead)}
${button}
${paragraph(why)}
${paragraph(footer, small)}
</div>
</body>
</html>
`
}
