import { describe, expect, it } from 'vitest'
import { newSetupSecret, openSetupCookie, setupCookie, signSetupSecret } from './setup-cookie'

const key = 'een-geheim-van-deze-installatie-0001'

describe('the cookie of the wizard', () => {
  it('gives back the secret that we signed, and each is another one', () => {
    const secret = newSetupSecret()
    expect(openSetupCookie(signSetupSecret(secret, key), key)).toBe(secret)
    expect(newSetupSecret()).not.toBe(secret)
  })

  it('is nothing when it was made up, altered, or signed by another installation', () => {
    const secret = newSetupSecret()
    const value = signSetupSecret(secret, key)
    for (const other of [
      undefined,
      '',
      '.',
      secret,
      `${secret}.`,
      `${value}x`,
      `${value}.x`,
      `x${value}`,
      signSetupSecret(secret, `${key}!`),
      signSetupSecret('', key),
    ])
      expect(openSetupCookie(other, key)).toBeNull()
  })

  it('goes over https only once the portal is reached that way, and no script reads it, nor does another host set it', () => {
    expect(setupCookie('http://127.0.0.1:3000')).toMatchObject({ name: 'koppelen', options: { secure: false } })
    expect(setupCookie('https://portaal.example')).toMatchObject({
      name: '__Host-koppelen',
      options: { secure: true, httpOnly: true, sameSite: 'lax', path: '/', maxAge: 604_800 },
    })
  })
})
