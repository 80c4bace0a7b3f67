import { describe, expect, it } from 'vitest'
import { limits, type Attempt } from './limits'

const { signIn, mail, code, invitation } = limits

const exhaust = async (limit: typeof signIn, attempt: Attempt, times: number) => {
  for (let n = 0; n < times; n++) expect(await limit.take(attempt)).toBeNull()
}

describe('signing in too often', () => {
  it('is stopped for that person at that place, and for nobody else', async () => {
    const guesser = { who: 'een@voorbeeld.nl', place: '192.0.2.1' }
    await exhaust(signIn, guesser, 8)
    const refusal = await signIn.take(guesser)
    expect(refusal?.retryAfterMs).toBeGreaterThan(14 * 60_000)
    expect(await signIn.take({ ...guesser, place: '192.0.2.2' })).toBeNull()
    expect(await signIn.take({ ...guesser, who: 'ander@voorbeeld.nl' })).toBeNull()
  })

  it('is forgotten once the right password was given', async () => {
    const person = { who: 'twee@voorbeeld.nl', place: '192.0.2.3' }
    await exhaust(signIn, person, 8)
    await signIn.forget(person)
    expect(await signIn.take(person)).toBeNull()
  })

  it('is stopped for a place that tries many people', async () => {
    for (let n = 0; n < 60; n++)
      expect(await signIn.take({ who: `${String(n)}@voorbeeld.nl`, place: '192.0.2.4' })).toBeNull()
    expect(await signIn.take({ who: 'nieuw@voorbeeld.nl', place: '192.0.2.4' })).not.toBeNull()
  })
})

describe('asking for mails', () => {
  it('is stopped for an address after five, from wherever they are asked', async () => {
    for (let n = 0; n < 5; n++)
      expect(await mail.take({ who: 'drie@voorbeeld.nl', place: `192.0.2.${String(10 + n)}` })).toBeNull()
    expect(await mail.take({ who: 'drie@voorbeeld.nl', place: '192.0.2.20' })).not.toBeNull()
    expect(await mail.take({ who: 'vier@voorbeeld.nl', place: '192.0.2.20' })).toBeNull()
  })
})

describe('guessing codes of a second factor', () => {
  it('is stopped for a session, and for a person who starts session after session', async () => {
    await exhaust(code, { who: 'persoon', place: 'sessie 1' }, 6)
    expect(await code.take({ who: 'persoon', place: 'sessie 1' })).not.toBeNull()
    await exhaust(code, { who: 'persoon', place: 'sessie 2' }, 6)
    await exhaust(code, { who: 'persoon', place: 'sessie 3' }, 6)
    await exhaust(code, { who: 'persoon', place: 'sessie 4' }, 2)
    expect(await code.take({ who: 'persoon', place: 'sessie 5' })).not.toBeNull()
  })
})

describe('inviting', () => {
  it('is stopped for an address after five, whichever workspace asks, and for a workspace that asks many', async () => {
    for (let n = 0; n < 5; n++)
      expect(await invitation.take({ who: `werkruimte ${String(n)}`, place: 'vijf@voorbeeld.nl' })).toBeNull()
    expect(await invitation.take({ who: 'een andere', place: 'vijf@voorbeeld.nl' })).not.toBeNull()
    for (let n = 0; n < 30; n++)
      expect(await invitation.take({ who: 'drukke', place: `${String(n)}@voorbeeld.nl` })).toBeNull()
    expect(await invitation.take({ who: 'drukke', place: 'nieuw@voorbeeld.nl' })).not.toBeNull()
    expect(await invitation.take({ who: 'rustige', place: 'nieuw@voorbeeld.nl' })).toBeNull()
  })
})
