import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Inngest, InngestFunction } from 'inngest'
import { serve } from 'inngest/node'
import { functionsPath, pathOf } from './paths'

/** Answers what is not for the functions; false when it is not for it either. */
type OtherHandler = (request: http.IncomingMessage, response: http.ServerResponse) => boolean

export type FunctionServer = {
  url: string
  serve(served: ServedFunctions): void
  /** Takes over every path but the functions' own. */
  attach(handler: OtherHandler): void
  /** Has the SDK tell the Inngest server which functions there are. @throws with the server's own words when it refuses. */
  register(): Promise<void>
  close(): Promise<void>
}

type ServedFunctions = {
  client: Inngest
  functions: readonly InngestFunction.Like[]
  /** Where an Inngest server reaches the functions, when that is not where they listen. */
  publicOrigin?: string
}

const host = '127.0.0.1'
// Longer than an engine pauses between two calls, so that a connection is not closed as the next call goes out.
const keepAliveMs = 65_000

const listen = (server: http.Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })

const put = (url: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'PUT' }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') })
      })
    })
    request.on('error', reject)
    request.end()
  })

const messageIn = (body: string): string => {
  try {
    const parsed: unknown = JSON.parse(body)
    if (parsed !== null && typeof parsed === 'object' && 'message' in parsed) return String(parsed.message)
    return body
  } catch {
    return body
  }
}

/** Listens on loopback, port 0 for a free one, and answers 503 until it is told what to serve. */
export const startFunctionServer = async ({ port }: { port: number }): Promise<FunctionServer> => {
  let other: OtherHandler = () => false
  let onFunctions: http.RequestListener = (_, response) => response.writeHead(503).end()
  const server = http.createServer((request, response) => {
    if (pathOf(request) === functionsPath) onFunctions(request, response)
    else if (!other(request, response)) response.writeHead(404).end()
  })
  server.keepAliveTimeout = keepAliveMs
  const url = `http://${host}:${await listen(server, port)}`
  return {
    url,
    serve: ({ client, functions, publicOrigin = url }) => {
      const handler = serve({
        client,
        functions,
        serveOrigin: publicOrigin,
        servePath: functionsPath,
      })
      onFunctions = (request, response) => {
        handler(request, response)
      }
    },
    attach: (handle) => {
      other = handle
    },
    register: async () => {
      const { status, body } = await put(url + functionsPath)
      if (status !== 200) throw new Error(messageIn(body))
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
