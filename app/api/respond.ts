import { getLog } from '@/lib/platform/log'
import { Refusal } from './refusal'
import { refusalText } from './refusal-text'

/** Answers hold one person's data: nothing on the way may keep them. */
const headers = { 'Cache-Control': 'private, no-store' }

/** An answer in JSON, of the shape that the schema says. */
export const answer = <Dto>(schema: { parse: (value: unknown) => Dto }, value: Dto, status = 200): Response =>
  Response.json(schema.parse(value), { status, headers })

const refuse = async (refusal: Refusal): Promise<Response> =>
  Response.json(
    { error: { code: refusal.code, message: await refusalText(refusal) } },
    {
      status: refusal.status,
      headers: {
        ...headers,
        ...(refusal.retryAfterMs !== null && { 'Retry-After': String(Math.ceil(refusal.retryAfterMs / 1000)) }),
      },
    },
  )

/** Runs a route: a refusal becomes its answer, and anything unforeseen is logged and answered without its details. */
export const respond = async (work: () => Promise<Response>): Promise<Response> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) return refuse(error)
    getLog().error({ err: error }, 'a request to the API failed')
    return refuse(new Refusal('unexpected'))
  }
}
