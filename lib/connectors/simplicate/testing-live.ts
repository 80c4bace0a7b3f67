import { z } from 'zod'
import { memorySecrets } from '../contract-suite/secrets'
import type { SourceStage } from '../contract-suite/source-stage'
import { createHttpDoor, type HttpCall } from '../http'
import { simplicate } from './index'
import { parseSimplicateSettings } from './settings'

/** Settings of a run against a real environment, from whoever starts it. */
const liveSchema = z.object({
  SIMPLICATE_URL_TEMPLATE: z.string().optional(),
  SIMPLICATE_LIVE_SUBDOMAIN: z.string(),
  SIMPLICATE_LIVE_KEY: z.string(),
  SIMPLICATE_LIVE_SECRET: z.string(),
  /** Environments that may be touched, separated by commas. */
  CONTRACT_LIVE_ACCOUNTS: z.string(),
})

const untouched = (): never => {
  throw new Error('Nothing is written to a real environment')
}

/**
 * The connector on a real environment, which it only reads.
 * @throws Error unless the environment that answers is on the list of those that may be touched.
 */
export const liveStage = async (settings: Readonly<Record<string, string | undefined>>): Promise<SourceStage> => {
  const live = liveSchema.parse(settings)
  const { SIMPLICATE_LIVE_SUBDOMAIN: accountRef, SIMPLICATE_LIVE_KEY: key, SIMPLICATE_LIVE_SECRET: secret } = live
  const calls: HttpCall[] = []
  const http = createHttpDoor({
    connectorId: simplicate.id,
    accountRef,
    origin: parseSimplicateSettings(settings).urlTemplate,
    perMinute: 60,
    now: () => new Date(),
    observe: (call) => calls.push(call),
  })
  const openWith = (withSecret: string) =>
    simplicate.open({
      http,
      now: () => new Date(),
      secrets: memorySecrets(simplicate.secret.parse({ kind: 'api-key', key, secret: withSecret })),
      settings,
      accountRef,
    })
  const { ref } = await openWith(secret).check()
  if (!live.CONTRACT_LIVE_ACCOUNTS.split(',').includes(ref)) throw new Error(`${ref} may not be touched`)
  return {
    accountRef,
    open: () => openWith(secret),
    openWithBadCredentials: () => openWith(`${secret}-verkeerd`),
    openWithEndedToken: untouched,
    world: {
      sendInvoice: untouched,
      addDraft: untouched,
      changeSubject: untouched,
      spoilInvoice: untouched,
      addDebtor: untouched,
      changeEmail: untouched,
      pdfOf: untouched,
      spoilPdf: untouched,
      hideDocuments: untouched,
      countMessages: untouched,
      failOnce: untouched,
    },
    countCalls: () => calls.length,
    logged: () => calls,
    secretValues: () => [secret],
    stop: () => Promise.resolve(),
  }
}
