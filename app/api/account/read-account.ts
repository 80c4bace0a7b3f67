import type { Visit } from '@/lib/db/sessions'
import { account, type AccountDto } from '@/lib/dto/account'
import { readAccount } from '@/lib/flows/account/read-account'
import { getFlows } from '@/lib/flows/live'
import type { Seed } from '@/lib/queries/seed'
import { Refusal } from '../refusal'

/** What page and API alike read about somebody's own account. @throws Refusal when it was removed a moment ago. */
export const readOwnAccount = async ({ userId, sessionId }: Visit): Promise<Seed<AccountDto>> => {
  const flows = getFlows()
  const readAt = flows.now().getTime()
  const found = await readAccount(flows, userId)
  if (found === null) throw new Refusal('unauthenticated')
  const { person, sessions, codesLeft } = found
  const data = account.parse({
    email: person.email,
    isConfirmed: person.emailVerified !== null,
    name: person.name,
    locale: person.locale,
    hasPassword: person.passwordHash !== null,
    secondFactor: person.totpEnabledAt && { since: person.totpEnabledAt.toISOString(), codesLeft },
    sessions: sessions.map(({ id, device, createdAt, lastSeenAt }) => ({
      ...{ id, device, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt?.toISOString() ?? null },
      isThisOne: id === sessionId,
    })),
  } satisfies AccountDto)
  return { data, readAt }
}
