import * as z from 'zod/mini'

export const healthParts = ['database', 'migrations', 'worker'] as const

/** What an operator's own watch can count, over all of the portal. */
const healthNumbers = z.object({
  /** Combi's that have not synchronised for two intervals although they should. */
  lateCombis: z.int(),
  /** How long the one that waits longest has been due; 0 when none is late. */
  longestOverdueMinutes: z.int(),
  /** Mails whose turn has come and that were not sent yet; null without a mail server, where they stay. */
  waitingMails: z.nullable(z.int()),
})

/** `missing` names what keeps the portal from being ready; empty when it is. Without a database there are no numbers. */
export const health = z.object({
  status: z.enum(['ready', 'unavailable']),
  missing: z.array(z.enum(healthParts)),
  numbers: z.nullable(healthNumbers),
})

/** `GET /api/health/live` */
export const live = z.object({ status: z.literal('live') })
export type HealthDto = z.infer<typeof health>
