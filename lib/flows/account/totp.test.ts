import { TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { createTotpSecret, findTotpStep, qrCodeOf, totpUri } from './totp'

// RFC 6238, appendix B: the SHA1 secret, whose code of eight figures at 1111111109 is 07081804.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const code = '081804'
const at = (seconds: number) => new Date(seconds * 1000)
/** The half minute of this code is 1111111080 up to 1111111110. */
const [begin, end] = [1_111_111_080, 1_111_111_110]
const step = begin / 30

describe('a code of an authenticator app', () => {
  it('is that of the standard', () => {
    expect(findTotpStep(secret, code, at(1_111_111_109))).toBe(step)
    expect(findTotpStep(secret, '081805', at(1_111_111_109))).toBeNull()
  })

  it('works for its own half minute and the one on either side, to the second', () => {
    expect(findTotpStep(secret, code, at(begin - 30))).toBe(step)
    expect(findTotpStep(secret, code, at(end + 29))).toBe(step)
    expect(findTotpStep(secret, code, at(begin - 31))).toBeNull()
    expect(findTotpStep(secret, code, at(end + 30))).toBeNull()
  })

  it('is six figures, and nothing else is looked at', () => {
    for (const wrong of ['', '81804', '0081804', 'abcdef', '08180４'])
      expect(findTotpStep(secret, wrong, at(end - 1))).toBeNull()
  })
})

describe('setting up an authenticator app', () => {
  it('takes a secret of 160 bits, another one each time', () => {
    const secrets = Array.from({ length: 50 }, createTotpSecret)
    expect(new Set(secrets).size).toBe(50)
    expect(secrets.every((text) => /^[A-Z2-7]{32}$/.test(text))).toBe(true)
  })

  it('tells the app secret, account and name in the form that apps read', () => {
    const uri = new URL(totpUri(secret, 'anna@breekijzer.nl'))
    expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp'])
    expect(decodeURIComponent(uri.pathname)).toBe('/Combi-portaal:anna@breekijzer.nl')
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      ...{ secret, issuer: 'Combi-portaal', algorithm: 'SHA1', digits: '6', period: '30' },
    })
    expect(new TOTP({ secret }).digits).toBe(6)
  })

  it('draws a square with the three corners of a QR code', () => {
    const { size, path } = qrCodeOf('otpauth://totp/x?secret=A')
    expect(path).toMatch(/^(?:M\d+ \d+h1v1h-1z)+$/)
    for (const corner of ['M0 0h', `M${size - 1} 0h`, `M0 ${size - 1}h`]) expect(path).toContain(corner)
    expect(path).not.toContain(`M${size} `)
  })
})
