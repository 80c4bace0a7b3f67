import { peopleView } from '@/lib/dto/workspace'
import { answer } from '../../../respond'
import { workspaceReadEndpoint } from '../../endpoint'
import { readPeopleOf } from '../../read-workspace'

/** Everybody in the workspace; for owners also who was asked to join. */
export const GET = workspaceReadEndpoint('look', async ({ member }) =>
  answer(peopleView, (await readPeopleOf(member)).data),
)
