import { create as createQrCode } from 'qrcode'
import { Secret, TOTP } from 'otpauth'

const periodS = 30
/** The settings that every authenticator app knows. */
const settings = { algorithm: 'SHA1', digits: 6, period: periodS, issuer: 'Combi-portaal' } as const
const secretBytes = 20
/** Codes of the neighbouring half minutes count: telephones are seconds off, and typing takes time. */
const window = 1
/** ASCII only: the library compares bytes, and throws when a figure of another script takes more of them. */
const codePattern = /^[0-9]{6}$/

export const createTotpSecret = (): string => new Secret({ size: secretBytes }).base32

/** The time step whose code this is, or null for a wrong code. */
export const findTotpStep = (secret: string, code: string, now: Date): number | null => {
  if (!codePattern.test(code)) return null
  const totp = new TOTP({ ...settings, secret })
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window })
  return delta === null ? null : totp.counter({ timestamp: now.getTime() }) + delta
}

/** What an authenticator app reads from the square: secret, account and where it is for. */
export const totpUri = (secret: string, label: string): string => new TOTP({ ...settings, secret, label }).toString()

/** The square as one path on a grid of `size`, for the page to draw: no picture has to be let past its policy. */
export const qrCodeOf = (text: string): { size: number; path: string } => {
  const { modules } = createQrCode(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  const places = Array.from({ length: size * size }, (_, index) => index).filter((index) => modules.data[index])
  return { size, path: places.map((index) => `M${index % size} ${Math.floor(index / size)}h1v1h-1z`).join('') }
}
