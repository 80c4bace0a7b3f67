import type * as z from 'zod/mini'
import { apiProblem } from '@/lib/dto/shapes'

/** A request that the portal refused or could not answer; `message` is meant for the person. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string

  constructor(status: number, problem: { code: string; message: string }) {
    super(problem.message)
    this.status = status
    this.code = problem.code
  }
}

type ApiRequest = { method?: 'GET' | 'POST' | 'DELETE'; body?: unknown; signal?: AbortSignal }

/**
 * Asks the portal's own API.
 * @throws ApiError when it refuses; TypeError when it cannot be reached.
 */
export const requestApi = async <Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  { method = 'GET', body, signal }: ApiRequest = {},
): Promise<z.infer<Schema>> => {
  const response = await fetch(path, {
    method,
    ...(signal && { signal }),
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return schema.parse(answer)
  const problem = apiProblem.safeParse(answer)
  throw new ApiError(response.status, problem.success ? problem.data.error : { code: 'unexpected', message: '' })
}
