import { setTimeout as sleepFor } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { MiddlewareHandler } from 'hono'
import type { Fault } from './fault-schema'
import type { SandboxEnv, World } from './world'

/** Takes the first fault that matches this request, and uses one of its times. */
const takeFault = (faults: Fault[], method: string, path: string): Fault | null => {
  const fault = faults.find(
    ({ times, match }) =>
      times > 0 && (match.method ?? method).toUpperCase() === method && path.includes(match.path ?? ''),
  )
  if (!fault) return null
  fault.times -= 1
  return fault
}

const htmlPage = (status: number) =>
  `<!DOCTYPE html><html lang="nl"><head><title>${status} Bad Gateway</title></head><body><h1>Er is iets misgegaan</h1></body></html>`

export const withFaults =
  (world: World): MiddlewareHandler<SandboxEnv> =>
  async (c, next) => {
    const fault = takeFault(world.faults, c.req.method, c.req.path)
    if (!fault) return next()
    const drop = () => {
      c.env.incoming.socket.destroy()
      return RESPONSE_ALREADY_SENT
    }
    switch (fault.mode) {
      case 'drop_before_commit':
        return drop()
      case 'drop_after_commit':
        await next()
        c.res = drop()
        return
      case 'status':
        return new Response(fault.body ?? JSON.stringify({ message: 'Storing' }), {
          status: fault.status,
          headers: {
            'content-type': 'application/json; charset=utf-8',
            ...([429, 503].includes(fault.status) ? { 'retry-after': String(fault.retryAfterSeconds) } : {}),
          },
        })
      case 'html':
        return c.html(fault.body ?? htmlPage(fault.status), fault.status as 500)
      case 'delay':
        await sleepFor(fault.delayMs)
        return next()
      case 'truncate': {
        await next()
        const text = await c.res.text()
        c.res = new Response(text.slice(0, Math.floor(text.length / 2)), c.res)
        return
      }
    }
  }
