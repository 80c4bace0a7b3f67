import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseEnv } from '../env-schema'
import { readSecrets } from './secrets'
import { temporaryFolder } from './testing'

it('what was made at the first start is kept', () => {
  const folder = temporaryFolder()
  expect(readSecrets(folder)).toEqual(readSecrets(folder))
})

it('two machines have different ones', () => {
  const [one, other] = [readSecrets(temporaryFolder()), readSecrets(temporaryFolder())]
  for (const name of ['encryptionKey', 'nextauthSecret', 'postgresPassword', 'demoPassword'] as const)
    expect(one[name]).not.toBe(other[name])
})

it('only its owner may read the file', () => {
  const folder = temporaryFolder()
  readSecrets(folder)
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
})

it('the portal accepts them, also where others can reach it', () => {
  const { encryptionKey, nextauthSecret } = readSecrets(temporaryFolder())
  const variables = {
    APP_URL: 'https://portaal.example.nl',
    ENCRYPTION_KEY: encryptionKey,
    NEXTAUTH_SECRET: nextauthSecret,
  }
  expect(parseEnv(variables)).toMatchObject({ ok: true })
})

it('one that a newer version needs is added, and the others stay', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'secrets.json')
  const before = readSecrets(folder)
  const older = { ...before, demoPassword: undefined }
  writeFileSync(path, JSON.stringify(older))
  const after = readSecrets(folder)
  expect(after).toEqual({ ...before, demoPassword: after.demoPassword })
  expect(after.demoPassword).toMatch(/./)
})

it('a damaged file stops the start and stays as it is', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'secrets.json')
  writeFileSync(path, '{"encryptionKey": "1:')
  expect(() => readSecrets(folder)).toThrow(/secrets\.json is beschadigd/)
  expect(readFileSync(path, 'utf8')).toBe('{"encryptionKey": "1:')
})
