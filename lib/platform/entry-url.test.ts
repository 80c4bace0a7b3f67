import { describe, expect, it } from 'vitest'
import { fillEntryUrl, isEntryUrlTemplate } from './entry-url'

describe('the address of an entry in the books', () => {
  it('is the operator’s template with each word filled in as one part of an address', () => {
    const place = { administration: '1', entry: '4b0c/x?', number: '20260042' }
    expect(fillEntryUrl('https://books.example/a/{administration}/b/{entry}?n={number}#{number}', place)).toBe(
      'https://books.example/a/1/b/4b0c%2Fx%3F?n=20260042#20260042',
    )
  })

  it.each(['https://books.example/{administration}/{entry}', 'http://127.0.0.1:4020/boeking/{number}'])(
    'may look like this: %s',
    (template) => {
      expect(isEntryUrlTemplate(template)).toBe(true)
    },
  )

  it.each([
    'https://books.example/{administration}',
    'https://books.example/{entry}/{klant}',
    'https://{entry}.books.example/',
    'https://books.example:{number}/',
    'https://user:secret@books.example/{entry}',
    'javascript:alert({number})',
    '//books.example/{entry}',
    'https://books.example/{entry}/{',
  ])('may not look like this: %s', (template) => {
    expect(isEntryUrlTemplate(template)).toBe(false)
  })
})
