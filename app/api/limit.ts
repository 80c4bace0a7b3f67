import { limits, type Attempt } from '@/lib/auth/limits'
import { Refusal, type RefusalCode } from './refusal'

/** Counts an attempt. @throws Refusal `too-many-requests`, unless it is to be said otherwise, when it is one too many. */
export const requireWithinLimit = async (
  limit: keyof typeof limits,
  attempt: Attempt,
  code: RefusalCode = 'too-many-requests',
): Promise<void> => {
  const refused = await limits[limit].take(attempt)
  if (refused !== null) throw new Refusal(code, refused)
}
