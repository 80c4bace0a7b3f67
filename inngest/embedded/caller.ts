import http from 'node:http'
import type { Answer } from './outcome'
import { callTimeoutMs, maxAnswerBytes } from './protocol'

type CallRequest = { url: string; stepId: string; runId: string; body: string; signature: string | null }

export type Caller = {
  /** Posts to the SDK; resolves with what came of it and never rejects. */
  call(request: CallRequest, signal: AbortSignal): Promise<Answer>
  close(): void
}

const readAnswer = (response: http.IncomingMessage): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    response.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > maxAnswerBytes) {
        resolve({ kind: 'too-large' })
        response.destroy()
      } else chunks.push(chunk)
    })
    response.on('error', reject)
    response.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
      )
      const body = Buffer.concat(chunks).toString('utf8')
      resolve({ kind: 'answer', status: response.statusCode ?? 0, headers, body })
    })
  })

/**
 * The way to the SDK. Plain `node:http`: a step may take up to two hours, which `fetch` would cut off after five
 * minutes without headers.
 */
export const createCaller = (maxCalls: number): Caller => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: maxCalls })
  return {
    call: async ({ url, stepId, runId, body, signature }, signal) => {
      const target = new URL(url)
      target.searchParams.set('stepId', stepId)
      try {
        return await new Promise<Answer>((resolve, reject) => {
          const request = http.request(target, {
            method: 'POST',
            agent,
            signal,
            timeout: callTimeoutMs,
            headers: {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(body),
              'x-run-id': runId,
              ...(signature === null ? {} : { 'x-inngest-signature': signature }),
            },
          })
          request.on('timeout', () => request.destroy(new Error(`No answer within ${callTimeoutMs} ms.`)))
          request.on('error', reject)
          request.on('response', (response) => {
            readAnswer(response).then(resolve, reject)
          })
          request.end(body)
        })
      } catch (error) {
        return { kind: 'none', reason: error instanceof Error ? error.message : String(error) }
      }
    },
    close: () => {
      agent.destroy()
    },
  }
}
