import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseEmail } from './debtor'

describe('an e-mail address', () => {
  it('is the same in capitals and with blanks around it', () => {
    expect(normaliseEmail('  Info@Breekijzer.NL\t')).toBe('info@breekijzer.nl')
  })

  it('stays another when a dot, a plus or a domain differs', () => {
    const near = ['j.jansen@x.nl', 'jjansen@x.nl', 'jjansen+factuur@x.nl', 'jjansen@x.com']
    expect(new Set(near.map(normaliseEmail)).size).toBe(near.length)
  })

  it('is normalised once and for all', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        expect(normaliseEmail(normaliseEmail(email))).toBe(normaliseEmail(email))
        expect(normaliseEmail(email.toUpperCase())).toBe(normaliseEmail(email))
      }),
    )
  })
})
