import { answersChecked, setupAnswers } from '@/lib/dto/setup'
import { getFlows } from '@/lib/flows/live'
import { saveAnswers } from '@/lib/flows/setup/questions'
import { parseRequest } from '../../endpoint'
import { answer } from '../../respond'
import { setupWriteEndpoint } from '../endpoint'

/** Keeps the answers, or says what is wrong with them. */
export const PUT = setupWriteEndpoint(async ({ setup, readBody }) => {
  const answers = parseRequest(setupAnswers, await readBody())
  return answer(answersChecked, { problems: await saveAnswers(getFlows(), setup, answers) })
})
