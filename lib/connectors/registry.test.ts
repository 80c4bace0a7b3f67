import { readdirSync, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseEnv, type Env } from '@/lib/platform/env'
import { memorySecrets } from './contract-suite/secrets'
import { ConnectorError } from './errors'
import type { HttpCall } from './http'
import {
  listConnectors,
  openAccounting,
  openSignIn,
  openSource,
  parseAccountRef,
  parseSecret,
  secretFromKey,
} from './registry'
import { startSimplicateSandbox } from './simplicate/sandbox'

const here = fileURLToPath(new URL('.', import.meta.url))

/** What is beside the vendors in this folder and is none. */
const notVendors = ['contract-suite']
const vendors = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !notVendors.includes(entry.name))
  .map(({ name }) => name)

describe('every vendor folder', () => {
  it('is registered under its own name, and nothing else is', () => {
    expect(
      listConnectors()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...vendors].sort())
    expect(vendors.length).toBeGreaterThanOrEqual(2)
  })

  it.each(vendors)('hands itself to the contract suite and has a sandbox: %s', (vendor) => {
    for (const part of ['index.ts', 'contract.test.ts', 'sandbox/index.ts', 'sandbox/main.ts'])
      expect(existsSync(`${here}${vendor}/${part}`), `${vendor}/${part} is missing`).toBe(true)
  })
})

const envOf = (variables: Record<string, string>): Env => {
  const parsed = parseEnv(variables)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return parsed.env
}

describe('an account opened through the registry', () => {
  let sandbox: Awaited<ReturnType<typeof startSimplicateSandbox>>
  let env: Env
  beforeAll(async () => {
    sandbox = await startSimplicateSandbox()
    env = envOf({ SIMPLICATE_URL_TEMPLATE: `${sandbox.baseUrl}/{subdomain}` })
  })
  afterAll(() => sandbox.stop())

  const key = { connectorId: 'simplicate', accountRef: 'breekijzer' }
  const open = (secret: unknown, calls: HttpCall[] = []) =>
    openSource(key, {
      secrets: memorySecrets(secret),
      now: () => new Date(),
      observe: (call) => calls.push(call),
      env,
    })

  it('speaks to the vendor of the environment, and its calls are counted', async () => {
    const calls: HttpCall[] = []
    const source = open({ kind: 'api-key', key: 'demo-key', secret: 'demo-secret' }, calls)
    expect((await source.listCompanyProfiles()).map(({ name }) => name)).toContain('Breekijzer B.V.')
    expect(calls).toMatchObject([{ connectorId: 'simplicate', accountRef: 'breekijzer', status: 200 }])
  })

  it('is refused with a key that does not fit', async () => {
    const attempt = open({ kind: 'api-key', key: 'demo-key', secret: 'fout' }).listCompanyProfiles()
    await expect(attempt).rejects.toMatchObject({ kind: 'auth' })
  })

  it('does not use a stored secret of another shape', async () => {
    await expect(open({ token: 'x' }).listCompanyProfiles()).rejects.not.toBeInstanceOf(ConnectorError)
    expect(() => parseSecret('simplicate', { token: 'x' })).toThrow()
    const secret = { kind: 'api-key', key: 'k', secret: 's' }
    expect(parseSecret('simplicate', secret)).toEqual(secret)
  })
})

describe('what a person types', () => {
  it('names an account of that vendor, or none', () => {
    expect(parseAccountRef('simplicate', 'https://breekijzer.simplicate.nl/v1')).toBe('breekijzer')
    expect(parseAccountRef('simplicate', 'https://kwaad.example')).toBeNull()
    expect([' 12345 ', '12a', ''].map((typed) => parseAccountRef('minox', typed))).toEqual(['12345', null, null])
  })

  it('is a key where the vendor gives out keys', () => {
    const typed = { key: 'k', secret: 's' }
    expect(parseSecret('simplicate', secretFromKey('simplicate', typed))).toEqual({ kind: 'api-key', ...typed })
    expect(secretFromKey('minox', typed)).toBeNull()
  })
})

describe('the registry', () => {
  const deps = { now: () => new Date(), observe: () => undefined, env: envOf({}) }

  it('knows a source from an accounting package, and neither from what does not exist', () => {
    const secrets = memorySecrets<unknown>({})
    const open = (connectorId: string) => ({ connectorId, accountRef: 'breekijzer' })
    expect(() => openSource(open('minox'), { ...deps, secrets })).toThrow('No such connector here: minox')
    expect(() => openAccounting(open('simplicate'), { ...deps, secrets })).toThrow('No such connector here')
    expect(() => openSource(open('exact'), { ...deps, secrets })).toThrow('No such connector here: exact')
  })

  it('offers a sign-in only where the operator configured a client', async () => {
    const request = {
      accountRef: null,
      redirectUri: 'http://127.0.0.1/terug',
      state: 's',
      codeVerifier: 'v'.repeat(43),
    }
    const without = openSignIn('minox', { ...deps, accountRef: null })
    expect([without.isConfigured, await without.authorizeUrl(request)]).toEqual([false, null])
    const env = envOf({ MINOX_CLIENT_ID: 'client', MINOX_CLIENT_SECRET: 'secret' })
    const configured = openSignIn('minox', { ...deps, env, accountRef: null })
    expect([configured.isConfigured, configured.issuer(null)]).toEqual([true, 'https://app.minox.nl'])
    const simplicate = openSignIn('simplicate', { ...deps, accountRef: 'breekijzer' })
    expect(simplicate.issuer('breekijzer')).toBe('https://breekijzer.simplicate.nl')
    const url = await configured.authorizeUrl(request)
    expect(url?.origin).toBe('https://app.minox.nl')
    expect(url?.searchParams.get('client_id')).toBe('client')
    expect(url?.href).not.toContain('secret')
  })
})
