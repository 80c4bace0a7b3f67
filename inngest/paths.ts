import type { IncomingMessage } from 'node:http'

/** Where an Inngest server calls the functions, on the worker and on the portal alike. */
export const functionsPath = '/api/inngest'

/** The path a request asks for. Cut, not parsed: a request line that is no address must not end the process. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/'
