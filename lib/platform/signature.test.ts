import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseKeyring } from './crypto'
import { readSigned, signText } from './signature'

const key = (version: number, byte: number) => `${version}:${Buffer.alloc(32, byte).toString('base64')}`
const keyring = parseKeyring(key(1, 7))

it('what was signed is read again, whatever the text, and after a new key has come', () => {
  const rotated = parseKeyring(`${key(2, 8)},${key(1, 7)}`)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const signed = signText(keyring, 'unsubscribe', text)
      expect(signed).toMatch(/^[\w.-]+$/)
      expect(readSigned(rotated, 'unsubscribe', signed)).toBe(text)
    }),
  )
})

it('nothing is read that was altered, signed for something else, or signed elsewhere', () => {
  const signed = signText(keyring, 'unsubscribe', '{"userId":"1"}')
  const other = signText(parseKeyring(key(1, 9)), 'unsubscribe', '{"userId":"2"}')
  fc.assert(
    fc.property(fc.nat(signed.length - 1), fc.constantFrom('A', 'z', '-', '.', '1'), (place, letter) => {
      const altered = signed.slice(0, place) + letter + signed.slice(place + 1)
      // The last letter of base64 holds spare bits, which name the same bytes.
      if (altered === signed || place === signed.length - 1) return
      expect(readSigned(keyring, 'unsubscribe', altered)).toBeNull()
    }),
  )
  expect(readSigned(keyring, 'sign-in', signed)).toBeNull()
  expect(readSigned(keyring, 'unsubscribe', other)).toBeNull()
  expect(readSigned(parseKeyring(key(2, 7)), 'unsubscribe', signed)).toBeNull()
  expect(readSigned(keyring, 'unsubscribe', '')).toBeNull()
})
