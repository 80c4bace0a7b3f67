import { describe, expect, it } from 'vitest'
import { pageHeaders } from './page-headers'

const given = { nonce: 'abc', isDevelopment: false, isHttps: true }
const headersOf = (path: string, options = given) => pageHeaders(new URL(path, 'https://portaal.example'), options)

describe('the headers of a page', () => {
  it('keep a secret in its address to itself, and leave the policy of all pages to the others', () => {
    expect(headersOf('/inloggen/link?token=geheim')['Referrer-Policy']).toBe('no-referrer')
    expect(headersOf('/wachtwoord?next=%2Fcombis&token=')['Referrer-Policy']).toBe('no-referrer')
    expect(headersOf('/koppelen/simplicate-minox/terug/minox?code=c&state=s')['Referrer-Policy']).toBe('no-referrer')
    expect(headersOf('/inloggen/link')).not.toHaveProperty('Referrer-Policy')
  })

  it.each(['/', '/koppelen/simplicate-minox'])('let a search engine find %s', (path) => {
    expect(headersOf(path)).not.toHaveProperty('X-Robots-Tag')
  })

  it.each(['/combis', '/facturen', '/inloggen', '/koppelen/simplicate-minox/vragen', '/wat-er-nog-komt'])(
    'keep search engines out of %s',
    (path) => {
      expect(headersOf(path)['X-Robots-Tag']).toBe('noindex, nofollow')
    },
  )

  it('hold the policy with the nonce of this answer', () => {
    expect(headersOf('/')['Content-Security-Policy']).toContain("'nonce-abc'")
  })

  it('ask for https where there is https, and nowhere else', () => {
    expect(headersOf('/')).toHaveProperty('Strict-Transport-Security')
    expect(headersOf('/', { ...given, isHttps: false })).not.toHaveProperty('Strict-Transport-Security')
  })
})
