import { describe, expect, it } from 'vitest'
import { isEmailAddress } from './email-address'

describe('an e-mail address', () => {
  it.each(['a@b.nl', 'Voor.Naam+factuur@sub.klant.example', "o'neil@klant.example"])('is one: %s', (text) => {
    expect(isEmailAddress(text)).toBe(true)
  })

  it.each([
    ...['', 'a', 'a@b', '@b.nl', 'a@', 'a@b.', 'a b@c.nl', 'a@b.nl, c@d.nl', 'Naam <a@b.nl>', 'a@b@c.nl'],
    ...['a@b.nl\r\nBcc: c@d.nl', `${'a'.repeat(250)}@b.nl`],
  ])('is none: %j', (text) => {
    expect(isEmailAddress(text)).toBe(false)
  })
})
