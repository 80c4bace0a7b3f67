import * as z from 'zod/mini'

/** What a person chose about how he looks: kept in cookies, so that it holds before he signs in. */
export const preferencesRequest = z.object({
  locale: z.optional(z.enum(['nl', 'en'])),
  workspaceId: z.optional(z.uuid()),
  /** A path of our own to go back to, for a form that is sent without script. */
  next: z.optional(z.string()),
})
export type PreferencesRequestDto = z.infer<typeof preferencesRequest>

export const preferencesSaved = z.object({ saved: z.literal(true) })
export type PreferencesSavedDto = z.infer<typeof preferencesSaved>
