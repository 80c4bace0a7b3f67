import { createTransport } from 'nodemailer'
import { getEnv } from './env'

export type OutgoingMail = {
  id: string
  recipient: string
  subject: string
  text: string
  html: string
  /** Where a mail program may stop such mails for its reader with one POST (RFC 8058); null: they were asked for. */
  unsubscribe: string | null
}

/** Hands mails to a mail server. @throws Error when the server does not take it; it may have, if the answer got lost. */
export type Mailer = { send: (mail: OutgoingMail) => Promise<void> }

/** A mail server that does not answer within this is tried again later. */
const timeoutMs = 20_000

export const createMailer = ({ smtpUrl, mailFrom }: { smtpUrl: string; mailFrom: string }): Mailer => {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // What stands in a mail is text of ours and never names a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = mailFrom.replace(/^.*@/, '').replaceAll(/[^\w.-]/g, '')
  return {
    async send({ id, recipient, subject, text, html, unsubscribe }) {
      await transport.sendMail({
        from: mailFrom,
        // As an object: a name in front of the address, or a second one behind it, is no part of it.
        to: { name: '', address: recipient },
        subject,
        text,
        html,
        // The same for every attempt: whoever receives it twice, because an answer got lost, is shown it once.
        messageId: `<${id}@${domain}>`,
        headers: {
          ...{ 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          ...(unsubscribe === null
            ? {}
            : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
        },
      })
    },
  }
}

let mailer: Mailer | null | undefined

/** The mail server of the environment; null when none is set, and mails stay to be read at `/postvak`. */
export const getMailer = (): Mailer | null => {
  if (mailer === undefined) {
    const { smtpUrl, mailFrom } = getEnv()
    mailer = smtpUrl === undefined || mailFrom === undefined ? null : createMailer({ smtpUrl, mailFrom })
  }
  return mailer
}
