import 'server-only'
import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, buildConnector } from 'undici'

/** A name became an address that is no vendor's: of this machine, of the network around it, or of nobody. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
  override readonly message = 'leads to an address that is not on the internet'
}

/** Of IPv6 only this part has been given out (https://www.iana.org/assignments/ipv6-address-space). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')
/** Where networks with nothing but IPv6 see the hosts that have nothing but IPv4 (RFC 6052 § 2.1). */
const translated = ipaddr.IPv6.parseCIDR('64:ff9b::/96')

/** Whether an address can be that of a vendor on the internet. Only what is known to be public is. */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast'
  if (parsed.match(translated)) return new ipaddr.IPv4(parsed.toByteArray().slice(12)).range() === 'unicast'
  return parsed.match(globalUnicast) && parsed.range() === 'unicast'
}

/**
 * Whether the operator's own address lies outside the internet: it is not https, or names this machine or an address.
 * Then it says itself where to go; a name on the internet must never lead back inside.
 */
export const isOwnNetwork = (configured: URL): boolean =>
  configured.protocol !== 'https:' ||
  /(?:^|\.)localhost$/.test(configured.hostname) ||
  isIP(configured.hostname.replace(/^\[|\]$/g, '')) !== 0

/**
 * A look-up for connecting that hands over public addresses only, and none at all when one of them is not. What it hands
 * over is what is connected to, so that a name cannot mean something else a moment later.
 */
export const publicLookup =
  (lookup: LookupFunction): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error !== null) {
        callback(error, [])
        return
      }
      const addresses = typeof found === 'string' ? [{ address: found, family: family ?? isIP(found) }] : found
      const [first] = addresses
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
        callback(new AddressRefused(), [])
      else if (options.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }

/** Connections that are kept for the next request, to the internet and nowhere else. */
export const publicAgent = (lookup: LookupFunction): Agent => {
  const connect = buildConnector({ lookup })
  return new Agent({
    connect: (options, callback) => {
      // An address is connected to without looking anything up.
      if (isIP(options.hostname) !== 0 && !isPublicAddress(options.hostname)) callback(new AddressRefused(), null)
      else connect(options, callback)
    },
  })
}

const agentOn = (configured: URL, lookup: LookupFunction): Agent =>
  isOwnNetwork(configured) ? new Agent({ connect: { lookup } }) : publicAgent(publicLookup(lookup))

/** One set of connections for all doors of the process. */
const shared = {
  inside: agentOn(new URL('http://localhost'), systemLookup),
  outside: publicAgent(publicLookup(systemLookup)),
}

/** The connections for the address that an operator configured; with a look-up of a test, a set of their own. */
export const agentFor = (configured: URL, lookup?: LookupFunction): Agent => {
  if (lookup !== undefined) return agentOn(configured, lookup)
  return isOwnNetwork(configured) ? shared.inside : shared.outside
}
