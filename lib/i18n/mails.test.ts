import { describe, expect, it } from 'vitest'
import type { AlertCause, AlertParams } from '@/lib/domain/alert'
import { isAlertMail, isLinked, type AlertPoint, type DigestCombi, type MailContent } from '@/lib/domain/mail'
import { locales } from './locales'
import { composeMail } from './mails'
import { messages } from './messages'

const link = 'https://portaal.example/wachtwoord?token=abc_-123&x=1'

const stoppable = {
  link: 'https://portaal.example/combis',
  unsubscribe: {
    page: 'https://portaal.example/meldingen/afmelden?token=1.abc.def',
    oneClick: 'https://portaal.example/api/alerts/unsubscribe?token=1.abc.def',
  },
  choices: 'https://portaal.example/account#meldingen',
}
const about = { combi: 'Simplicate – Minox Online', workspace: 'Breekijzer', source: 'simplicate', books: 'minox' }
const point = (cause: AlertCause, params: AlertParams): AlertPoint => ({ cause, params, link: stoppable.link })
const points = [
  point('reconnect-source', {}),
  point('reconnect-books', {}),
  point('key-expires', { connector: 'simplicate', expiresOn: '2026-12-09' }),
  point('late', { since: '2026-11-27T23:30:00.000Z' }),
  point('failing', { code: 'not-answered' }),
  point('overdue', { count: 2 }),
  point('unreadable', { count: 1 }),
  point('held:vat-unmapped', { code: 'vat-unmapped', count: 3, state: 'action' }),
  point('held:not-of-this-version', { code: 'not-of-this-version', count: 1, state: 'failed' }),
]
const quietWeek: DigestCombi = {
  ...{ combi: 'Rustig', workspace: 'Breekijzer', source: 'simplicate', books: 'minox', link: stoppable.link },
  ...{ bookedCount: 0, bookedCents: 0, paymentCount: 0, paymentCents: 0 },
  ...{ actionCount: 0, failedCount: 0, offeredCount: 0, pendingCount: 2, isPaused: true, causes: [] },
}
const busyWeek: DigestCombi = {
  ...quietWeek,
  ...{ bookedCount: 12, bookedCents: 123_456, paymentCount: 3, paymentCents: 45_000 },
  ...{ actionCount: 1, failedCount: 2, causes: points },
}
const days = { from: '2026-11-16', to: '2026-11-22' }

const contents: MailContent[] = [
  { kind: 'alert', params: { ...stoppable, ...about, points } },
  ...points.map((one): MailContent => ({ kind: 'alert', params: { ...stoppable, ...about, points: [one] } })),
  { kind: 'recovered', params: { ...stoppable, ...about, points } },
  { kind: 'digest', params: { ...stoppable, ...days, combis: [busyWeek, quietWeek], quietCount: 2 } },
  { kind: 'digest', params: { ...stoppable, ...days, combis: [], quietCount: 1 } },
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
  it.each(contents.filter(isAlertMail))('$kind can be stopped, by a person and by his mail program', (content) => {
    const { text, html, unsubscribe } = composeMail(content, { locale, address: 'https://portaal.example' })
    expect(unsubscribe).toBe(stoppable.unsubscribe.oneClick)
    for (const address of [stoppable.unsubscribe.page, stoppable.choices]) {
      expect(text).toContain(address)
      expect(html).toContain(`href="${address}"`)
    }
    expect(text).not.toContain(messages[locale].mails.once)
  })

  it.each(contents)('$kind says all of it, in text and in HTML', (content) => {
    const { subject, text, html } = composeMail(content, { locale, address: 'https://portaal.example' })
    expect(subject).toMatch(/^\S[^\n\r]{5,100}$/)
    expect(html).toContain(`<html lang="${locale}">`)
    expect(html).not.toMatch(/<(?:img|script|link)\b/)
    expect([text, html, subject].join()).not.toMatch(/\{\w+\}/)
    if (!isLinked(content)) return
    expect(text).toContain(`\n${content.params.link}\n`)
    expect(html).toContain(`href="${content.params.link.replace('&', '&amp;')}"`)
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

it('a digest tells its week to the cent, and what waits', () => {
  const { subject, text } = composeMail(
    { kind: 'digest', params: { ...stoppable, ...days, combis: [busyWeek], quietCount: 2 } },
    { locale: 'nl', address: 'https://portaal.example' },
  )
  expect(subject).toBe('Je week: 12 facturen geboekt, 3 wachten op jou')
  expect(text).toContain('Geboekt: 12 facturen voor €\u00a01.234,56')
  expect(text).toContain('Wacht op jou: 1 met een vraag, 2 mislukt')
  expect(text).toContain('2 andere combi’s liepen zonder bijzonderheden.')
})
