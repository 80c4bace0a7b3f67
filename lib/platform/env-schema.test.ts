import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exampleKeys, parseEnv } from './env-schema'

const problemsOf = (variables: Record<string, string>) => {
  const parsed = parseEnv(variables)
  return parsed.ok ? [] : parsed.problems
}
const ownKeys = {
  ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
  NEXTAUTH_SECRET: 'een eigen geheim van deze portal!',
}

describe('without any variable', () => {
  it('the portal runs on this machine and knows the vendors’ own addresses', () => {
    expect(parseEnv({})).toEqual({
      ok: true,
      env: {
        nodeEnv: 'development',
        logLevel: 'info',
        port: 3000,
        appUrl: 'http://127.0.0.1:3000',
        workerUrl: 'http://127.0.0.1:3001',
        encryptionKey: exampleKeys.encryptionKey,
        nextauthSecret: exampleKeys.nextauthSecret,
        simplicateUrlTemplate: 'https://{subdomain}.simplicate.nl',
        minoxBaseUrl: 'https://app.minox.nl',
        entryUrlTemplates: {},
      },
    })
  })

  it('an empty one counts as none, and blanks around a value do not count', () => {
    expect(parseEnv({ DATABASE_URL: ' ', SMTP_URL: '', PORT: ' 8080 ', NODE_ENV: '' })).toMatchObject({
      env: { port: 8080, nodeEnv: 'development', databaseUrl: undefined },
    })
  })
})

