import type { CombiOptions } from '@/lib/domain/combi-settings'
import { formatCents, parseCents } from '@/lib/domain/money'
import type { TypedRule } from './rule-fields'

/** Options as they are typed: a number or an amount may be half-way. */
export type TypedOptions = Omit<CombiOptions, 'numberOffset' | 'offeringRule'> & {
  numberOffset: string
  rule: TypedRule
}

/** As they stand in the form's fields. */
export const toTyped = ({
  numberOffset,
  offeringRule: { upToCents, ...rule },
  ...rest
}: CombiOptions): TypedOptions => ({
  ...rest,
  numberOffset: String(numberOffset),
  rule: { ...rule, upTo: upToCents === null ? '' : formatCents(upToCents).replace('.', ',') },
})

/** What was typed, or values that the portal refuses with what is wrong with them. */
export const fromTyped = ({ numberOffset, rule: { upTo, ...rule }, ...rest }: TypedOptions): CombiOptions => ({
  ...rest,
  numberOffset: toNumber(numberOffset),
  offeringRule: { ...rule, upToCents: toCents(upTo) },
})

const toNumber = (typed: string): number => {
  const text = typed.trim()
  return text === '' ? 0 : /^-?\d{1,12}$/.test(text) ? Number(text) : 0.5
}

const toCents = (typed: string): number | null => {
  const text = typed.trim().replace(',', '.')
  return text === '' ? null : /^\d{1,12}(?:\.\d{1,2})?$/.test(text) ? parseCents(text) : -1
}
