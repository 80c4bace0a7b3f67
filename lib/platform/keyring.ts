import { parseKeyring, type Keyring } from './crypto'
import { getEnv } from './env'

let keyring: Keyring | undefined

/** The master keys of this installation, from the environment. */
export const getKeyring = (): Keyring => (keyring ??= parseKeyring(getEnv().encryptionKey))
