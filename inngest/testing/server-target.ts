import { randomBytes } from 'node:crypto'
import { Inngest } from 'inngest'
import { startFunctionServer } from '../function-server'
import type { ConformanceTarget } from './target'

/** A running Inngest server. Without keys it is taken for a dev server. */
export type InngestServer = { url: string; eventKey?: string; signingKey?: string }

const silent = () => undefined
const logger = { info: silent, warn: silent, error: silent, debug: silent }

/** A real Inngest server on this machine: time passes there by the clock alone. */
export const serverTarget = ({ url, eventKey, signingKey }: InngestServer): ConformanceTarget => ({
  name: `the Inngest server at ${url}`,
  timeoutMs: 300_000,
  open: async (build) => {
    const appId = `conformance-${randomBytes(4).toString('hex')}`
    const keys =
      eventKey !== undefined && signingKey !== undefined ? { isDev: false, eventKey, signingKey } : { isDev: true }
    const client = new Inngest({ id: appId, baseUrl: url, logger, checkpointing: false, ...keys })
    const event = (name: string) => `${appId}/${name}`
    const server = await startFunctionServer({ port: 0 })
    server.serve({ client, functions: build({ client, event }) })
    await server.register()
    return {
      client,
      event,
      now: () => Date.now(),
      passTime: () => Promise.resolve(),
      close: async () => {
        // An app without functions: the server forgets its schedules instead of calling a port that is gone.
        server.serve({ client, functions: [] })
        await server.register()
        await server.close()
      },
    }
  },
})
