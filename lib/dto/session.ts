import * as z from 'zod/mini'

/** The longest password that is hashed: beyond it a request only costs us time. */
const maxPasswordLength = 256

/** An address as people are looked up by it. */
export const email = z.string().check(z.trim(), z.toLowerCase(), z.minLength(3), z.maxLength(254))
export const password = z.string().check(z.minLength(1), z.maxLength(maxPasswordLength))
/** The secret of a link in a mail. */
export const linkToken = z.string().check(z.minLength(1), z.maxLength(200))
/** Six figures of an app, or a recovery code. */
export const code = z.string().check(z.trim(), z.minLength(6), z.maxLength(40))
/** A path of our own to go to afterwards. */
const next = z.optional(z.string())

export const signInRequest = z.object({ email, password, next })
export type SignInRequestDto = z.infer<typeof signInRequest>

export const signedIn = z.object({ next: z.string() })
export type SignedInDto = z.infer<typeof signedIn>

export const signedOut = z.object({ signedOut: z.literal(true) })
export type SignedOutDto = z.infer<typeof signedOut>

/** `POST /api/session/link`: have a link mailed that signs in. */
export const signInLinkRequest = z.object({ email, next })
export type SignInLinkRequestDto = z.infer<typeof signInLinkRequest>

/** The same for addresses with and without an account. */
export const mailAsked = z.object({ asked: z.literal(true) })
export type MailAskedDto = z.infer<typeof mailAsked>

/** `POST /api/session/link/follow`, a form. */
export const followLinkRequest = z.object({ token: linkToken, next })

/** `POST /api/session/code`: show the second factor. */
export const codeRequest = z.object({ code, next })
export type CodeRequestDto = z.infer<typeof codeRequest>
