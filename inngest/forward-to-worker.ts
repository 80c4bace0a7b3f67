import http from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { type Env, getEnv } from '@/lib/platform/env'
import { functionsPath } from './paths'
import { readSettings } from './settings'

// Said of one connection, not of the message: they are not passed on.
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'expect',
  'host',
])

const passedOn = (headers: Iterable<[string, string]>): [string, string][] =>
  [...headers].filter(([name]) => !hopByHop.has(name.toLowerCase()))

/**
 * Hands a request of an Inngest server to the worker and its answer back, both word for word: the body is signed. The
 * functions thus run in the worker, and a busy synchronisation never slows a page. Plain `node:http`, because a step
 * may take longer than the five minutes that `fetch` waits.
 */
export const forwardToWorker = async (request: Request, env: Env = getEnv()): Promise<Response> => {
  // The embedded engine calls the worker itself; nobody outside has any business here then.
  if (readSettings(env).engine === 'embedded') return new Response(null, { status: 404 })
  const target = new URL(functionsPath + new URL(request.url).search, env.workerUrl)
  const body = Buffer.from(await request.arrayBuffer())
  const { request: open } = target.protocol === 'https:' ? https : http
  return new Promise((resolve) => {
    const outgoing = open(target, {
      method: request.method,
      headers: { ...Object.fromEntries(passedOn(request.headers)), 'content-length': body.length },
    })
    outgoing.on('response', (answer) => {
      const headers = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
        typeof value === 'string' ? [[name, value]] : [],
      )
      const hasBody = request.method !== 'HEAD' && answer.statusCode !== 204 && answer.statusCode !== 304
      const stream = hasBody ? (Readable.toWeb(answer) as ReadableStream<Uint8Array>) : null
      resolve(new Response(stream, { status: answer.statusCode ?? 502, headers: passedOn(headers) }))
    })
    // Not the SDK's answer: whoever called sees that the worker was not reached, and tries again.
    outgoing.on('error', () => {
      resolve(Response.json({ error: 'The worker cannot be reached.' }, { status: 502 }))
    })
    outgoing.end(body)
  })
}
