import { Inngest } from 'inngest'
import { getEnv } from '@/lib/platform/env'
import { getLog } from '@/lib/platform/log'
import { readSettings } from './settings'

const { isDev, baseUrl, eventKey, signingKey } = readSettings(getEnv())

/**
 * The one client, for sending events and for making functions. Everything it needs is given, so that no variable can
 * reach it past the portal's own check. Without checkpointing a step is one call on every engine alike.
 */
export const inngest = new Inngest({
  id: 'combi-portaal',
  isDev,
  logger: getLog(),
  checkpointing: false,
  sessionPropagation: false,
  aiMetadata: false,
  ...(baseUrl === undefined ? {} : { baseUrl }),
  ...(eventKey === undefined ? {} : { eventKey }),
  ...(signingKey === undefined ? {} : { signingKey }),
})
