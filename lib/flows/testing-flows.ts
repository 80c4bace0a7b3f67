import { randomUUID } from 'node:crypto'
import type { SecretStore } from '@/lib/connectors/contract'
import { createHttpDoor } from '@/lib/connectors/http'
import { minox } from '@/lib/connectors/minox'
import { simplicate } from '@/lib/connectors/simplicate'
import type { Db } from '@/lib/db/client'
import { secretStore } from '@/lib/db/secret-store'
import { parseKeyring } from '@/lib/platform/crypto'
import type { ConnectionKey, FlowContext } from './context'

export const testKeyring = parseKeyring(`1:${Buffer.alloc(32, 7).toString('base64')}`)

/** Where people reach the portal in a test: nobody answers there. */
export const testAppUrl = 'http://portaal.example'

export type Clock = {
  now: Date
  advance: (ms: number) => void
}

export const createClock = (): Clock => ({
  now: new Date('2026-11-25T08:00:00Z'),
  advance(ms) {
    this.now = new Date(this.now.getTime() + ms)
  },
})

export type FlowParts = {
  db: Db
  clock: Clock
  simplicateUrl: string
  minoxUrl: string
  hasLimits: boolean
}

/** The flows on these addresses: real doors and connectors, with the clock of the test. */
export const flowsOn = ({ db, clock, simplicateUrl, minoxUrl, hasLimits }: FlowParts): FlowContext => {
  const now = () => clock.now
  const settings = {
    SIMPLICATE_URL_TEMPLATE: simplicateUrl,
    MINOX_BASE_URL: minoxUrl,
    MINOX_CLIENT_ID: 'sandbox-client',
    MINOX_CLIENT_SECRET: 'sandbox-secret',
    SIMPLICATE_CLIENT_ID: 'sandbox-client',
    SIMPLICATE_CLIENT_SECRET: 'sandbox-secret',
  }
  const depsOf = (
    { workspaceId, connectionId, connectorId, accountRef }: ConnectionKey,
    door: Pick<Parameters<typeof createHttpDoor>[0], 'origin' | 'perMinute' | 'observe'>,
  ) => ({
    http: createHttpDoor({
      ...door,
      connectorId,
      accountRef,
      now,
      // A short wait passes on the clock of the test, as a long one does between two slices.
      sleep: (ms) => {
        clock.advance(ms)
        return Promise.resolve()
      },
    }),
    now,
    settings,
    accountRef,
    secrets: secretStore({
      db,
      keyring: testKeyring,
      workspaceId,
      connectionId,
      connectorId,
      now,
    }) as SecretStore<never>,
  })
  return {
    db,
    now,
    newId: randomUUID,
    random: () => 0.5,
    keyring: testKeyring,
    appUrl: testAppUrl,
    charts: new Map(),
    vocabularies: new Map(),
    openSource: (connection, observe) =>
      simplicate.open(depsOf(connection, { origin: simplicateUrl, perMinute: hasLimits ? 60 : null, observe })),
    openBooks: (connection, observe) => minox.open(depsOf(connection, { origin: minoxUrl, perMinute: null, observe })),
    openSignIn: (connectorId, accountRef) => {
      const { signIn, origin } =
        connectorId === 'minox'
          ? { signIn: minox.signIn, origin: minoxUrl }
          : { signIn: simplicate.signIn, origin: simplicateUrl }
      const http = createHttpDoor({ connectorId, accountRef: accountRef ?? '', origin, perMinute: null, now })
      return signIn({ http, now, settings })
    },
  }
}
