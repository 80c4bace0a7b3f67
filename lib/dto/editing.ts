import * as z from 'zod/mini'

/** `POST /api/combis/[id]/remove`: the name of the combi, as it was typed. */
export const removeRequest = z.strictObject({ name: z.string().check(z.maxLength(300)) })
export type RemoveRequestDto = z.infer<typeof removeRequest>
