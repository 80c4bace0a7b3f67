import { createHmac } from 'node:crypto'
import type { Env } from '@/lib/platform/env'

/** Which engine runs the functions, and how to speak with it. */
export type InngestSettings = {
  engine: 'embedded' | 'server'
  isDev: boolean
  /** Undefined: Inngest's cloud, or the address that its dev server has by itself. */
  baseUrl: string | undefined
  eventKey: string | undefined
  signingKey: string | undefined
}

type Source = Pick<
  Env,
  'inngestDev' | 'inngestBaseUrl' | 'inngestEventKey' | 'inngestSigningKey' | 'workerUrl' | 'nextauthSecret'
>

const isOff = (value: string | undefined): boolean => value === undefined || value === '0' || value === 'false'
const isAddress = (value: string | undefined): value is string => value?.includes('://') ?? false

/**
 * Without any of Inngest's variables the worker plays Inngest itself. Portal and worker then derive the keys between
 * them from a secret that both have, so that there is nothing to set and nobody else on the machine can send events.
 */
export const readSettings = (env: Source): InngestSettings => {
  const { inngestDev, inngestBaseUrl, inngestEventKey, inngestSigningKey } = env
  const isDev = !isOff(inngestDev)
  if (isDev || inngestBaseUrl !== undefined || inngestSigningKey !== undefined)
    return {
      engine: 'server',
      isDev,
      baseUrl: isAddress(inngestDev) ? inngestDev : inngestBaseUrl,
      eventKey: inngestEventKey,
      signingKey: inngestSigningKey,
    }
  const derive = (purpose: string) => createHmac('sha256', env.nextauthSecret).update(purpose).digest('hex')
  return {
    engine: 'embedded',
    isDev: false,
    baseUrl: env.workerUrl,
    eventKey: derive('inngest event key'),
    signingKey: `signkey-embedded-${derive('inngest signing key')}`,
  }
}
