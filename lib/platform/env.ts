import 'server-only'
import { parseEnv, type Env } from './env-schema'

export { parseEnv, type Env } from './env-schema'

let checked: Env | undefined

/**
 * The settings of this process, read and checked once.
 * @throws Error that lists every problem, a line each.
 */
export const getEnv = (): Env => (checked ??= readEnv())

const readEnv = (): Env => {
  const parsed = parseEnv(process.env)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return parsed.env
}
