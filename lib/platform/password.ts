import { hash, verify } from '@node-rs/argon2'

/** OWASP's minimum for argon2id: 19 MiB, two passes; about a tenth of a second on a small server. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The password as argon2id with a salt of its own. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

// The hash of a password that nobody has: an address without an account takes as long to refuse as one with.
let nobodysHash: Promise<string> | undefined

/** Whether the password is the one of this hash. A missing hash is refused after the same amount of work. */
export const verifyPassword = async (passwordHash: string | null, password: string): Promise<boolean> => {
  nobodysHash ??= hashPassword(crypto.randomUUID())
  const isRight = await verify(passwordHash ?? (await nobodysHash), password)
  return isRight && passwordHash !== null
}
