import { readCombis } from '@/app/read'
import { combisOverview } from '@/lib/dto/combis'
import { readEndpoint } from '../endpoint'
import { answer } from '../respond'

/** All combi's of all workspaces of who asks. */
export const GET = readEndpoint(async ({ member }) => answer(combisOverview, (await readCombis(member)).data))
