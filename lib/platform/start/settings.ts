import { parseEnv, type Env } from '../env-schema'
import type { Variables } from './env-file'
import type { Secrets } from './secrets'
import { StartError } from './start-error'

export type Ports = Record<'postgres' | 'worker' | 'simplicate' | 'minox', number>

export const sandboxUrls = ({ simplicate, minox }: Ports) => ({
  simplicate: `http://127.0.0.1:${simplicate}`,
  minox: `http://127.0.0.1:${minox}`,
})

/** @throws StartError with one line for each variable that is wrong. */
export const checkVariables = (variables: Variables): Env => {
  const checked = parseEnv(variables)
  if (!checked.ok) throw new StartError(...checked.problems)
  return checked.env
}

const providerVariables = [
  'SIMPLICATE_URL_TEMPLATE',
  'SIMPLICATE_CLIENT_ID',
  'SIMPLICATE_CLIENT_SECRET',
  'MINOX_BASE_URL',
  'MINOX_CLIENT_ID',
  'MINOX_CLIENT_SECRET',
]

/** Whether an operator has named a provider: only then are the sandboxes left out. */
export const hasProvider = (variables: Variables): boolean =>
  providerVariables.some((name) => variables[name] !== undefined)

/**
 * What all processes of the portal run with: the operator's own variables, and what this machine supplies for those
 * that are unset. Only for variables that `checkVariables` has passed: it refuses a portal that others can reach
 * without keys of its operator's own.
 */
export const composeEnv = (
  variables: Variables,
  { ports, secrets, databaseUrl }: { ports: Ports; secrets: Secrets; databaseUrl: string },
): Variables => {
  const { port, appUrl } = checkVariables(variables)
  const sandboxes = sandboxUrls(ports)
  const providers = hasProvider(variables)
    ? {}
    : {
        SIMPLICATE_URL_TEMPLATE: `${sandboxes.simplicate}/{subdomain}`,
        SIMPLICATE_CLIENT_ID: 'sandbox-client',
        SIMPLICATE_CLIENT_SECRET: 'sandbox-secret',
        MINOX_BASE_URL: sandboxes.minox,
        MINOX_CLIENT_ID: 'sandbox-client',
        MINOX_CLIENT_SECRET: 'sandbox-secret',
      }
  return {
    ENCRYPTION_KEY: secrets.encryptionKey,
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    WORKER_URL: `http://127.0.0.1:${ports.worker}`,
    NEXTAUTH_URL: appUrl,
    ...providers,
    ...variables,
    APP_URL: appUrl,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    NEXT_TELEMETRY_DISABLED: '1',
  }
}
