import { subscribe, unsubscribe } from 'node:diagnostics_channel'

type Recorded = { url: string; method: string; headers: Record<string, string>; body: string }

/** What undici tells of a request that it is about to send, and of each part of its body. */
type Sent = { origin: string | URL; path: string; method: string; headers: string[] }

/** Written by whoever sends: another sender may not repeat them. */
const ofTheConnection = ['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive']

const headersOf = ({ headers }: Sent): Record<string, string> => {
  const named: Record<string, string> = {}
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = headers[at]?.toLowerCase() ?? ''
    if (!ofTheConnection.includes(name)) named[name] = headers[at + 1] ?? ''
  }
  return named
}

/** Keeps every request that the portal sends while `work` runs, as it was sent. */
export const recordRequests = async (work: () => Promise<void>): Promise<Recorded[]> => {
  const recorded = new Map<Sent, Recorded>()
  const note = (message: unknown) => {
    const { request } = message as { request: Sent }
    const { origin, path, method } = request
    recorded.set(request, { url: new URL(path, origin).href, method, headers: headersOf(request), body: '' })
  }
  const noteBody = (message: unknown) => {
    const { request, chunk } = message as { request: Sent; chunk: Uint8Array | string }
    const known = recorded.get(request)
    if (known) known.body += Buffer.from(chunk).toString()
  }
  subscribe('undici:request:create', note)
  subscribe('undici:request:bodyChunkSent', noteBody)
  try {
    await work()
  } finally {
    unsubscribe('undici:request:create', note)
    unsubscribe('undici:request:bodyChunkSent', noteBody)
  }
  return [...recorded.values()]
}

/** Sends the same requests again, one after the other, reading each answer: the least that the job could cost. */
export const repeatRequests = async (recorded: readonly Recorded[]): Promise<void> => {
  for (const { url, method, headers, body } of recorded) {
    const answer = await fetch(url, { method, headers, ...(body === '' ? {} : { body }) })
    await answer.json()
  }
}

/** CPU time of this process while `work` ran, in milliseconds. */
export const cpuMsOf = async (work: () => Promise<void>): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
