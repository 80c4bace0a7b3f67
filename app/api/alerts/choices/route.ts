import { alertChoiceRequest, alertChoices } from '@/lib/dto/alerts'
import { saveChoice } from '@/lib/flows/alerts/choose'
import { getFlows } from '@/lib/flows/live'
import { personReadEndpoint, personWriteEndpoint } from '../../account/endpoint'
import { parseRequest } from '../../endpoint'
import { Refusal } from '../../refusal'
import { answer } from '../../respond'
import { readOwnChoices } from '../read-choices'

/** What somebody is mailed about. */
export const GET = personReadEndpoint(async ({ userId }) => answer(alertChoices, (await readOwnChoices(userId)).data))

/** Keeps one thing that he says about it, and answers with all of it. */
export const PUT = personWriteEndpoint(async ({ visit: { userId }, readBody }) => {
  const said = parseRequest(alertChoiceRequest, await readBody())
  if (!(await saveChoice(getFlows(), userId, said))) throw new Refusal('not-found')
  return answer(alertChoices, (await readOwnChoices(userId)).data)
})
