import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Keyring } from './crypto'

const keyBytes = 32

/** A key of its own for each purpose: what was signed for one is worth nothing for another. */
const signingKey = (master: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, '', `signature: ${purpose}`, keyBytes))

const macOf = (master: Buffer, purpose: string, body: string): Buffer =>
  createHmac('sha256', signingKey(master, purpose)).update(body).digest()

/** The text with a signature of this installation, fit for an address. Anybody can read it, and nobody can make another. */
export const signText = (keyring: Keyring, purpose: string, text: string): string => {
  const master = keyring.keys.get(keyring.newest)
  if (master === undefined) throw new Error('The keyring has no newest key')
  const body = `${keyring.newest}.${Buffer.from(text).toString('base64url')}`
  return `${body}.${macOf(master, purpose, body).toString('base64url')}`
}

/** The text that was signed for this purpose; null for anything else, or when its key is no longer in the ring. */
export const readSigned = (keyring: Keyring, purpose: string, signed: string): string | null => {
  const [, version = '', text = '', mac = ''] = /^(\d{1,6})\.([\w-]+)\.([\w-]{43})$/.exec(signed) ?? []
  const master = keyring.keys.get(Number(version))
  if (master === undefined) return null
  const given = Buffer.from(mac, 'base64url')
  const wanted = macOf(master, purpose, `${version}.${text}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
    ? Buffer.from(text, 'base64url').toString('utf8')
    : null
}
