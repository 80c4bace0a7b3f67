import { euVat, stdnum } from 'stdnum'
import type { VatCode } from '@/lib/domain/books'
import type { Debtor } from '@/lib/domain/debtor'
import type { VatClass } from '@/lib/domain/invoice'
import type { Reason } from './reasons'

/**
 * What an invoice asks of its customer: nothing, a VAT number because the VAT is for him to pay, or one of another country
 * of the EU, because the sale is listed for the tax authorities there.
 */
export type CustomerVat = 'none' | 'number' | 'eu-number'

/** Words by which the classes of a source are called where the books do not say what kind of sale a line is. */
const wordsOfClasses: readonly { words: RegExp; asks: CustomerVat }[] = [
  {
    words: /intra-?communautai?r|binnen (?:de )?eu\b|\bic[pl]\b|intra-?community|within (?:the )?eu\b/i,
    asks: 'eu-number',
  },
  { words: /verlegd|reverse.?charge/i, asks: 'number' },
]

const askedByWords = (vatClass: VatClass): CustomerVat => {
  const words = `${vatClass.label} ${vatClass.code ?? ''}`
  return wordsOfClasses.find((one) => one.words.test(words))?.asks ?? 'none'
}

/**
 * What one line asks. The code in the books says what kind of sale it is, and a person chooses that code by mapping the
 * class; only a line without such a code is judged by the words of its class. A source states no kind.
 */
export const askedOfCustomer = (
  line: { vatClass: VatClass | null; vatCents: number },
  vatCode: VatCode | null,
): CustomerVat => {
  switch (vatCode?.sale ?? 'unknown') {
    case 'reverse-charged':
      return 'number'
    case 'within-eu':
      return 'eu-number'
    case 'ordinary':
    case 'outside-eu':
      return 'none'
    case 'unknown':
      return line.vatClass === null || line.vatCents !== 0 ? 'none' : askedByWords(line.vatClass)
  }
}

const strictness: readonly CustomerVat[] = ['none', 'number', 'eu-number']

/** The most that any of its lines asks. */
export const strictest = (asked: readonly CustomerVat[]): CustomerVat =>
  strictness.findLast((one) => asked.includes(one)) ?? 'none'

/** Member states other than the Netherlands by the letters of their VAT numbers; Northern Ireland counts for goods. */
const otherMemberStates = 'AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT PL PT RO SE SI SK XI'.split(' ')

/** Countries whose numbers begin with other letters than the country is known by. */
const knownAs: Readonly<Record<string, string>> = { EL: 'GR' }

const validatorsOf = (country: string) =>
  country === 'XI' ? [stdnum.GB?.vat] : (euVat[knownAs[country] ?? country] ?? [])

/**
 * Whether a number can be a VAT number of the country that its letters name: length and check digit, not whether it was
 * given out, which only the tax authorities know. Of a country outside the EU just the letters are looked at.
 */
export const isVatNumber = (vatNumber: string): boolean => {
  const [, country = '', rest = ''] = /^([A-Z]{2})([A-Z0-9+*]{2,13})$/.exec(vatNumber) ?? []
  if (country === '') return false
  if (country !== 'NL' && !otherMemberStates.includes(country)) return true
  return validatorsOf(country).some((validator) => validator?.validate(rest).isValid === true)
}

/** What is wrong with the VAT number of a customer of whom one is asked; null when the invoice may go. */
export const checkVatNumber = (asked: CustomerVat, debtor: Pick<Debtor, 'name' | 'vatNumber'>): Reason | null => {
  if (asked === 'none') return null
  const params = { debtor: debtor.name }
  if (debtor.vatNumber === null) return { code: 'vat-number-missing', params }
  if (!isVatNumber(debtor.vatNumber)) return { code: 'vat-number-malformed', params }
  const isOfOtherMember = otherMemberStates.includes(debtor.vatNumber.slice(0, 2))
  return asked === 'eu-number' && !isOfOtherMember ? { code: 'vat-number-country', params } : null
}
