import type { Locale } from './locales'

export type ComposedMail = {
  subject: string
  text: string
  html: string
  /** Where a mail program stops these mails for its reader; null for mails that somebody asked for. */
  unsubscribe: string | null
}

/** One of several things that a mail tells. */
export type MailSection = { title: string | null; lines: string[] }

/** What a mail says, before it is text or HTML. */
export type MailParts = {
  locale: Locale
  subject: string
  hello: string
  lead: string
  sections: MailSection[]
  action: { link: string; button: string; copy: string; once: string | null } | null
  why: string
  /** The way to stop such mails, in a sentence with its address. */
  stop: { sentence: string; oneClick: string } | null
  footer: string
  app: string
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** What may break a line of a mail's head is no part of a subject. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** The mail as text and as HTML, which say the same. */
export const writeMail = (parts: MailParts): ComposedMail => ({
  subject: parts.subject,
  text: toText(parts),
  html: toHtml(parts),
  unsubscribe: parts.stop?.oneClick ?? null,
})

const toText = ({ hello, lead, sections, action, why, stop, footer }: MailParts): string =>
  [
    hello,
    lead,
    ...sections.map(({ title, lines }) => [...(title === null ? [] : [title]), ...lines].join('\n')),
    ...(action === null ? [] : [`${action.button}:\n${action.link}`]),
    ...(action?.once ? [action.once] : []),
    why,
    ...(stop === null ? [] : [stop.sentence]),
    `-- \n${footer}`,
  ].join('\n\n') + '\n'

/** An address of ours within a sentence, as a link. */
const withLinks = (escaped: string): string =>
  escaped.replaceAll(/https?:\/\/[^\s<>"]*[^\s<>".,]/g, (address) => `<a href="${address}">${address}</a>`)

const paragraph = (text: string, style = ''): string =>
  `<p style="margin:0 0 16px;${style}">${withLinks(escapeHtml(text))}</p>`
const small = 'font-size:13px;line-height:20px;color:#5a6672;'
const anywhere = 'overflow-wrap:anywhere;'

const section = ({ title, lines }: MailSection): string =>
  [
    ...(title === null
      ? []
      : [`<h2 style="margin:0 0 4px;font-size:16px;line-height:24px;">${escapeHtml(title)}</h2>`]),
    `<p style="margin:0 0 20px;${anywhere}">${lines.map((line) => withLinks(escapeHtml(line))).join('<br>\n')}</p>`,
  ].join('\n')

/** Readable without pictures and without a style sheet, which many readers throw away; dark readers invert it well. */
const toHtml = ({ locale, subject, hello, lead, sections, action, why, stop, footer, app }: MailParts): string => {
  const button =
    action === null
      ? ''
      : `<p style="margin:0 0 16px;"><a href="${escapeHtml(action.link)}" style="display:inline-block;padding:11px 18px;border-radius:8px;background-color:#0b5a6b;color:#ffffff;text-decoration:none;font-weight:600;">${escapeHtml(action.button)}</a></p>
<p style="margin:0 0 16px;${small}${anywhere}">${escapeHtml(`${action.copy} ${action.link}`)}</p>
${action.once === null ? '' : paragraph(action.once, small)}`
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px 16px;font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;font-size:15px;line-height:24px;">
<div style="max-width:560px;margin:0 auto;">
<p style="margin:0 0 24px;font-weight:600;">${escapeHtml(app)}</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:28px;">${escapeHtml(subject)}</h1>
${paragraph(hello)}
${paragraph(lead)}
${sections.map(section).join('\n')}
${button}
${paragraph(why, anywhere)}
${stop === null ? '' : paragraph(stop.sentence, small + anywhere)}
${paragraph(footer, small)}
</div>
</body>
</html>
`
}
