import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutText, oneLine, storable, storableValue } from './text'

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({
    unit: fc.constantFrom('a', 'é', '👩‍👧', '\uD83D', '\uDC4D', '\u0000', '\u0007', '\n', '\u202E', ' '),
    maxLength: 60,
  }),
)

describe('a text from elsewhere', () => {
  it('has no NUL and no half a character once it is stored, and is otherwise as it was written', () => {
    expect(storable('Koffie\u0000bar \uD83D! 👍\n')).toBe('Koffiebar \uFFFD! 👍\n')
    expect(JSON.parse('{"a":["x\\u0000","\\ud83d",1]}', storableValue)).toEqual({ a: ['x', '\uFFFD', 1] })
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(storable(text)).toBe(text.replaceAll('\u0000', ''))
      }),
    )
  })

  it('is one line of characters that a person can see', () => {
    expect(oneLine('  F2026-0042\n\tRivier\u0007 \u202EBV\u200B ')).toBe('F2026-0042 Rivier BV')
    expect(oneLine('gezin 👩‍👩‍👧‍👦')).toBe('gezin 👩‍👩‍👧‍👦')
    fc.assert(
      fc.property(anyText, (text) => {
        expect(oneLine(text)).toMatch(/^[^\p{Cc}\u202A-\u202E]*$/u)
        expect(oneLine(text)).not.toMatch(/\p{Surrogate}/u)
      }),
    )
  })

  it('is cut between characters, never through one', () => {
    expect(cutText('Advies 👩‍👩‍👧‍👦 gezin', 10)).toBe('Advies')
    expect(cutText('Advies 👩‍👩‍👧‍👦 gezin', 18)).toBe('Advies 👩‍👩‍👧‍👦')
    expect(cutText('Caf\u0065\u0301 t', 4)).toBe('Caf')
  })

  it('never exceeds its length once it is cut, and is always a beginning of the line', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, maxLength) => {
        const cut = cutText(text, maxLength)
        expect(cut.length).toBeLessThanOrEqual(maxLength)
        expect(cut).not.toMatch(/\p{Surrogate}/u)
        expect(oneLine(text).startsWith(cut)).toBe(true)
      }),
    )
  })
})
