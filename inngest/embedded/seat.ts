import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Seat } from './leases'

const orNull = (read: () => string): string | null => {
  try {
    return read().trim()
  } catch {
    return null
  }
}

/**
 * The seat of a process that listens on this port of the loopback interface. On Linux it names the boot and the network
 * that the port is taken in; elsewhere the machine's name has to do.
 */
export const seatAt = (port: string): Seat => {
  const boot = orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))
  const network = orNull(() => readlinkSync('/proc/self/ns/net'))
  return [boot ?? hostname(), network ?? '', port].join('|')
}
