import { createTranslator } from 'use-intl/core'
import { byAlertUrgency, topicOf, type AlertCause, type AlertParams } from '@/lib/domain/alert'
import type { AlertMail, DigestCombi } from '@/lib/domain/mail'
import { createFormats } from './formats'
import type { Locale } from './locales'
import { oneLine, type MailParts, type MailSection } from './mail-parts'
import { messages } from './messages'

type Told = Pick<MailParts, 'subject' | 'lead' | 'sections' | 'action' | 'why' | 'stop'>

type About = { cause: AlertCause; params: AlertParams }
type Place = { combi: string; workspace: string; source: string; books: string }

/** Long before anything was mailed, so that a moment is told by its date, and not as today. */
const longAgo = new Date(0)

/** What a mail about combi's says, in the language of its reader. */
export const tellAlerts = (content: AlertMail, locale: Locale): Told => {
  switch (content.kind) {
    case 'alert':
      return tellOpen(content.params, locale)
    case 'recovered':
      return tellOver(content.params, locale)
    case 'digest':
      return tellWeek(content.params, locale)
  }
}

type ParamsOf<Kind extends AlertMail['kind']> = Extract<AlertMail, { kind: Kind }>['params']

const speak = (locale: Locale) => {
  const translate = createTranslator({ locale, messages: messages[locale], namespace: 'alertMails' })
  const frame = createTranslator({ locale, messages: messages[locale], namespace: 'mails' })
  const formats = createFormats(locale)
  return { translate, frame, formats }
}

/** The name that people know a product by; a connector that this version does not know keeps its id. */
const vendorName = (locale: Locale, connector: string): string => {
  const { connectors } = messages[locale]
  return Object.hasOwn(connectors, connector) ? connectors[connector as keyof typeof connectors] : connector
}

/** A cause of an invoice or a run in a few words. */
const reasonWords = (locale: Locale, code: string): string => {
  const { cause } = messages[locale].statistics
  return Object.hasOwn(cause, code) ? cause[code as keyof typeof cause] : cause.unknown
}

/** What the sentences about a cause are told, written out for this language. */
const wordsFor = (locale: Locale, { params }: About, { combi, workspace, source, books }: Place) => {
  const { formats } = speak(locale)
  const text = (name: string): string => String(params[name] ?? '')
  return {
    ...{ combi, workspace, source: vendorName(locale, source), books: vendorName(locale, books) },
    count: Number(params.count ?? 0),
    reason: reasonWords(locale, text('code')),
    vendor: vendorName(locale, text('connector')),
    expiresOn: formats.day(text('expiresOn')),
    since: params.since === undefined ? '' : formats.moment(text('since'), longAgo),
  }
}

const actionOf = (locale: Locale, link: string): MailParts['action'] => {
  const { translate, frame } = speak(locale)
  return { link, button: translate('open'), copy: frame('copy'), once: null }
}

const tellOpen = (params: ParamsOf<'alert'>, locale: Locale): Told => {
  const { translate } = speak(locale)
  const { combi, workspace, unsubscribe, choices } = params
  const points = params.points.toSorted(byAlertUrgency)
  const [first] = points
  const sections = points.map((point): MailSection => {
    const words = wordsFor(locale, point, params)
    const topic = topicOf(point.cause)
    return {
      title: translate(`topics.${topic}.what`, words),
      lines: [
        translate(`topics.${topic}.safe`, words),
        translate('cure', { cure: translate(`topics.${topic}.cure`, words) }),
        ...(points.length > 1 ? [translate('show', { link: point.link })] : []),
      ],
    }
  })
  const tellOnly = (only: About): string => {
    const topic = topicOf(only.cause)
    return translate(`topics.${topic}.subject`, wordsFor(locale, only, params))
  }
  const subject =
    first === undefined || points.length > 1 ? translate('several', { combi, count: points.length }) : tellOnly(first)
  return {
    ...{ subject: oneLine(subject), lead: translate('lead', { combi, workspace }), sections },
    action: actionOf(locale, params.link),
    why: translate('why', { choices }),
    stop: { sentence: translate('stop', { page: unsubscribe.page }), oneClick: unsubscribe.oneClick },
  }
}

const tellOver = (params: ParamsOf<'recovered'>, locale: Locale): Told => {
  const { translate } = speak(locale)
  const { combi, workspace, unsubscribe, choices } = params
  const lines = params.points.toSorted(byAlertUrgency).map((point) => {
    const topic = topicOf(point.cause)
    return translate(`topics.${topic}.over`, wordsFor(locale, point, params))
  })
  return {
    subject: oneLine(translate('over.subject', { combi })),
    lead: translate('over.lead', { combi, workspace }),
    sections: [{ title: null, lines }],
    action: actionOf(locale, params.link),
    why: translate('why', { choices }),
    stop: { sentence: translate('stop', { page: unsubscribe.page }), oneClick: unsubscribe.oneClick },
  }
}

/** A combi's week, line by line; what there is none of is left out. */
const weekOf = (combi: DigestCombi, locale: Locale): MailSection => {
  const { translate, formats } = speak(locale)
  const { actionCount, failedCount, pendingCount, offeredCount } = combi
  const line = (isThere: boolean, sentence: () => string): string[] => (isThere ? [sentence()] : [])
  return {
    title: translate('digest.title', { combi: combi.combi, workspace: combi.workspace }),
    lines: [
      ...line(combi.isPaused, () => translate('digest.paused')),
      ...combi.causes.toSorted(byAlertUrgency).map((about) => {
        const topic = topicOf(about.cause)
        return translate(`topics.${topic}.what`, wordsFor(locale, about, combi))
      }),
      translate('digest.booked', { count: combi.bookedCount, amount: formats.euros(combi.bookedCents) }),
      ...line(combi.paymentCount > 0, () =>
        translate('digest.payments', { count: combi.paymentCount, amount: formats.euros(combi.paymentCents) }),
      ),
      ...line(actionCount + failedCount > 0, () =>
        translate('digest.waiting', { action: formats.count(actionCount), failed: formats.count(failedCount) }),
      ),
      ...line(pendingCount + offeredCount > 0, () =>
        translate('digest.moving', { pending: formats.count(pendingCount), offered: formats.count(offeredCount) }),
      ),
      translate('digest.show', { link: combi.link }),
    ],
  }
}

const sum = (combis: readonly DigestCombi[], of: (combi: DigestCombi) => number): number =>
  combis.reduce((total, combi) => total + of(combi), 0)

const tellWeek = (params: ParamsOf<'digest'>, locale: Locale): Told => {
  const { translate, formats } = speak(locale)
  const { combis, quietCount, unsubscribe, choices, from, to } = params
  const quiet =
    combis.length === 0
      ? [translate('digest.allQuiet', { count: quietCount })]
      : quietCount > 0
        ? [translate('digest.quiet', { count: quietCount })]
        : []
  return {
    subject: oneLine(
      translate('digest.subject', {
        booked: sum(combis, ({ bookedCount }) => bookedCount),
        waiting: sum(combis, ({ actionCount, failedCount }) => actionCount + failedCount),
      }),
    ),
    lead: translate('digest.lead', { from: formats.day(from), to: formats.day(to) }),
    sections: [
      ...combis.map((combi) => weekOf(combi, locale)),
      ...(quiet.length === 0 ? [] : [{ title: null, lines: quiet }]),
    ],
    action: actionOf(locale, params.link),
    why: translate('digest.why', { choices }),
    stop: { sentence: translate('digest.stop', { page: unsubscribe.page }), oneClick: unsubscribe.oneClick },
  }
}
