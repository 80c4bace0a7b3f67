import { randomBytes, randomInt } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from './json-file'

const shape = z.object({
  encryptionKey: z.string(),
  nextauthSecret: z.string(),
  postgresPassword: z.string(),
  demoPassword: z.string(),
})

/** What the portal made up for itself on this machine, for each variable that its operator left unset. */
export type Secrets = z.infer<typeof shape>

/** Made at the first start and kept beside the data that they open; one that a newer version needs is added. */
export const readSecrets = (folder: string): Secrets => {
  const file = join(folder, 'secrets.json')
  const kept = readJsonFile(file, shape.partial()) ?? {}
  const secrets = { ...makeSecrets(), ...kept }
  writeJsonFile(file, secrets)
  return secrets
}

const makeSecrets = (): Secrets => ({
  encryptionKey: `1:${randomBytes(32).toString('base64')}`,
  nextauthSecret: randomBytes(32).toString('base64'),
  postgresPassword: randomBytes(18).toString('base64url'),
  demoPassword: readablePassword(),
})

/** To be typed over from a terminal: 59 bits in letters and digits that cannot be taken for one another. */
const readablePassword = (): string => {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return [group(), group(), group()].join('-')
}
