import * as z from 'zod/mini'

/** What is said for each workspace; the digest is one mail about all of them. */
export const workspaceMailChoices = ['action-needed', 'reconnect', 'late', 'key-expires', 'recovered'] as const

const kind = z.enum(workspaceMailChoices)

/** What somebody is mailed about. */
export const alertChoices = z.object({
  /** Whether mail to his address was shown to arrive: without, he gets none of these. */
  isConfirmed: z.boolean(),
  digest: z.boolean(),
  workspaces: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kinds: z.array(z.object({ kind, isWanted: z.boolean() })),
      combis: z.array(z.object({ id: z.uuid(), name: z.string(), isWanted: z.boolean() })),
    }),
  ),
})
export type AlertChoicesDto = z.infer<typeof alertChoices>

/** `PUT /api/alerts/choices`: one thing that somebody says. */
export const alertChoiceRequest = z.union([
  z.strictObject({ digest: z.boolean() }),
  z.strictObject({ workspaceId: z.uuid(), kind, isWanted: z.boolean() }),
  z.strictObject({ workspaceId: z.uuid(), combiId: z.uuid(), isWanted: z.boolean() }),
])
export type AlertChoiceRequestDto = z.infer<typeof alertChoiceRequest>

/** A form of ours: `isWanted` says which of both buttons was pressed. */
export const subscriptionForm = z.object({ isWanted: z.enum(['yes', 'no']) })

/** What a mail program sends on behalf of its reader (RFC 8058). */
export const oneClickForm = z.object({ 'List-Unsubscribe': z.literal('One-Click') })
