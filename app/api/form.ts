import { requirePlain } from './plain-text'
import { readBody } from './read-body'
import { Refusal } from './refusal'

const seeOther = 303

/** Whether a browser sent a form by itself, without the page's script. */
export const isForm = ({ headers }: Request): boolean =>
  headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false

/** What the form was filled in with. */
export const readForm = async (request: Request): Promise<Record<string, string>> => {
  const fields = new URLSearchParams(await readBody(request))
  for (const pair of fields) pair.forEach(requirePlain)
  return Object.fromEntries(fields)
}

/** Leads the browser on after a form, to a path of ours: relative, since behind a proxy we do not know our own name. */
export const redirectAfterForm = (path: string, headers: Record<string, string> = {}): Response =>
  new Response(null, { status: seeOther, headers: { ...headers, Location: path } })

/** Does what a form asked for. A refusal leads back to its page, with the code in the address for the sentence there. */
export const respondToForm = async (back: string, work: () => Promise<Response>): Promise<Response> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [path, search] = back.split('?')
    const parameters = new URLSearchParams(search)
    parameters.set('problem', error.code)
    return redirectAfterForm(`${path}?${parameters.toString()}`)
  }
}
