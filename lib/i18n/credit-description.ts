import { createTranslator } from 'use-intl/core'
import { messages } from './messages'

/** What the opposite of an entry is called in the books; always Dutch, as the timeline is: the whole company reads it. */
export const creditDescription = (description: string): string =>
  createTranslator({ locale: 'nl', messages: messages.nl, namespace: 'correction' })('creditOf', { description })
