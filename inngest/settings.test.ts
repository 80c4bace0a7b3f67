import { describe, expect, it } from 'vitest'
import { parseEnv } from '@/lib/platform/env-schema'
import { readSettings } from './settings'

const settingsOf = (variables: Record<string, string>) => {
  const parsed = parseEnv(variables)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return readSettings(parsed.env)
}

describe('which Inngest is used', () => {
  it('the embedded one on the worker when nothing is set, with keys that portal and worker agree on', () => {
    const portal = settingsOf({ NEXTAUTH_SECRET: 'a'.repeat(40), PORT: '4000' })
    const worker = settingsOf({ NEXTAUTH_SECRET: 'a'.repeat(40), PORT: '4000', INNGEST_DEV: '0' })
    expect(portal).toMatchObject({ engine: 'embedded', isDev: false, baseUrl: 'http://127.0.0.1:4001' })
    expect(portal.signingKey).toMatch(/^signkey-embedded-[0-9a-f]{64}$/)
    expect(portal.eventKey).not.toBe(portal.signingKey)
    expect(worker).toEqual(portal)
  })

  it('another secret gives other keys', () => {
    const [one, other] = ['a', 'b'].map((letter) => settingsOf({ NEXTAUTH_SECRET: letter.repeat(40) }))
    expect(one?.eventKey).not.toBe(other?.eventKey)
    expect(one?.signingKey).not.toBe(other?.signingKey)
  })

  it('a dev server at its own address, or at the one that is named', () => {
    expect(settingsOf({ INNGEST_DEV: '1' })).toMatchObject({ engine: 'server', isDev: true, baseUrl: undefined })
    const baseUrl = 'http://127.0.0.1:8288'
    expect(settingsOf({ INNGEST_DEV: baseUrl })).toMatchObject({ engine: 'server', isDev: true, baseUrl })
    expect(settingsOf({ INNGEST_DEV: '1', INNGEST_BASE_URL: baseUrl })).toMatchObject({ isDev: true, baseUrl })
  })

  it('a server of the operator, and the cloud, with the keys as they are given', () => {
    const keys = { INNGEST_EVENT_KEY: 'event', INNGEST_SIGNING_KEY: 'signkey-prod-ab' }
    const given = { engine: 'server', isDev: false, eventKey: 'event', signingKey: 'signkey-prod-ab' }
    expect(settingsOf(keys)).toEqual({ ...given, baseUrl: undefined })
    const baseUrl = 'https://inngest.example.nl'
    expect(settingsOf({ ...keys, INNGEST_BASE_URL: baseUrl })).toEqual({ ...given, baseUrl })
  })
})
