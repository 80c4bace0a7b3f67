import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSecret, parseKeyring, rewrapSecret, sealSecret, SecretUnreadableError, type SealedSecret } from './crypto'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')
const ring = parseKeyring(`1:${key(1)}`)
const place = { workspaceId: 'workspace', connectionId: 'connection', field: 'secret' }

/** The same with one bit of one byte turned. */
const flip = (bytes: Uint8Array, at: number, bit: number): Uint8Array<ArrayBuffer> => {
  const copy = Uint8Array.from(bytes)
  copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ (1 << bit)
  return copy
}

describe('a sealed secret', () => {
  it('opens as what it was, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (secret) => {
        const sealed = sealSecret(ring, place, secret)
        // -0 becomes 0 in JSON; a secret is stored as JSON.
        expect(openSecret(ring, place, sealed)).toEqual(JSON.parse(JSON.stringify(secret)))
      }),
    )
  })

  it('does not open once any bit of it or of its key was turned', () => {
    const sealed = sealSecret(ring, place, { refreshToken: 'geheim' })
    const part = fc.constantFrom('sealedSecret' as const, 'wrappedKey' as const)
    fc.assert(
      fc.property(part, fc.nat(500), fc.integer({ min: 0, max: 7 }), (name, at, bit) => {
        const altered: SealedSecret = { ...sealed, [name]: flip(sealed[name], at, bit) }
        expect(() => openSecret(ring, place, altered)).toThrow(SecretUnreadableError)
      }),
    )
  })

  it.each([0, 1, 12, 28])('does not open when only %i bytes of it are left', (length) => {
    const sealed = sealSecret(ring, place, 'geheim')
    const cut = { ...sealed, sealedSecret: sealed.sealedSecret.slice(0, length) }
    expect(() => openSecret(ring, place, cut)).toThrow(SecretUnreadableError)
  })

  it.each([
    ['another workspace', { ...place, workspaceId: 'other' }],
    ['another connection', { ...place, connectionId: 'other' }],
    ['another field', { ...place, field: 'other' }],
    ['the same texts, divided otherwise', { ...place, workspaceId: 'workspaceconnection', connectionId: '' }],
  ])('does not open in the place of %s', (_, elsewhere) => {
    const sealed = sealSecret(ring, place, 'geheim')
    expect(openSecret(ring, place, sealed)).toBe('geheim')
    expect(() => openSecret(ring, elsewhere, sealed)).toThrow(SecretUnreadableError)
  })

  it('does not open with the key of another secret', () => {
    const one = sealSecret(ring, place, 'een')
    const other = sealSecret(ring, place, 'twee')
    expect(() => openSecret(ring, place, { ...one, wrappedKey: other.wrappedKey })).toThrow(SecretUnreadableError)
  })

  it('looks different each time, so that equal secrets cannot be told to be equal', () => {
    const [one, other] = [sealSecret(ring, place, 'geheim'), sealSecret(ring, place, 'geheim')]
    expect(one.sealedSecret).not.toEqual(other.sealedSecret)
    expect(one.wrappedKey).not.toEqual(other.wrappedKey)
  })

  it('says nothing of itself when it does not open', () => {
    const sealed = sealSecret(ring, place, 'geheim')
    expect(() => openSecret(ring, { ...place, field: 'x' }, sealed)).toThrow(/^(?!.*geheim)/s)
  })
})

describe('a new master key', () => {
  const both = parseKeyring(`2:${key(2)},1:${key(1)}`)
  const onlyNew = parseKeyring(`2:${key(2)}`)

  it('seals, while the old one still opens what it sealed', () => {
    const old = sealSecret(ring, place, 'oud')
    expect(old.keyVersion).toBe(1)
    expect(openSecret(both, place, old)).toBe('oud')
    expect(sealSecret(both, place, 'nieuw').keyVersion).toBe(2)
  })

  it('takes a secret over without touching it, after which the old key is not needed', () => {
    const old = sealSecret(ring, place, 'oud')
    expect(() => openSecret(onlyNew, place, old)).toThrow('ENCRYPTION_KEY holds no version 1')
    const moved = rewrapSecret(both, place, old)
    expect(moved.sealedSecret).toEqual(old.sealedSecret)
    expect(openSecret(onlyNew, place, moved)).toBe('oud')
    expect(() => openSecret(ring, place, moved)).toThrow('ENCRYPTION_KEY holds no version 2')
  })

  it('under the version of the old one opens nothing', () => {
    const old = sealSecret(ring, place, 'oud')
    expect(() => openSecret(parseKeyring(`1:${key(2)}`), place, old)).toThrow(SecretUnreadableError)
  })
})

describe('ENCRYPTION_KEY', () => {
  it('may be a bare key, which is version 1, and may hold blanks around its parts', () => {
    expect(parseKeyring(key(1))).toEqual(ring)
    const keyring = parseKeyring(` 1:${key(1)} , 12:${key(2)} , 3:${key(3)}`)
    expect(keyring.newest).toBe(12)
    expect([...keyring.keys.keys()]).toEqual([1, 12, 3])
  })

  it('may be written in the alphabet of addresses', () => {
    const bytes = Buffer.alloc(32, 0xfb)
    expect(parseKeyring(bytes.toString('base64url')).keys.get(1)).toEqual(bytes)
  })

  it.each([
    ['', 'empty'],
    ['geheim', 'too short'],
    [randomBytes(16).toString('base64'), '16 bytes'],
    [randomBytes(33).toString('base64'), '33 bytes'],
    [`0:${key(1)}`, 'version 0'],
    [`1:${key(1)},1:${key(2)}`, 'a version twice'],
    [`1:${key(1)},`, 'a part that is empty'],
    [`een:${key(1)}`, 'a version that is no number'],
  ])('is refused when it is not right, without being quoted: %s (%s)', (text) => {
    expect(() => parseKeyring(text)).toThrow(TypeError)
    if (text.length > 10)
      expect(() => parseKeyring(text)).toThrow(new RegExp(`^(?!.*${text.slice(2, 12).replace(/[+/]/g, '.')})`, 's'))
  })
})
