import * as z from 'zod/mini'

/** The longest password that is hashed: beyond it a request only costs us time. */
const maxPasswordLength = 256

export const signInRequest = z.object({
  email: z.string().check(z.trim(), z.toLowerCase(), z.minLength(3), z.maxLength(254)),
  password: z.string().check(z.minLength(1), z.maxLength(maxPasswordLength)),
  /** A path of our own to go to afterwards. */
  next: z.optional(z.string()),
})
export type SignInRequestDto = z.infer<typeof signInRequest>

export const signedIn = z.object({ next: z.string() })
export type SignedInDto = z.infer<typeof signedIn>

export const signedOut = z.object({ signedOut: z.literal(true) })
export type SignedOutDto = z.infer<typeof signedOut>
