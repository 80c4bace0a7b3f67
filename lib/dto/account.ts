import * as z from 'zod/mini'
import { code, email, linkToken, password } from './session'
import { instant } from './shapes'

/** What is shown again before what guards the account changes. */
const proof = z.union([z.strictObject({ password }), z.strictObject({ code })])
export type ProofDto = z.infer<typeof proof>

/** Everything that somebody sees about his own account. */
export const account = z.object({
  email: z.string(),
  /** Whether mail to the address was shown to arrive. */
  isConfirmed: z.boolean(),
  name: z.nullable(z.string()),
  locale: z.enum(['nl', 'en']),
  hasPassword: z.boolean(),
  secondFactor: z.nullable(z.object({ since: instant, codesLeft: z.int() })),
  sessions: z.array(
    z.object({
      id: z.string(),
      /** Browser and machine; null when neither is known. */
      device: z.nullable(z.string()),
      createdAt: instant,
      lastSeenAt: z.nullable(instant),
      isThisOne: z.boolean(),
    }),
  ),
})
export type AccountDto = z.infer<typeof account>

/** The answer to what only has to be done. */
export const done = z.object({ done: z.literal(true) })
export type DoneDto = z.infer<typeof done>

export const profileRequest = z.strictObject({
  name: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
  locale: z.enum(['nl', 'en']),
})
export type ProfileRequestDto = z.infer<typeof profileRequest>

/** `POST /api/account/password/forgotten` */
export const forgottenRequest = z.strictObject({ email })
export type ForgottenRequestDto = z.infer<typeof forgottenRequest>

/** `POST /api/account/password`: with a link from a mail. */
export const choosePasswordRequest = z.strictObject({ token: linkToken, password })
export type ChoosePasswordRequestDto = z.infer<typeof choosePasswordRequest>

/** `PUT /api/account/password`: of whoever is signed in. */
export const changePasswordRequest = z.strictObject({ current: password, password })
export type ChangePasswordRequestDto = z.infer<typeof changePasswordRequest>

/** Null: there is nothing to show yet. */
export const proofRequest = z.strictObject({ proof: z.nullable(proof) })
export type ProofRequestDto = z.infer<typeof proofRequest>

export const secondFactorOffer = z.object({
  secret: z.string(),
  uri: z.string(),
  qrCode: z.object({ size: z.int(), path: z.string() }),
})
export type SecondFactorOfferDto = z.infer<typeof secondFactorOffer>

export const enableRequest = z.strictObject({ code })
export type EnableRequestDto = z.infer<typeof enableRequest>

/** Shown once. */
export const recoveryCodes = z.object({ codes: z.array(z.string()) })
export type RecoveryCodesDto = z.infer<typeof recoveryCodes>

export const addressRequest = z.strictObject({
  email: email.check(z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)),
  proof: z.nullable(proof),
})
export type AddressRequestDto = z.infer<typeof addressRequest>

/** `POST /api/account/address/confirm`, a form; from which of both addresses. */
export const confirmAddressRequest = z.object({ token: linkToken, side: z.enum(['old', 'new']) })
