import { describe, expect, it } from 'vitest'
import { ConnectorError } from './errors'
import { assertAllowedUrl, originPattern } from './origin'

const simplicate = originPattern('https://{subdomain}.simplicate.nl')
const check = (allowed: RegExp, url: string) => () => {
  assertAllowedUrl(new URL(url), allowed, 'vendor')
}

describe('the address check', () => {
  it.each([
    [simplicate, 'https://breekijzer.simplicate.nl/api/v2/invoices/invoice'],
    [simplicate, 'https://a.simplicate.nl/'],
    [simplicate, 'https://BREEKIJZER.simplicate.nl:443/'],
    [originPattern('https://app.minox.nl'), 'https://app.minox.nl/oauth/token'],
    [originPattern('http://127.0.0.1:4010/{subdomain}'), 'http://127.0.0.1:4010/breekijzer/api/v2/'],
    [originPattern('http://localhost:4011'), 'http://localhost:4011/'],
  ])('lets the configured vendor pass: %s %s', (allowed, url) => {
    expect(check(allowed, url)).not.toThrow()
  })

  it.each([
    [simplicate, 'http://breekijzer.simplicate.nl/', 'plain http'],
    [simplicate, 'https://simplicate.nl/', 'no label'],
    [simplicate, 'https://a.b.simplicate.nl/', 'two labels'],
    [simplicate, 'https://-a.simplicate.nl/', 'a label that starts with a dash'],
    [simplicate, 'https://a.simplicate.nl.evil.nl/', 'a longer host'],
    [simplicate, 'https://evil.nl/.simplicate.nl/', 'another host with the name in its path'],
    [simplicate, 'https://axsimplicate.nl/', 'a host with the dot replaced'],
    [simplicate, 'https://breekijzer.simplicate.nl:8443/', 'another port'],
    [simplicate, 'https://breekijzer.simplicate.nl@127.0.0.1/', 'a user name that looks like the host'],
    [simplicate, 'https://key:secret@breekijzer.simplicate.nl/', 'credentials in the address'],
    [simplicate, 'https://169.254.169.254/latest/meta-data', 'the cloud’s own metadata'],
    [simplicate, 'https://[::1]/', 'this machine'],
    [originPattern('https://app.minox.nl'), 'http://app.minox.nl/', 'plain http'],
    [originPattern('https://app.minox.nl'), 'https://127.0.0.1/', 'this machine'],
    [originPattern('http://127.0.0.1:4010/{subdomain}'), 'http://127.0.0.1:4011/', 'another port of this machine'],
    [originPattern('http://127.0.0.1:4010/{subdomain}'), 'http://127.0.0.1:40100/', 'a port that starts the same'],
  ])('refuses %s %s (%s)', (allowed, url) => {
    expect(check(allowed, url)).toThrow(ConnectorError)
  })

  it('keeps the user name and password out of its own message', () => {
    expect(check(simplicate, 'https://key:hunter2@breekijzer.simplicate.nl/')).toThrow(/^(?!.*hunter2)/s)
  })

  it('refuses a configured address that is not http', () => {
    expect(() => originPattern('file:///etc/passwd')).toThrow(TypeError)
    expect(() => originPattern('{subdomain}')).toThrow(TypeError)
  })
})
