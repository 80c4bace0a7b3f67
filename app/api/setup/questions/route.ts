import { setupQuestions } from '@/lib/dto/setup'
import { getFlows } from '@/lib/flows/live'
import { readQuestions } from '@/lib/flows/setup/questions'
import { answer } from '../../respond'
import { setupReadEndpoint } from '../endpoint'

/** What can be answered, with the answers of before or the advice. */
export const GET = setupReadEndpoint(async ({ setup }) =>
  answer(setupQuestions, await readQuestions(getFlows(), setup)),
)
