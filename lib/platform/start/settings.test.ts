import { expect, it } from 'vitest'
import { parseEnv } from '../env-schema'
import { checkVariables, composeEnv, hasProvider } from './settings'

const ports = { postgres: 1, worker: 2, simplicate: 3, minox: 4 }
const secrets = {
  encryptionKey: `1:${Buffer.alloc(32, 7).toString('base64')}`,
  nextauthSecret: 'n'.repeat(32),
  postgresPassword: 'p',
  demoPassword: 'd',
}
const databaseUrl = 'postgresql://portaal:p@127.0.0.1:1/portaal'
const compose = (variables: Record<string, string>) => composeEnv(variables, { ports, secrets, databaseUrl })

it('without any variable the portal gets a complete set that it accepts', () => {
  expect(parseEnv(compose({}))).toMatchObject({
    ok: true,
    env: {
      appUrl: 'http://127.0.0.1:3000',
      port: 3000,
      workerUrl: 'http://127.0.0.1:2',
      databaseUrl,
      encryptionKey: secrets.encryptionKey,
      simplicateUrlTemplate: 'http://127.0.0.1:3/{subdomain}',
      minoxBaseUrl: 'http://127.0.0.1:4',
    },
  })
})

it('the address follows the port', () => {
  expect(compose({ PORT: '4000' })).toMatchObject({ APP_URL: 'http://127.0.0.1:4000', PORT: '4000' })
})

it('what the operator set stays', () => {
  const own = { ENCRYPTION_KEY: `2:${Buffer.alloc(32, 8).toString('base64')}`, WORKER_URL: 'http://127.0.0.1:9' }
  expect(compose(own)).toMatchObject(own)
})

it('a named provider leaves the sandboxes out', () => {
  const own = { MINOX_BASE_URL: 'https://app.minox.nl' }
  expect(hasProvider(own)).toBe(true)
  expect(compose(own)).not.toHaveProperty('SIMPLICATE_URL_TEMPLATE')
})

it('a detail of a provider does not', () => {
  expect(hasProvider({ MINOX_DESCRIPTION_MAX_LENGTH: '40' })).toBe(false)
})

it('each wrong variable is named on a line of its own', () => {
  const lines = (() => {
    try {
      checkVariables({ PORT: 'drieduizend', DATABASE_URL: 'mysql://x' })
      return []
    } catch (error) {
      return String(error).split('\n')
    }
  })()
  expect(lines).toHaveLength(2)
  expect(lines.join('\n')).toMatch(/PORT[^]*DATABASE_URL/)
})

it('a portal that others can reach gets no keys that nobody chose', () => {
  expect(() => checkVariables({ APP_URL: 'https://portaal.example.nl' })).toThrow('ENCRYPTION_KEY')
})
