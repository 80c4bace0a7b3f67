import { ConnectorError } from './errors'

/** One label of a host name (RFC 1123 § 2.1), as a subdomain that a person typed must be. */
const hostLabel = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const stand = 'placeholder-of-one-label'

const escapeForPattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\-]/g, String.raw`\$&`)

/**
 * The address as the operator configured it, some label standing for each `{name}`.
 * @throws TypeError when the configured text is no http(s) address.
 */
export const configuredUrl = (configured: string): URL => {
  const url = new URL(configured.replace(/\{\w+\}/g, stand))
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new TypeError(`Not an http address: ${configured}`)
  return url
}

/**
 * What the origin of an address must look like to be the vendor: the operator's configured address, in which each
 * `{name}` stands for exactly one host label. Everything after the host is ignored.
 * @throws TypeError when the configured text is no http(s) address.
 */
export const originPattern = (configured: string): RegExp => {
  const { origin } = configuredUrl(configured)
  return new RegExp(`^${escapeForPattern(origin).replaceAll(escapeForPattern(stand), hostLabel)}$`)
}

/**
 * Lets an address pass only when it is the vendor as configured.
 * Without this, a typed subdomain or a link in an answer could send a customer's token to another machine, or ours to itself.
 * @throws ConnectorError `unexpected` when it is not, or when it carries a user name or password.
 */
export const assertAllowedUrl = (url: URL, allowed: RegExp, connectorId: string): void => {
  if (!allowed.test(url.origin) || url.username || url.password)
    throw new ConnectorError(
      'unexpected',
      `${connectorId}: refused to call ${url.origin}, which is not the configured address`,
      {
        connectorId,
      },
    )
}
