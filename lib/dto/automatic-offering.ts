import * as z from 'zod/mini'
import { maxIdsPerRequest } from './invoices'
import { vendors } from './shapes'

/** `GET /api/invoices/automatic`: what waits for somebody to agree to it before it goes by itself. */
export const awaitedOfferings = z.object({
  items: z.array(
    z.object({
      combi: z.object({ id: z.uuid(), name: z.string(), vendors }),
      /** Sent along with agreeing: another version is another rule. */
      settingsVersion: z.int(),
      /** How many invoices go over at once, after which later ones do so unseen. */
      count: z.int().check(z.nonnegative()),
      /** Of those, as many as can be shown in one go. */
      ids: z.array(z.uuid()).check(z.maxLength(maxIdsPerRequest)),
    }),
  ),
})
export type AwaitedOfferingsDto = z.infer<typeof awaitedOfferings>

/** `POST /api/combis/[id]/offering` */
export const agreeRequest = z.strictObject({ settingsVersion: z.int().check(z.positive()) })
export type AgreeRequestDto = z.infer<typeof agreeRequest>
