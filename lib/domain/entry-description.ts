import type { Invoice } from './invoice'

/** What an entry is called in the books: text in which these words stand in braces. */
export const descriptionWords = ['number', 'debtor', 'subject', 'date'] as const
export type DescriptionWord = (typeof descriptionWords)[number]

/** As long as any accounting package that we know of takes; a connector may keep less of it. */
export const mostTemplateLength = 100

export const defaultDescriptionTemplate = '{number} {debtor}'

export type DescribedInvoice = Pick<Invoice, 'number' | 'subject' | 'issuedOn'> & { debtor: { name: string } }

const isWord = (word: string): word is DescriptionWord => descriptionWords.some((known) => known === word)

const wordOf = (invoice: DescribedInvoice, word: DescriptionWord): string => {
  switch (word) {
    case 'number':
      return invoice.number
    case 'debtor':
      return invoice.debtor.name
    case 'subject':
      return invoice.subject
    case 'date':
      return invoice.issuedOn
  }
}

/** The template with its words filled in; what is in braces and no word stays as it is. */
export const describeEntry = (template: string, invoice: DescribedInvoice): string =>
  template
    .replaceAll(/\{(\w+)\}/g, (text, word: string) => (isWord(word) ? wordOf(invoice, word) : text))
    .replaceAll(/\s+/g, ' ')
    .trim()

/** What is wrong with a template; null when it can be used. */
export type TemplateProblem =
  | { code: 'template-empty' | 'template-braces' | 'template-number' | 'template-long'; params: Record<string, string> }
  | { code: 'template-word'; params: { word: string } }

/** The original number must stand in it: the books keep only its digits, or a number with something added. */
export const checkTemplate = (template: string): TemplateProblem | null => {
  if (template.trim() === '') return { code: 'template-empty', params: {} }
  if (template.length > mostTemplateLength) return { code: 'template-long', params: {} }
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, word = '']) => word).find((word) => !isWord(word))
  if (unknown !== undefined) return { code: 'template-word', params: { word: unknown } }
  if (/[{}]/.test(template.replaceAll(/\{\w+\}/g, ''))) return { code: 'template-braces', params: {} }
  return template.includes('{number}') ? null : { code: 'template-number', params: {} }
}
