import { getEnv, type Env } from '@/lib/platform/env'
import type {
  AccountingAccount,
  ConnectorDefinition,
  ConnectorSettings,
  OAuthSignIn,
  SecretStore,
  SourceAccount,
  TypedKey,
} from './contract'
import { createHttpDoor, type HttpCall } from './http'
import { minox } from './minox'
import { simplicate } from './simplicate'

/** How an account of a vendor is reached: what the operator configured, and how fast the vendor lets one be called. */
type Reach = {
  settings: (env: Env) => ConnectorSettings
  origin: (env: Env) => string
  perMinute: number
}

const sources = [
  register(simplicate, {
    settings: (env) => ({
      SIMPLICATE_URL_TEMPLATE: env.simplicateUrlTemplate,
      SIMPLICATE_CLIENT_ID: env.simplicateClientId,
      SIMPLICATE_CLIENT_SECRET: env.simplicateClientSecret,
    }),
    origin: (env) => env.simplicateUrlTemplate,
    // https://developer.simplicate.com: "at least 60 requests per minute"; more may be answered with a 429.
    perMinute: 60,
  }),
]

const accountings = [
  register(minox, {
    settings: (env) => ({
      MINOX_BASE_URL: env.minoxBaseUrl,
      MINOX_CLIENT_ID: env.minoxClientId,
      MINOX_CLIENT_SECRET: env.minoxClientSecret,
      MINOX_SCOPES: env.minoxScopes,
      MINOX_DESCRIPTION_MAX_LENGTH: env.minoxDescriptionMaxLength,
      MINOX_NAME_MAX_LENGTH: env.minoxNameMaxLength,
      MINOX_FILE_MAX_BYTES: env.minoxFileMaxBytes,
    }),
    origin: (env) => env.minoxBaseUrl,
    // Minox publishes no number and sends its limits along; five a second is what its other clients keep to.
    perMinute: 300,
  }),
]

/** Names one account: which vendor, and which of its customers. */
export type AccountKey = { connectorId: string; accountRef: string }

export type OpenDeps = {
  secrets: SecretStore<unknown>
  now: () => Date
  /** Called for every vendor call, to count and log it. */
  observe: (call: HttpCall) => void
  /** Whose vendors: those of this process's environment when left out. */
  env?: Env
}

/** The source account behind this key. @throws Error when no such source is registered. */
export const openSource = (key: AccountKey, deps: OpenDeps): SourceAccount => find(sources, key).open(key, deps)

/** The accounting account behind this key. @throws Error when no such accounting package is registered. */
export const openAccounting = (key: AccountKey, deps: OpenDeps): AccountingAccount =>
  find(accountings, key).open(key, deps)

/** How a person signs in at this vendor, for an account that may not be known yet. @throws Error when unregistered. */
export const openSignIn = (
  connectorId: string,
  deps: Omit<OpenDeps, 'secrets'> & { accountRef: string | null },
): OAuthSignIn<unknown> => find([...sources, ...accountings], { connectorId }).signIn(deps)

/** A secret as this vendor's connector accepts it, for storing. @throws ZodError when it does not. */
export const parseSecret = (connectorId: string, secret: unknown): unknown =>
  find([...sources, ...accountings], { connectorId }).parseSecret(secret)

/** Which account of this vendor a person means; null when what he typed cannot be one. @throws Error when unregistered. */
export const parseAccountRef = (connectorId: string, typed: string): string | null =>
  find([...sources, ...accountings], { connectorId }).parseAccountRef(typed)

/** The secret to store for a customer's own key; null when this vendor gives out none. @throws Error when unregistered. */
export const secretFromKey = (connectorId: string, typed: TypedKey): unknown =>
  find([...sources, ...accountings], { connectorId }).keySignIn?.(typed) ?? null

/** Every connector there is, with the name that people know it by. */
export const listConnectors = (): { id: string; label: string; role: 'source' | 'accounting' }[] => [
  ...sources.map(({ id, label }) => ({ id, label, role: 'source' as const })),
  ...accountings.map(({ id, label }) => ({ id, label, role: 'accounting' as const })),
]

const find = <Entry extends { id: string }>(entries: readonly Entry[], { connectorId }: { connectorId: string }) => {
  const found = entries.find(({ id }) => id === connectorId)
  if (!found) throw new Error(`No such connector here: ${connectorId}`)
  return found
}

/** A definition with the shape of its secret closed in, so that the host handles all of them alike. */
function register<Account, Secret>(definition: ConnectorDefinition<Account, Secret>, reach: Reach) {
  const { id, label, parseAccountRef, keySignIn, secret: shape } = definition
  const doorTo = (accountRef: string, { now, observe, env = getEnv() }: Omit<OpenDeps, 'secrets'>) => ({
    http: createHttpDoor({
      connectorId: id,
      accountRef,
      origin: reach.origin(env),
      perMinute: reach.perMinute,
      contact: env.appUrl,
      now,
      observe,
    }),
    now,
    settings: reach.settings(env),
  })
  return {
    id,
    label,
    parseAccountRef,
    keySignIn: keySignIn as ((typed: TypedKey) => unknown) | null,
    parseSecret: (secret: unknown): unknown => shape.parse(secret),
    open: ({ accountRef }: AccountKey, deps: OpenDeps): Account =>
      definition.open({
        ...doorTo(accountRef, deps),
        accountRef,
        secrets: withShape(shape.parse.bind(shape), deps.secrets),
      }),
    signIn: ({
      accountRef,
      ...deps
    }: Omit<OpenDeps, 'secrets'> & { accountRef: string | null }): OAuthSignIn<unknown> =>
      // Before anybody signed in there is no account: then all who sign in share one pace.
      definition.signIn(doorTo(accountRef ?? '', deps)),
  }
}

/** The host stores `unknown`; what comes out of the store passes the connector's own check each time. */
const withShape = <Secret>(parse: (secret: unknown) => Secret, store: SecretStore<unknown>): SecretStore<Secret> => ({
  async read() {
    return parse(await store.read())
  },
  async renew(work) {
    return parse(await store.renew((current) => work(parse(current))))
  },
})
