import { describe, expect, it } from 'vitest'
import { isLinked, type MailContent } from '@/lib/domain/mail'
import { locales } from './locales'
import { composeMail } from './mails'

const link = 'https://portaal.example/wachtwoord?token=abc_-123&x=1'

const contents: MailContent[] = [
  { kind: 'welcome', params: { link, workspace: 'Breekijzer' } },
  { kind: 'confirm-setup', params: { link, source: 'breekijzer', books: 'Breekijzer B.V.' } },
  { kind: 'sign-in-link', params: { link } },
  { kind: 'choose-password', params: { link } },
  { kind: 'password-changed', params: { at: '2026-11-27T23:30:00.000Z' } },
  { kind: 'second-factor-on', params: { at: '2026-11-27T23:30:00.000Z' } },
  { kind: 'second-factor-off', params: { at: '2026-11-27T23:30:00.000Z' } },
  { kind: 'change-address-old', params: { link, newEmail: 'nieuw@voorbeeld.nl' } },
  { kind: 'change-address-new', params: { link, oldEmail: 'oud@voorbeeld.nl' } },
  { kind: 'address-changed', params: { newEmail: 'nieuw@voorbeeld.nl' } },
  { kind: 'joined', params: { link, workspace: 'Breekijzer' } },
  { kind: 'invitation', params: { link, workspace: 'Breekijzer', inviter: 'Anna' } },
]

describe.each(locales)('every mail in %s', (locale) => {
  it.each(contents)('$kind says all of it, in text and in HTML', (content) => {
    const { subject, text, html } = composeMail(content, { locale, address: 'https://portaal.example' })
    expect(subject).toMatch(/^\S[^\n\r]{5,100}$/)
    expect(html).toContain(`<html lang="${locale}">`)
    expect(html).not.toMatch(/<(?:img|script|link)\b/)
    expect([text, html, subject].join()).not.toMatch(/\{\w+\}/)
    if (!isLinked(content)) return
    expect(text).toContain(`\n${link}\n`)
    expect(html).toContain(`href="${link.replace('&', '&amp;')}"`)
  })
})

it('a day is told in the time of Amsterdam, by its date', () => {
  const { text } = composeMail(
    { kind: 'password-changed', params: { at: '2026-11-27T23:30:00.000Z' } },
    { locale: 'nl', address: 'https://portaal.example' },
  )
  expect(text).toContain('op 28-11-2026 00:30 gewijzigd')
})

it('a name can neither break the HTML nor add a line to the head of the mail', () => {
  const inviter = 'Eve\r\nBcc: x@boos.example <img src=x onerror=alert(1)>'
  const { subject, html } = composeMail(
    { kind: 'invitation', params: { link, workspace: '"><script>', inviter } },
    { locale: 'nl', address: 'https://portaal.example' },
  )
  expect(subject).not.toMatch(/[\r\n]/)
  expect(html).not.toMatch(/<(?:img|script)\b/)
})
