import * as z from 'zod/mini'

export const healthParts = ['database', 'migrations', 'worker'] as const

/** `missing` names what keeps the portal from being ready; empty when it is. */
export const health = z.object({ status: z.enum(['ready', 'unavailable']), missing: z.array(z.enum(healthParts)) })
export type HealthDto = z.infer<typeof health>
