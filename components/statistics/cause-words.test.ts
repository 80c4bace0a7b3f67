import { expect, it } from 'vitest'
import { messages } from '@/lib/i18n/messages'
import { reasonCodes, verdictOf } from '@/lib/sync/reasons'

it.each(['nl', 'en'] as const)('every cause that holds an invoice has a few words, in %s', (locale) => {
  const { unknown, ...causes } = messages[locale].statistics.cause
  expect(unknown).toBeTypeOf('string')
  expect(Object.keys(causes).toSorted()).toEqual(
    reasonCodes.filter((code) => verdictOf({ code }) !== 'note').toSorted(),
  )
})
