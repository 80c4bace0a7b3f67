import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

const minuteS = 60

/** Who tries something, and from where: an address or a person, and a place on the net or a session. */
export type Attempt = { who: string; place: string }

type Rule = { per: 'who' | 'place' | 'both'; most: number; minutes: number }

const keyOf = ({ per }: Rule, { who, place }: Attempt): string =>
  ({ who, place, both: JSON.stringify([who, place]) })[per]

/**
 * How often something may be tried. Attempts are counted in this process: a start forgets them, and several processes
 * allow as many times more. That is enough to make guessing hopeless, which is what they are for.
 */
const createLimit = (rules: readonly Rule[]) => {
  const counters = rules.map((rule) => ({
    rule,
    counter: new RateLimiterMemory({ points: rule.most, duration: rule.minutes * minuteS }),
  }))
  return {
    /** Null when it may be tried, else how long to wait. It is counted before anything is looked at. */
    take: async (attempt: Attempt): Promise<{ retryAfterMs: number } | null> => {
      try {
        for (const { rule, counter } of counters) await counter.consume(keyOf(rule, attempt))
        return null
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return { retryAfterMs: refusal.msBeforeNext }
        throw refusal
      }
    },
    /** What was tried was right: it does not count for anybody, and ends the counting for this one at this place. */
    forget: async (attempt: Attempt): Promise<void> => {
      for (const { rule, counter } of counters)
        await (rule.per === 'both' ? counter.delete(keyOf(rule, attempt)) : counter.reward(keyOf(rule, attempt)))
    },
  }
}

export const limits = {
  /** Passwords. Per person wide enough that a stranger cannot lock somebody out with a few requests. */
  signIn: createLimit([
    { per: 'place', most: 60, minutes: 15 },
    { per: 'both', most: 8, minutes: 15 },
    { per: 'who', most: 50, minutes: 60 },
  ]),
  /** Mails that anybody can have sent to an address. Who is kept from asking for one has just got five. */
  mail: createLimit([
    { per: 'place', most: 20, minutes: 15 },
    { per: 'who', most: 5, minutes: 60 },
  ]),
  /** Invitations, by workspace and by the address that is asked: nobody's mailbox is filled in our name. */
  invitation: createLimit([
    { per: 'who', most: 30, minutes: 60 },
    { per: 'place', most: 5, minutes: 60 },
  ]),
  /** Links from mails: their secrets cannot be guessed, but each try is work. */
  link: createLimit([{ per: 'place', most: 60, minutes: 15 }]),
  /** Codes of the second factor, by person and session. A million codes, of which three are right at any time. */
  code: createLimit([
    { per: 'both', most: 6, minutes: 15 },
    { per: 'who', most: 20, minutes: 60 },
  ]),
  /** A password or code that is asked again in the middle of a session. */
  proof: createLimit([{ per: 'who', most: 10, minutes: 15 }]),
} as const
