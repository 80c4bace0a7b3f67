import type { ReasonDto } from '@/lib/dto/shapes'
import { parseCents } from '@/lib/domain/money'
import type { Formats } from '@/lib/i18n/formats'

/** A cause's parameters as a sentence can hold them: amounts, rates and days written out, by what their name says they are. */
export const formatReasonParams = (params: ReasonDto['params'], formats: Formats): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      // A sentence can be chosen by a word, not by the absence of one.
      if (value === '') return [name, 'none']
      if (name === 'sent' || name === 'read') return [name, writeAmount(formats.day(String(value)), formats)]
      if (typeof value === 'string') return [name, formats.day(value)]
      if (name.endsWith('Cents')) return [name, formats.euros(value)]
      if (name.endsWith('BasisPoints')) return [name, formats.percentage(value)]
      return [name, String(value)]
    }),
  )

/** An entry that differs is told by the amount in which it does, after its account or code. */
const writeAmount = (text: string, formats: Formats): string =>
  text.replace(/-?\d+\.\d{2}$/, (amount) => formats.euros(parseCents(amount)))
