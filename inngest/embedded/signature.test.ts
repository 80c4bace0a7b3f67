import { describe, expect, it } from 'vitest'
import { canonicalJson, hashedSigningKey, isSameSecret, signBody } from './signature'

describe('the signature of a call', () => {
  it('is over JSON with its keys in order at every depth, and nothing that JSON leaves out', () => {
    const value = { b: [1, { d: null, c: 'é"\u0000' }], a: undefined, A: 1.5, á: true }
    expect(canonicalJson(value)).toBe('{"A":1.5,"b":[1,{"c":"é\\"\\u0000","d":null}],"á":true}')
    expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
  })

  it('is the same with and without the prefix of the key, and another for another body, moment or key', () => {
    const now = new Date(1_000_000_999)
    const signed = signBody('{}', 'signkey-test-abcd', now)
    expect(signed).toMatch(/^t=1000000&s=[0-9a-f]{64}$/)
    expect(signBody('{}', 'abcd', now)).toBe(signed)
    for (const other of [
      signBody('{ }', 'abcd', now),
      signBody('{}', 'abce', now),
      signBody('{}', 'abcd', new Date(1_000_001_000)),
    ])
      expect(other).not.toBe(signed)
  })

  it('the key is never shown as it is', () => {
    expect(hashedSigningKey('signkey-prod-00ff')).toMatch(/^signkey-prod-[0-9a-f]{64}$/)
    expect(hashedSigningKey('signkey-prod-00ff')).not.toContain('00ff0')
    expect(isSameSecret('a', 'a')).toBe(true)
    expect(isSameSecret('a', 'ab')).toBe(false)
  })
})
