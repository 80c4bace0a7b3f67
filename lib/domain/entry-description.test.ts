import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkTemplate, defaultDescriptionTemplate, describeEntry, descriptionWords } from './entry-description'

const invoice = {
  ...{ number: 'F2026-0042', subject: 'Advies maart', issuedOn: '2026-03-12' },
  debtor: { name: 'Rivier BV' },
}

describe('the description of an entry', () => {
  it('is the template with its words filled in', () => {
    expect(describeEntry(defaultDescriptionTemplate, invoice)).toBe('F2026-0042 Rivier BV')
    expect(describeEntry('{date}: {subject} ({number})', invoice)).toBe('2026-03-12: Advies maart (F2026-0042)')
  })

  it('fills in what an invoice holds as it stands, whatever that looks like', () => {
    expect(describeEntry('{number} {debtor}', { ...invoice, debtor: { name: '{number} $1 $&' } })).toBe(
      'F2026-0042 {number} $1 $&',
    )
    expect(describeEntry('{subject}  {number}', { ...invoice, subject: '' })).toBe('F2026-0042')
  })

  it.each([
    ['', 'template-empty', {}],
    ['   ', 'template-empty', {}],
    ['{debtor}', 'template-number', {}],
    ['{number} {klant}', 'template-word', { word: 'klant' }],
    ['{number} {}', 'template-word', { word: '' }],
    ['{number', 'template-braces', {}],
    ['{number} }', 'template-braces', {}],
    ['{{number}}', 'template-braces', {}],
    [`{number}${'x'.repeat(100)}`, 'template-long', {}],
  ])('is refused for %j', (template, code, params) => {
    expect(checkTemplate(template)).toEqual({ code, params })
  })

  it('always holds the original number when the template is accepted', () => {
    const part = fc.oneof(fc.constantFrom(...descriptionWords.map((word) => `{${word}}`)), fc.string({ maxLength: 8 }))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const template = parts.join('')
        if (checkTemplate(template) === null) expect(describeEntry(template, invoice)).toContain('F2026-0042')
      }),
    )
  })
})
