import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from './redact'

/** Opaque values as vendors hand them out: base64url, dots, the padding of base64. */
const secret = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._~+/-]{10,60}[A-Za-z0-9]={0,2}$/)

const places: Record<string, (value: string) => string> = {
  'a bearer header': (value) => `authorization: Bearer ${value}`,
  'a bearer in a sentence': (value) => `the call with Bearer ${value} was refused`,
  'a basic header': (value) => `Authorization: Basic ${value}`,
  'the Simplicate headers': (value) => `Authentication-Key: ${value}\nAuthentication-Secret: ${value}`,
  'a token answer': (value) => JSON.stringify({ access_token: value, refresh_token: value, expires_in: 3600 }),
  'a JSON text inside JSON': (value) => JSON.stringify({ body: JSON.stringify({ access_token: value }) }),
  'camel case': (value) => JSON.stringify({ apiKey: value, clientSecret: value, accessToken: value }),
  'an inspected object': (value) => `{ apiSecret: '${value}', password: '${value}' }`,
  'a form body': (value) =>
    new URLSearchParams({ grant_type: 'refresh_token', refresh_token: value, client_secret: value }).toString(),
  'a query': (value) => `GET /oauth/callback?code=${encodeURIComponent(value)}&state=${encodeURIComponent(value)}`,
  'a database address': (value) => `postgresql://portal:${encodeURIComponent(value)}@db:5432/portal`,
  'an SMTP address': (value) => `smtps://info%40breekijzer.nl:${encodeURIComponent(value)}@mail:465`,
  'a cookie': (value) => `set-cookie: next-auth.session-token=${value}; Path=/; HttpOnly`,
  'an environment line': (value) => `ENCRYPTION_KEY=${value}`,
}

const isThere = (text: string, value: string) =>
  [value, encodeURIComponent(value), new URLSearchParams({ value }).toString().slice('value='.length)].some((form) =>
    text.includes(form),
  )

describe('redact', () => {
  it.each(Object.entries(places))('leaves nothing of a secret in %s', (_, place) => {
    fc.assert(
      fc.property(secret, (value) => {
        const text = place(value)
        expect(isThere(text, value)).toBe(true)
        expect(isThere(redact(text), value)).toBe(false)
      }),
    )
  })

  it('takes a secret that holds quotes and backslashes out of JSON whole', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (value) => {
        expect(redact(JSON.stringify({ id: 7, password: value, name: 'x' }))).toBe(
          '{"id":7,"password":"•••","name":"x"}',
        )
      }),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...Object.values(places)), (value, place) => {
        const once = redact(place(value))
        expect(redact(once)).toBe(once)
      }),
    )
  })

  it('leaves a line of JSON a line of JSON, whatever the text in it', () => {
    const word = fc.constantFrom(
      'token=',
      'Bearer ',
      'cookie: ',
      'secret:',
      '?code=',
      '://a:',
      '@',
      '"',
      '\\',
      '\n',
      'x',
    )
    const text = fc.array(fc.oneof(word, fc.string({ maxLength: 4 })), { maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, (msg, token) => {
        const line = redact(
          JSON.stringify({ level: 30, msg, token, nested: { msg: JSON.stringify({ token }) }, at: 1 }),
        )
        expect(JSON.parse(line)).toMatchObject({ level: 30, token: '•••', at: 1 })
      }),
      { numRuns: 2000 },
    )
  })

  it('takes a signed token out by its shape and a private key out by its lines', () => {
    expect(redact('got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl back')).toBe('got ••• back')
    expect(redact('-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----')).toBe('•••')
  })

  it.each([
    'Grootboekrekening 8060 is geblokkeerd. {"code":"422","field":"lines[0].ledger_account"}',
    'De boekingsperiode 2026-07 is gesloten',
    '{"errors":[{"code":401,"type":"Server","message":"Unauthorized"}],"debug":null}',
    'GET /api/v2/invoices/invoice?q[updated_at][ge]=2026-11-01 00:00:00&sort=updated_at,id&limit=100',
    'https://app.minox.nl/docs/api/rest/',
  ])('leaves a text without secrets as it is: %s', (text) => {
    expect(redact(text)).toBe(text)
  })
})
