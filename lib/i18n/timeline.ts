import { createTranslator } from 'use-intl/core'
import { messages } from './messages'

/** What stands on an invoice's timeline in the source; always Dutch, whoever decided: it is read by the whole company. */
export const timelineText = (
  kind: 'ignored' | 'unignored',
  about: { number: string; reason: string | null; marker: string },
): { title: string; content: string } => {
  const translate = createTranslator({ locale: 'nl', messages: messages.nl, namespace: 'timeline' })
  const sentence =
    kind === 'ignored'
      ? about.reason === null
        ? translate('ignored', { number: about.number })
        : translate('ignoredBecause', { number: about.number, reason: about.reason })
      : translate('unignored', { number: about.number })
  // The marker at the end is how the message is found again when the answer to writing it was lost.
  return { title: translate('title'), content: `${sentence} [${about.marker}]` }
}
