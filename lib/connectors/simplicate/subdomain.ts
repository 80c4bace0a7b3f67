import { ConnectorError } from '../errors'
import { connectorId } from './settings'

/** One host label: anything more could point a request, and a key with it, at another machine. */
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** The domains under which environments are known to live. */
const vendorDomain = /^([^.]+)\.simplicate\.(?:nl|app|com)$/

/**
 * The subdomain in what a person typed or pasted: `bedrijfsnaam`, `bedrijfsnaam.simplicate.nl` or an address from the
 * browser. Null for everything else.
 */
export const parseSubdomain = (typed: string): string | null => {
  const text = typed.trim().toLowerCase()
  const host = hostIn(text)
  if (host === null) return null
  const name = vendorDomain.exec(host)?.[1] ?? host
  return label.test(name) ? name : null
}

const hostIn = (text: string): string | null => {
  if (/^https?:\/\//.test(text)) {
    if (!URL.canParse(text)) return null
    const { hostname, username, password } = new URL(text)
    // A pasted address of another site must not be read as a name at Simplicate.
    return username === '' && password === '' && vendorDomain.test(hostname) ? hostname : null
  }
  return text.split('/')[0] ?? null
}

/** The address of an environment. @throws ConnectorError `unexpected` when the subdomain is not one host label. */
export const environmentUrl = (urlTemplate: string, subdomain: string): string => {
  if (!label.test(subdomain))
    throw new ConnectorError('unexpected', 'simplicate: the subdomain is not one host label', { connectorId })
  return urlTemplate.replace('{subdomain}', subdomain)
}
