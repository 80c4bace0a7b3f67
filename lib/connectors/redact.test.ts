import { describe, expect, it } from 'vitest'
import { redactUrl } from './redact'

describe('redactUrl', () => {
  it('names the path, and neither the token nor the person', () => {
    const url = new URL('https://app.minox.nl/customer/by_email/piet%40bakker.nl?access_token=abc123&page=2')
    expect(redactUrl(url)).toBe('/customer/by_email/•••?access_token=•••&page=2')
  })
})
