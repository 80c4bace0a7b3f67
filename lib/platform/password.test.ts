import { describe, expect, it } from 'vitest'
import { hashPassword, verifyPassword } from './password'

describe('passwords', () => {
  it('are kept as argon2id, salted, and recognised again', async () => {
    const [one, other] = await Promise.all([hashPassword('geheim woord'), hashPassword('geheim woord')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(other)
    expect(await verifyPassword(one, 'geheim woord')).toBe(true)
    expect(await verifyPassword(one, 'geheim Woord')).toBe(false)
  })

  it('are refused for an account that has none, whatever is typed', async () => {
    expect(await verifyPassword(null, '')).toBe(false)
  })
})
