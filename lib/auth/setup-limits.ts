import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

const windowS = 15 * 60

/** Each way through the wizard is rows in the database; an office behind one address may have some of them at once. */
const begun = new RateLimiterMemory({ keyPrefix: 'setup', points: 100, duration: windowS })
/** Each check asks a vendor for something: nobody may have us guess keys, or call environments at will. */
const checked = new RateLimiterMemory({ keyPrefix: 'setup-check', points: 100, duration: windowS })

const take = async (counter: RateLimiterMemory, place: string): Promise<{ retryAfterMs: number } | null> => {
  try {
    await counter.consume(place)
    return null
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return { retryAfterMs: refusal.msBeforeNext }
    throw refusal
  }
}

/** Null when somebody at this place may begin, else how long to wait. */
export const takeSetup = (place: string) => take(begun, place)

/** Null when somebody at this place may have an account checked, else how long to wait. */
export const takeCheck = (place: string) => take(checked, place)
