import type { ApiProblemDto } from '@/lib/dto/shapes'

/** A request that the portal refused or could not answer; `message` is meant for the person. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string

  constructor(status: number, { code, message }: ApiProblemDto['error']) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** What a proxy or a crashed server says in our place. */
const unknownProblem = { code: 'unexpected', message: '' }

const isProblem = (answer: unknown): answer is ApiProblemDto =>
  typeof answer === 'object' &&
  answer !== null &&
  'error' in answer &&
  typeof answer.error === 'object' &&
  answer.error !== null &&
  'message' in answer.error &&
  typeof answer.error.message === 'string'

type ApiRequest = { method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; body?: unknown; signal?: AbortSignal }

/**
 * Asks the portal's own API. The answer is taken at its word: the same build has just put it through the schema that
 * `Dto` comes from, and doing so again here would make every page carry the schema library.
 * @throws ApiError when it refuses; TypeError when it cannot be reached.
 */
export const requestApi = async <Dto>(
  path: string,
  { method = 'GET', body, signal }: ApiRequest = {},
): Promise<Dto> => {
  const response = await fetch(path, {
    method,
    ...(signal && { signal }),
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok && answer !== null) return answer as Dto
  throw new ApiError(response.status, isProblem(answer) ? answer.error : unknownProblem)
}
