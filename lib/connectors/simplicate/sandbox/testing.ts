import { onTestFinished } from 'vitest'
import { startSimplicateSandbox, type SimplicateSandbox, type SimplicateSandboxOptions } from './index'

export type Answer = {
  status: number
  contentType: string | null
  retryAfter: string | null
  text: string
  json: unknown
}

export type Client = SimplicateSandbox & {
  /** One request to the API, signed with the demonstration key unless told otherwise. */
  call: (
    path: string,
    options?: { method?: string; body?: unknown; headers?: Record<string, string> },
  ) => Promise<Answer>
  /** The records of a list. */
  list: (path: string) => Promise<Record<string, unknown>[]>
  /** A request to `/__sandbox`. */
  control: (path: string, options?: { method?: string; body?: unknown }) => Promise<Answer>
}

const keyHeaders = { 'authentication-key': 'demo-key', 'authentication-secret': 'demo-secret' }

const toAnswer = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  const contentType = response.headers.get('content-type')
  const json: unknown = contentType?.startsWith('application/json') ? JSON.parse(text) : null
  return { status: response.status, contentType, retryAfter: response.headers.get('retry-after'), text, json }
}

/** A sandbox for one test, and a plain client that knows nothing of the connector. */
export const sandboxClient = async (options: SimplicateSandboxOptions = {}): Promise<Client> => {
  const sandbox = await startSimplicateSandbox({ seed: 'empty', ...options })
  onTestFinished(() => sandbox.stop())
  const send = async (url: string, { method = 'GET', body, headers = {} }: Parameters<Client['call']>[1] = {}) =>
    toAnswer(
      await fetch(url, {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    )
  const call: Client['call'] = (path, callOptions = {}) =>
    send(`${sandbox.baseUrl}/breekijzer/api/v2/${path}`, { headers: keyHeaders, ...callOptions })
  return {
    ...sandbox,
    call,
    list: async (path) => ((await call(path)).json as { data: Record<string, unknown>[] }).data,
    control: (path, callOptions) => send(`${sandbox.controlUrl}/${path}`, callOptions),
  }
}
