import type { SandboxSettings } from './settings'

/** A request that the API turns down, with the status and type of Simplicate's `RestError`. */
export class Refusal extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 405 | 422 | 429 | 500 | 503,
    message: string,
  ) {
    super(message)
  }
}

export type RenderedRefusal = { contentType: string; body: string }

/** Error bodies in the shapes that clients of the real API report; `objects` is what the Swagger describes. */
export const renderRefusal = ({ status, message }: Refusal, shape: SandboxSettings['errorBodies']): RenderedRefusal => {
  const json = (body: unknown): RenderedRefusal => ({ contentType: 'application/json', body: JSON.stringify(body) })
  switch (shape) {
    case 'objects': {
      const type = status === 401 || status === 403 || status >= 500 ? 'Server' : 'Validation'
      const error = { code: status, type, message, translated_message: message, error_message: message }
      return json({ data: null, errors: [error], debug: null })
    }
    case 'strings':
      return json({ data: null, errors: [message], debug: null })
    case 'message':
      return json({ message })
    case 'text':
      return { contentType: 'text/plain; charset=utf-8', body: message }
    case 'html':
      return {
        contentType: 'text/html; charset=utf-8',
        body: `<!DOCTYPE html><html><head><title>${String(status)}</title></head><body><h1>${message}</h1></body></html>`,
      }
  }
}
