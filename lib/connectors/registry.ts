import { getEnv } from '@/lib/platform/env'
import type { AccountingAccount, ConnectorDefinition, ConnectorSettings, SecretStore, SourceAccount } from './contract'
import { ConnectorError } from './errors'
import { createHttpDoor, type HttpCall } from './http'
import { minox } from './minox'
import { simplicate } from './simplicate'

/** Which account of which vendor. */
export type AccountKey = { connectorId: string; accountRef: string }

export type AccountDeps = {
  secrets: SecretStore<unknown>
  now: () => Date
  observe: (call: HttpCall) => void
}

/** What the host must know of a vendor before it may be called: its configured address, and how fast. */
type Way = { origin: (settings: Settings) => string; perMinute: number | null }

type Settings = ReturnType<typeof readSettings>

const readSettings = () => {
  const env = getEnv()
  return {
    SIMPLICATE_URL_TEMPLATE: env.simplicateUrlTemplate,
    SIMPLICATE_CLIENT_ID: env.simplicateClientId,
    SIMPLICATE_CLIENT_SECRET: env.simplicateClientSecret,
    MINOX_BASE_URL: env.minoxBaseUrl,
    MINOX_CLIENT_ID: env.minoxClientId,
    MINOX_CLIENT_SECRET: env.minoxClientSecret,
    MINOX_SCOPES: env.minoxScopes,
    MINOX_DESCRIPTION_MAX_LENGTH: env.minoxDescriptionMaxLength,
  } satisfies ConnectorSettings
}

/** A new connector is one line here, and one below when it keeps books. */
const sources = { simplicate } as const
const accountings = { minox } as const
const ways: Record<string, Way> = {
  // "At least 60 requests per minute": https://developer.simplicate.com/getting-started
  simplicate: { origin: (settings) => settings.SIMPLICATE_URL_TEMPLATE, perMinute: 60 },
  // Minox tells its limit with every answer.
  minox: { origin: (settings) => settings.MINOX_BASE_URL, perMinute: null },
}

/** Every vendor that can be connected; `registry.test.ts` holds it against the folders. */
export const connectorIds: readonly string[] = [...Object.keys(sources), ...Object.keys(accountings)]

/** Opens an account of a business package. @throws ConnectorError `unexpected` for a vendor that this version does not know. */
export const openSource = (account: AccountKey, deps: AccountDeps): SourceAccount =>
  open(Object.values(sources), account, deps)

/** Opens an account of an accounting package. @throws ConnectorError as `openSource` does. */
export const openAccounting = (account: AccountKey, deps: AccountDeps): AccountingAccount =>
  open(Object.values(accountings), account, deps)

const open = <Account, Secret>(
  known: readonly ConnectorDefinition<Account, Secret>[],
  { connectorId, accountRef }: AccountKey,
  deps: AccountDeps,
): Account => {
  const definition = known.find(({ id }) => id === connectorId)
  const way = ways[connectorId]
  if (definition === undefined || way === undefined)
    throw new ConnectorError('unexpected', `No connector '${connectorId}'`, { connectorId })
  const settings = readSettings()
  const origin = way.origin(settings)
  const { now, observe, secrets } = deps
  return definition.open({
    http: createHttpDoor({
      connectorId,
      accountRef,
      origin,
      perMinute: way.perMinute,
      now,
      observe,
      contact: getEnv().appUrl,
    }),
    now,
    settings,
    accountRef,
    secrets: checked(secrets, definition.secret),
  })
}

/** The stored secret in the shape that the connector expects. @throws ZodError when it was stored by another version. */
const checked = <Secret>(
  secrets: SecretStore<unknown>,
  schema: ConnectorDefinition<unknown, Secret>['secret'],
): SecretStore<Secret> => ({
  read: async () => schema.parse(await secrets.read()),
  renew: async (work) => schema.parse(await secrets.renew((current) => work(schema.parse(current)))),
})
