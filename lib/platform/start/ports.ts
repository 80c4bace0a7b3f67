import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from './json-file'
import { errorCode, StartError } from './start-error'

const host = '127.0.0.1'
const pollEveryMs = 100

/** @throws StartError when another program has this port, and still has it after `patienceMs`. */
export const requireFreePort = async (port: number, { patienceMs = 0 } = {}): Promise<void> => {
  const deadline = Date.now() + patienceMs
  let problem = await tryPort(port)
  while (problem === 'EADDRINUSE' && Date.now() < deadline) {
    await delay(pollEveryMs)
    problem = await tryPort(port)
  }
  if (problem === 'EADDRINUSE')
    throw new StartError(
      `Poort ${port} is al in gebruik. Stop het andere programma, of kies een andere poort: npm start -- --port ${port + 1}`,
    )
  if (problem) throw new StartError(`Op poort ${port} kan niet worden geluisterd (${problem}).`)
}

/**
 * A port for each name: the one of last time where it is still free, so that an address that someone kept goes on
 * working, else the preferred one, else any.
 */
export const choosePorts = async <Name extends string>(
  folder: string,
  preferred: Readonly<Record<Name, number>>,
): Promise<Record<Name, number>> => {
  const file = join(folder, 'ports.json')
  const earlier = readJsonFile(file, z.record(z.string(), z.int().min(1).max(65_535))) ?? {}
  const chosen: [string, number][] = []
  for (const [name, port] of Object.entries<number>(preferred)) {
    const taken = new Set(chosen.map(([, other]) => other))
    chosen.push([name, await firstFree([earlier[name], port], taken)])
  }
  const ports = Object.fromEntries(chosen) as Record<Name, number>
  writeJsonFile(file, ports)
  return ports
}

const firstFree = async (candidates: readonly (number | undefined)[], taken: ReadonlySet<number>): Promise<number> => {
  for (const port of candidates)
    if (port !== undefined && !taken.has(port) && (await tryPort(port)) === null) return port
  return findFreePort()
}

/** A port that no program listens on right now. */
export const findFreePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: 0, host }, resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port')
  return address.port
}

/** The code of what prevents listening there; null when nothing does. */
const tryPort = async (port: number): Promise<string | null> => {
  const server = createServer()
  const problem = await new Promise<string | null>((resolve) => {
    server.once('error', (error) => {
      resolve(errorCode(error) ?? error.message)
    })
    server.listen({ port, host, exclusive: true }, () => {
      resolve(null)
    })
  })
  if (problem === null) await new Promise((resolve) => server.close(resolve))
  return problem
}
