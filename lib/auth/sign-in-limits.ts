import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

const minuteS = 60

/** Guessing one person's password from one place. */
const perPersonAndPlace = new RateLimiterMemory({ keyPrefix: 'person-place', points: 8, duration: 15 * minuteS })
/** The same from many places at once; wide enough that a stranger cannot lock somebody out with a few requests. */
const perPerson = new RateLimiterMemory({ keyPrefix: 'person', points: 50, duration: 60 * minuteS })
/** Guessing many people's passwords from one place. */
const perPlace = new RateLimiterMemory({ keyPrefix: 'place', points: 60, duration: 15 * minuteS })

export type Attempt = { email: string; place: string }

/** Null when the attempt may be made, else how long to wait. It is counted before the password is looked at. */
export const takeAttempt = async ({ email, place }: Attempt): Promise<{ retryAfterMs: number } | null> => {
  try {
    await perPlace.consume(place)
    await perPersonAndPlace.consume(`${email} ${place}`)
    await perPerson.consume(email)
    return null
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return { retryAfterMs: refusal.msBeforeNext }
    throw refusal
  }
}

/** A right password ends the counting for this person at this place. */
export const forgetAttempts = async ({ email, place }: Attempt): Promise<void> => {
  await perPersonAndPlace.delete(`${email} ${place}`)
  await perPerson.reward(email)
  await perPlace.reward(place)
}
