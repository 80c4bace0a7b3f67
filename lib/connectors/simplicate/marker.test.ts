import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasMarker, withMarker } from './marker'

describe('a marker', () => {
  it.each([
    ['Minox [combi-12]', 'combi-12', true],
    ['combi-12', 'combi-12', true],
    ['Minox [combi-123]', 'combi-12', false],
    ['Minox [xcombi-12]', 'combi-12', false],
    ['combi-123 en combi-12', 'combi-12', true],
    ['', 'combi-12', false],
    [null, 'combi-12', false],
  ])('in %j: %s is found: %s', (text, marker, expected) => {
    expect(hasMarker(text, marker)).toBe(expected)
  })

  it('is put at the end of a text that lacks it, and left alone in one that has it', () => {
    expect(withMarker('Bank', 'combi-12')).toBe('Bank [combi-12]')
    expect(withMarker('Bank [combi-12]', 'combi-12')).toBe('Bank [combi-12]')
    expect(withMarker('', 'combi-12')).toBe('[combi-12]')
  })

  it('is found in whatever text it was put, and never cut off', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.uuid(), (text, marker) => {
        const written = withMarker(text, marker, 255)
        expect(hasMarker(written, marker)).toBe(true)
        expect(written.length).toBeLessThanOrEqual(255)
      }),
    )
  })
})
