import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConnectorError } from '../errors'
import { parseSimplicateSettings } from './settings'
import { environmentUrl, parseSubdomain } from './subdomain'

describe('what a person types as the Simplicate address', () => {
  it.each([
    ['bedrijfsnaam', 'bedrijfsnaam'],
    [' Bedrijfsnaam ', 'bedrijfsnaam'],
    ['bedrijfsnaam.simplicate.nl', 'bedrijfsnaam'],
    ['BEDRIJFSNAAM.Simplicate.NL/', 'bedrijfsnaam'],
    ['bedrijfsnaam.simplicate.app', 'bedrijfsnaam'],
    ['https://bedrijfsnaam.simplicate.com/v1/invoices?page=2#top', 'bedrijfsnaam'],
    ['http://a.simplicate.nl', 'a'],
    ['mijn-bedrijf-2', 'mijn-bedrijf-2'],
    ['bedrijf/../..', 'bedrijf'],
  ])('%s names %s', (typed, expected) => {
    expect(parseSubdomain(typed)).toBe(expected)
  })

  it.each([
    '',
    ' ',
    '-bedrijf',
    'bedrijf-',
    'twee woorden',
    'a.b',
    'a.b.simplicate.nl',
    'simplicate.nl',
    'bedrijf.simplicate.nl.kwaad.example',
    'https://kwaad.example/bedrijf.simplicate.nl',
    'https://bedrijf.simplicate.nl@kwaad.example',
    'https://gebruiker:wachtwoord@bedrijf.simplicate.nl',
    'bedrijf.simplicate.nl:8443',
    'localhost:3000',
    '127.0.0.1',
    '[::1]',
    'bedrijf%2ekwaad',
    '../..',
    'é',
    'a'.repeat(64),
    'ftp://bedrijf.simplicate.nl',
    'https://',
  ])('%j is refused', (typed) => {
    expect(parseSubdomain(typed)).toBeNull()
  })

  it('never gives more than one host label, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain()), (typed) => {
        const parsed = parseSubdomain(typed)
        if (parsed !== null) expect(parsed).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/)
      }),
    )
  })
})

describe('the address of an environment', () => {
  it('is the configured address with the subdomain filled in', () => {
    expect(environmentUrl('https://{subdomain}.simplicate.nl', 'bedrijf')).toBe('https://bedrijf.simplicate.nl')
    expect(environmentUrl('http://127.0.0.1:4010/{subdomain}', 'bedrijf')).toBe('http://127.0.0.1:4010/bedrijf')
  })

  it.each(['a.b', 'kwaad.example/', 'a@b', '', 'a/../b', 'A', '$&'])(
    'refuses %j in the place of one label',
    (subdomain) => {
      expect(() => environmentUrl('https://{subdomain}.simplicate.nl', subdomain)).toThrow(ConnectorError)
    },
  )
})

describe('settings', () => {
  it('have the real addresses unless told otherwise, and no client without both halves', () => {
    expect(parseSimplicateSettings({ SIMPLICATE_URL_TEMPLATE: '', SIMPLICATE_CLIENT_ID: 'x' })).toEqual({
      urlTemplate: 'https://{subdomain}.simplicate.nl',
      client: null,
    })
  })

  it('refuse a template without a place for the subdomain', () => {
    expect(() => parseSimplicateSettings({ SIMPLICATE_URL_TEMPLATE: 'https://simplicate.nl' })).toThrow(
      'SIMPLICATE_URL_TEMPLATE',
    )
  })
})
