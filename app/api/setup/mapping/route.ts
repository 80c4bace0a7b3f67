import { answersChecked, setupMapping, setupMappingRequest } from '@/lib/dto/setup'
import { getFlows } from '@/lib/flows/live'
import { readMapping, saveMapping } from '@/lib/flows/setup/mapping'
import { parseRequest } from '../../endpoint'
import { answer } from '../../respond'
import { setupReadEndpoint, setupWriteEndpoint } from '../endpoint'

/** What each revenue group and VAT class becomes. */
export const GET = setupReadEndpoint(async ({ setup }) => answer(setupMapping, await readMapping(getFlows(), setup)))

/** Keeps choices of accounts and VAT codes, or says what is wrong with them. */
export const PUT = setupWriteEndpoint(async ({ setup, readBody }) => {
  const request = parseRequest(setupMappingRequest, await readBody())
  return answer(answersChecked, { problems: await saveMapping(getFlows(), setup, request) })
})
