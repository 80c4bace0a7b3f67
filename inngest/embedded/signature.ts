import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const withoutPrefix = (signingKey: string): string => signingKey.replace(/^signkey-\w+-/, '')

/**
 * JSON with sorted keys (RFC 8785): the SDK parses the body, writes it again in this form and signs that, so anything
 * else is refused with "Invalid signature".
 */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** The value of `x-inngest-signature` for a canonical body. */
export const signBody = (body: string, signingKey: string, now: Date): string => {
  const seconds = Math.floor(now.getTime() / 1000)
  const mac = createHmac('sha256', withoutPrefix(signingKey)).update(body).update(String(seconds))
  return `t=${seconds}&s=${mac.digest('hex')}`
}

/** The signing key as the SDK presents it when it registers: never the key itself. */
export const hashedSigningKey = (signingKey: string): string => {
  const prefix = /^signkey-\w+-/.exec(signingKey)?.[0] ?? ''
  return prefix + createHash('sha256').update(withoutPrefix(signingKey), 'hex').digest('hex')
}

/** Compares secrets without telling how much of them was right. */
export const isSameSecret = (given: string, expected: string): boolean => {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
