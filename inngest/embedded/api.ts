import type { IncomingMessage, ServerResponse } from 'node:http'
import { pathOf } from '../paths'
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

/** The key as the SDK's URL spells it. */
const asInPath = (eventKey: string): string => new URL(`e/${eventKey}`, 'http://engine').pathname.slice('/e/'.length)

const failureOf = (error: unknown): { status: number; text: string } | null => {
  if (error instanceof RefusedOption) return { status: 400, text: error.message }
  if (error instanceof RefusedEvent || error instanceof BodyRefused)
    return { status: error.status, text: error.message }
  return null
}

/**
 * The part of Inngest's HTTP API that the SDK uses.
 * @returns whether the path is one of the engine's; otherwise nothing was answered.
 */
export const createApi = (keys: Keys, actions: ApiActions) => {
  const events = async (request: IncomingMessage, response: ServerResponse, key: string): Promise<void> => {
    if (keys && !isSameSecret(key, asInPath(keys.eventKey))) {
      refuse(response, 401, 'Event key not found')
    } else if (!actions.isOpen()) {
      refuse(response, 503, 'The engine has no functions yet, or is stopping.')
    } else {
      const seed = request.headers['x-inngest-event-id-seed']
      const ids = await actions.sendEvents(await readJson(request), typeof seed === 'string' ? seed : null)
      answer(response, 200, { ids, status: 200 })
    }
  }

  const register = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (keys && !isSameSecret(bearerOf(request), hashedSigningKey(keys.signingKey))) {
      refuse(response, 401, 'Signing key not found')
    } else {
      await actions.register(await readJson(request))
      answer(response, 200, { status: 200, skipped: false, modified: true })
    }
  }

  const settle = (response: ServerResponse, work: Promise<void>): void => {
    work.catch((error: unknown) => {
      const failure = failureOf(error)
      if (failure === null) actions.onError(error)
      refuse(response, failure?.status ?? 500, failure?.text ?? 'Internal error of the embedded engine')
    })
  }

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const pathname = pathOf(request)
    const key = /^\/e\/([^/]+)$/.exec(pathname)?.[1]
    if (request.method === 'POST' && key !== undefined) settle(response, events(request, response, key))
    else if (request.method === 'POST' && pathname === '/fn/register') settle(response, register(request, response))
    else if (/^\/(e|fn|v0|v1)\//.test(pathname))
      refuse(response, 501, `The embedded engine does not support ${request.method ?? ''} ${pathname}`)
    else return false
    return true
  }
}
