import type { IncomingMessage, ServerResponse } from 'node:http'
import { RefusedEvent } from './events'
import { RefusedOption } from './function-config'
import { hashedSigningKey, isSameSecret } from './signature'

/** The secrets both sides know; null in dev mode, where nothing is checked. */
export type Keys = { eventKey: string; signingKey: string } | null

export type ApiActions = {
  /** False until functions are registered, and while stopping: an event taken then would start nothing. */
  isOpen(): boolean
  sendEvents(posted: unknown, seed: string | null): Promise<string[]>
  register(body: unknown): Promise<void>
  onError(error: unknown): void
}

const maxBodyBytes = 8 * 1024 * 1024

class BodyRefused extends Error {
  constructor(
    readonly status: 400 | 413,
    message: string,
  ) {
    super(message)
  }
}

const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) throw new BodyRefused(413, 'Body too large.')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
  } catch {
    throw new BodyRefused(400, 'Body is not JSON.')
  }
}

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const refuse = (response: ServerResponse, status: number, error: string): void => {
  answer(response, status, { ids: [], status, error })
}

const bearerOf = (request: IncomingMessage): string => (request.headers.authorization ?? '').replace(/^Bearer /, '')

/**
 * The part of Inngest's HTTP API that the SDK uses.
 * @returns whether the path is one of the engine's; otherwise nothing was answered.
 */
export const createApi = (keys: Keys, actions: ApiActions) => {
  const events = async (request: IncomingMessage, response: ServerResponse, key: string) => {
    if (keys && !isSameSecret(key, keys.eventKey)) return refuse(response, 401, 'Event key not found')
    if (!actions.isOpen()) return refuse(response, 503, 'The engine has no functions yet, or is stopping.')
    const seed = request.headers['x-inngest-event-id-seed']
    const ids = await actions.sendEvents(await readJson(request), typeof seed === 'string' ? seed : null)
    answer(response, 200, { ids, status: 200 })
  }

  const register = async (request: IncomingMessage, response: ServerResponse) => {
    if (keys && !isSameSecret(bearerOf(request), hashedSigningKey(keys.signingKey)))
      return refuse(response, 401, 'Signing key not found')
    await actions.register(await readJson(request))
    answer(response, 200, { status: 200, skipped: false, modified: true })
  }

  const fail = (response: ServerResponse, error: unknown) => {
    if (error instanceof RefusedOption) return refuse(response, 400, error.message)
    if (error instanceof RefusedEvent || error instanceof BodyRefused)
      return refuse(response, error.status, error.message)
    actions.onError(error)
    refuse(response, 500, 'Internal error of the embedded engine')
  }

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { pathname } = new URL(request.url ?? '/', 'http://engine')
    const key = /^\/e\/([^/]+)$/.exec(pathname)?.[1]
    if (request.method === 'POST' && key !== undefined) {
      events(request, response, decodeURIComponent(key)).catch((error: unknown) => fail(response, error))
      return true
    }
    if (request.method === 'POST' && pathname === '/fn/register') {
      register(request, response).catch((error: unknown) => fail(response, error))
      return true
    }
    if (!/^\/(e|fn|v0|v1)\//.test(pathname)) return false
    refuse(response, 501, `The embedded engine does not support ${request.method ?? ''} ${pathname}`)
    return true
  }
}
