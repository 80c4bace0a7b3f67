import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy'

describe('the content security policy', () => {
  it('runs nothing inline that lacks the nonce', () => {
    const policy = contentSecurityPolicy('abc', { isDevelopment: false, isHttps: true })
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
    expect(policy).not.toContain('unsafe')
  })

  it('lets nothing in that is not named, embeds nothing and is embedded nowhere, and sends forms to us only', () => {
    const policy = contentSecurityPolicy('abc', { isDevelopment: false, isHttps: true })
    for (const part of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
      expect(policy.split('; ')).toContain(part)
    expect(policy).not.toMatch(/https?:|\*/)
  })

  it('allows what the development build needs in development only, and asks for https only where there is https', () => {
    const policy = contentSecurityPolicy('abc', { isDevelopment: true, isHttps: false })
    expect(policy).toContain("'unsafe-eval'")
    expect(policy).toContain("style-src 'self' 'unsafe-inline'")
    expect(policy).not.toContain('upgrade-insecure-requests')
  })
})
