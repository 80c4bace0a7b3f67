import { describe, expect, it } from 'vitest'
import { forgetAttempts, takeAttempt } from './sign-in-limits'

const exhaust = async (attempt: { email: string; place: string }) => {
  for (let n = 0; n < 8; n++) expect(await takeAttempt(attempt)).toBeNull()
}

describe('signing in too often', () => {
  it('is stopped for that person at that place, and for nobody else', async () => {
    const guesser = { email: 'een@voorbeeld.nl', place: '192.0.2.1' }
    await exhaust(guesser)
    const refusal = await takeAttempt(guesser)
    expect(refusal?.retryAfterMs).toBeGreaterThan(14 * 60_000)
    expect(await takeAttempt({ ...guesser, place: '192.0.2.2' })).toBeNull()
    expect(await takeAttempt({ ...guesser, email: 'ander@voorbeeld.nl' })).toBeNull()
  })

  it('is forgotten once the right password was given', async () => {
    const person = { email: 'twee@voorbeeld.nl', place: '192.0.2.3' }
    await exhaust(person)
    await forgetAttempts(person)
    expect(await takeAttempt(person)).toBeNull()
  })

  it('is stopped for a place that tries many people', async () => {
    for (let n = 0; n < 60; n++)
      expect(await takeAttempt({ email: `${String(n)}@voorbeeld.nl`, place: '192.0.2.4' })).toBeNull()
    expect(await takeAttempt({ email: 'nieuw@voorbeeld.nl', place: '192.0.2.4' })).not.toBeNull()
  })
})