describe('a variable that is wrong', () => {
  it.each([
    ['PORT', '0'],
    ['PORT', '70000'],
    ['PORT', '3000x'],
    ['APP_URL', 'portaal.nl'],
    ['APP_URL', 'https://naam:geheim123@portaal.nl'],
    ['WORKER_URL', 'unix:/tmp/worker'],
    ['DATABASE_URL', 'mysql://geheim123@server/db'],
    ['DATABASE_URL', 'postgresql://'],
    ['ENCRYPTION_KEY', 'geheim123'],
    ['ENCRYPTION_KEY', '1:geheim123'],
    ['NEXTAUTH_SECRET', 'geheim123'],
    ['SIMPLICATE_URL_TEMPLATE', 'https://simplicate.nl'],
    ['SIMPLICATE_URL_TEMPLATE', 'https://{subdomain}.{subdomain}.nl'],
    ['SIMPLICATE_URL_TEMPLATE', '{subdomain}.simplicate.nl'],
    ['MINOX_BASE_URL', 'app.minox.nl'],
    ['MINOX_BASE_URL', 'file:///etc/passwd'],
    ['MINOX_DESCRIPTION_MAX_LENGTH', 'veertig'],
    ['MINOX_NAME_MAX_LENGTH', '0'],
    ['SMTP_URL', 'geheim123@mail'],
    ['MAIL_FROM', 'portaal'],
    ['INNGEST_DEV', 'ja'],
    ['INNGEST_BASE_URL', 'localhost'],
    ['LOG_LEVEL', 'alles'],
    ['NODE_ENV', 'productie'],
  ])('is named in one sentence that does not repeat its value: %s=%s', (name, value) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} .*\\.$`))
    expect(problems[0]).not.toContain('geheim123')
  })

  it('does not hide the next one', () => {
    const problems = problemsOf({ PORT: 'x', APP_URL: 'x', MAIL_FROM: 'x' })
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['PORT', 'APP_URL', 'MAIL_FROM'])
  })
})

describe('the public example keys', () => {
  it.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000', 'http://127.8.9.1'])(
    'serve a portal on this machine: %s',
    (APP_URL) => {
      expect(problemsOf({ APP_URL, NODE_ENV: 'production' })).toEqual([])
    },
  )

  it.each(['https://portaal.nl', 'http://192.168.1.2:3000', 'http://127.0.0.1.portaal.nl', 'http://0.0.0.0:3000'])(
    'are refused for a portal that others can reach: %s',
    (APP_URL) => {
      const named = (variables: Record<string, string>) =>
        problemsOf({ APP_URL, ...variables }).map((problem) => problem.split(' ')[0])
      expect(named({})).toEqual(['ENCRYPTION_KEY', 'NEXTAUTH_SECRET'])
      expect(named({ ...ownKeys, ENCRYPTION_KEY: `2:${ownKeys.ENCRYPTION_KEY},${exampleKeys.encryptionKey}` })).toEqual(
        ['ENCRYPTION_KEY'],
      )
      expect(named(ownKeys)).toEqual([])
    },
  )
})

describe('variables that belong together', () => {
  it.each([
    { one: 'SIMPLICATE_CLIENT_ID', other: 'SIMPLICATE_CLIENT_SECRET', first: 'x', second: 'y' },
    { one: 'MINOX_CLIENT_ID', other: 'MINOX_CLIENT_SECRET', first: 'x', second: 'y' },
    { one: 'INNGEST_EVENT_KEY', other: 'INNGEST_SIGNING_KEY', first: 'x', second: 'signkey-test-12' },
    { one: 'SMTP_URL', other: 'MAIL_FROM', first: 'smtp://127.0.0.1:2525', second: 'portaal@example.nl' },
  ])('are set both or not at all: $one and $other', ({ one, other, first, second }) => {
    for (const half of [{ [one]: first }, { [other]: second }])
      expect(problemsOf(half)).toEqual([`${one} en ${other} horen bij elkaar: stel beide in of geen van beide.`])
    expect(problemsOf({ [one]: first, [other]: second })).toEqual([])
  })

  it('an Inngest server of one’s own asks for its keys, a development server does not', () => {
    const INNGEST_BASE_URL = 'http://127.0.0.1:8288'
    expect(problemsOf({ INNGEST_BASE_URL })[0]).toMatch(/^INNGEST_BASE_URL /)
    expect(problemsOf({ INNGEST_BASE_URL, INNGEST_DEV: '1' })).toEqual([])
    expect(problemsOf({ INNGEST_BASE_URL, INNGEST_EVENT_KEY: 'x', INNGEST_SIGNING_KEY: 'y' })).toEqual([])
  })

  it('the portal and its background process need an address each', () => {
    expect(problemsOf({ APP_URL: 'http://127.0.0.1:3000/', WORKER_URL: 'http://127.0.0.1:3000' })[0]).toMatch(
      /^WORKER_URL /,
    )
  })
})

describe('addresses of vendors', () => {
  it.each([
    'http://127.0.0.1:4010/{subdomain}',
    'http://localhost:4010/{subdomain}/',
    'https://{subdomain}.simplicate.app',
  ])('are taken as the variable has them, this machine and plain http included: %s', (SIMPLICATE_URL_TEMPLATE) => {
    expect(parseEnv({ SIMPLICATE_URL_TEMPLATE })).toMatchObject({
      env: { simplicateUrlTemplate: SIMPLICATE_URL_TEMPLATE.replace(/\/$/, '') },
    })
  })
})

describe('.env.example', () => {
  const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const given: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(/^([A-Z_]+)=(.*)$/gm)) given[name] = value

  it('works as it is, and with the same keys as no file at all', () => {
    expect(parseEnv(given)).toEqual(parseEnv({}))
  })

  it('has every variable that is read, each with a line of explanation above it or its neighbours', () => {
    const source = readFileSync(new URL('./env-schema.ts', import.meta.url), 'utf8')
    const read = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name)
    expect(read.length).toBeGreaterThan(15)
    // NODE_ENV is set by the commands themselves.
    expect(Object.keys(given).sort()).toEqual(read.filter((name) => name !== 'NODE_ENV').sort())
    expect(text.split('\n\n').filter((part) => part.includes('=') && !/^#/m.test(part))).toEqual([])
  })
})
