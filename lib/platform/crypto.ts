import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** The master keys of this installation by version; the highest one seals, the older ones still open. */
export type Keyring = { newest: number; keys: ReadonlyMap<number, Buffer> }

/** Whose secret it is. Part of what is authenticated: a sealed secret copied to another row does not open there. */
export type SecretPlace = { workspaceId: string; connectionId: string; field: string }

/** A secret under a data key of its own, and that key under the master key of version `keyVersion`. */
export type SealedSecret = {
  keyVersion: number
  wrappedKey: Uint8Array<ArrayBuffer>
  sealedSecret: Uint8Array<ArrayBuffer>
}

/** A sealed secret does not open. The message says why and holds nothing of it. */
export class SecretUnreadableError extends Error {
  override readonly name = 'SecretUnreadableError'
}

const algorithm = 'aes-256-gcm'
const keyBytes = 32
/** 96 bits: the length GCM is defined for (NIST SP 800-38D § 5.2.1.1). Random is safe, as each data key seals once. */
const nonceBytes = 12
const tagBytes = 16
/** First byte of every box, so that another algorithm can be told apart later. */
const boxFormat = 1

/**
 * Reads `ENCRYPTION_KEY`: `2:<base64>,1:<base64>`, 32 bytes each; a bare key is version 1.
 * @throws TypeError in words that name what is wrong, never the key.
 */
export const parseKeyring = (text: string): Keyring => {
  const keys = new Map<number, Buffer>()
  for (const part of text.split(',')) {
    const match = /^(?:(\d{1,6}):)?([A-Za-z0-9+/_-]+={0,2})$/.exec(part.trim())
    const version = Number(match?.[1] ?? 1)
    const key = Buffer.from(match?.[2] ?? '', 'base64')
    if (key.length !== keyBytes) throw new TypeError(`a key must be ${keyBytes} bytes in base64`)
    if (version < 1) throw new TypeError('a key version must be 1 or more')
    if (keys.has(version)) throw new TypeError(`key version ${version} is given twice`)
    keys.set(version, key)
  }
  return { newest: Math.max(...keys.keys()), keys }
}

/** Seals a JSON value for one place, under a fresh random data key. */
export const sealSecret = (keyring: Keyring, place: SecretPlace, secret: unknown): SealedSecret => {
  const dataKey = randomBytes(keyBytes)
  const sealedSecret = seal(dataKey, Buffer.from(JSON.stringify(secret)), secretContext(place))
  return { sealedSecret, ...wrapKey(keyring, place, dataKey) }
}

/**
 * The JSON value that was sealed for this place.
 * @throws SecretUnreadableError when it was altered or belongs elsewhere, or when its master key is no longer in the ring.
 */
export const openSecret = (keyring: Keyring, place: SecretPlace, sealed: SealedSecret): unknown => {
  const dataKey = unwrapKey(keyring, place, sealed)
  return JSON.parse(open(dataKey, sealed.sealedSecret, secretContext(place)).toString('utf8'))
}

/**
 * The same secret under the newest master key: how keys are rotated without touching a single secret.
 * @throws SecretUnreadableError as `openSecret` does.
 */
export const rewrapSecret = (keyring: Keyring, place: SecretPlace, sealed: SealedSecret): SealedSecret => ({
  sealedSecret: sealed.sealedSecret,
  ...wrapKey(keyring, place, unwrapKey(keyring, place, sealed)),
})

const wrapKey = (keyring: Keyring, place: SecretPlace, dataKey: Buffer) => {
  const keyVersion = keyring.newest
  return { keyVersion, wrappedKey: seal(masterKey(keyring, keyVersion), dataKey, keyContext(place, keyVersion)) }
}

const unwrapKey = (keyring: Keyring, place: SecretPlace, { keyVersion, wrappedKey }: SealedSecret): Buffer =>
  open(masterKey(keyring, keyVersion), wrappedKey, keyContext(place, keyVersion))

const masterKey = ({ keys }: Keyring, version: number): Buffer => {
  const key = keys.get(version)
  if (!key) throw new SecretUnreadableError(`ENCRYPTION_KEY holds no version ${version}`)
  return key
}

// JSON keeps the parts apart whatever is in them; joined by a separator, two places could make the same text.
const keyContext = ({ workspaceId, connectionId, field }: SecretPlace, keyVersion: number) =>
  Buffer.from(JSON.stringify(['key', keyVersion, workspaceId, connectionId, field]))
const secretContext = ({ workspaceId, connectionId, field }: SecretPlace) =>
  Buffer.from(JSON.stringify(['secret', workspaceId, connectionId, field]))

const seal = (key: Buffer, plain: Buffer, context: Buffer): Uint8Array<ArrayBuffer> => {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(context)
  const sealed = [cipher.update(plain), cipher.final()]
  return Uint8Array.from(Buffer.concat([Buffer.from([boxFormat]), nonce, ...sealed, cipher.getAuthTag()]))
}

const open = (key: Buffer, box: Uint8Array, context: Buffer): Buffer => {
  if (box[0] !== boxFormat || box.length < 1 + nonceBytes + tagBytes)
    throw new SecretUnreadableError('The sealed secret has no shape that is known here')
  const nonce = box.subarray(1, 1 + nonceBytes)
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
    .setAAD(context)
    .setAuthTag(box.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(box.subarray(1 + nonceBytes, -tagBytes)), decipher.final()])
  } catch (error) {
    throw new SecretUnreadableError('The sealed secret was altered, or sealed for another place or key', {
      cause: error,
    })
  }
}
