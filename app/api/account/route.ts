import { account } from '@/lib/dto/account'
import { answer } from '../respond'
import { personReadEndpoint } from './endpoint'
import { readOwnAccount } from './read-account'

/** Everything that somebody sees about his own account. */
export const GET = personReadEndpoint(async (visit) => answer(account, (await readOwnAccount(visit)).data))
