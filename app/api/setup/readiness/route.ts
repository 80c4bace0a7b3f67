import { setupReadiness } from '@/lib/dto/setup'
import { getFlows } from '@/lib/flows/live'
import { readOn } from '@/lib/flows/setup/readiness'
import { answer } from '../../respond'
import { setupWriteEndpoint } from '../endpoint'

/** Reads on for a moment towards the report, and says how far it is. */
export const POST = setupWriteEndpoint(async ({ setup }) => answer(setupReadiness, await readOn(getFlows(), setup)))
