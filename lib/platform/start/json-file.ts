import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { z } from 'zod'
import { errorCode, StartError } from './start-error'

/**
 * What the file holds, or null when there is none.
 * @throws StartError when it holds anything else: it is never overwritten, for what it held may be needed.
 */
export const readJsonFile = <T>(path: string, shape: z.ZodType<T>): T | null => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw new StartError(`${path} is niet leesbaar (${errorCode(error) ?? String(error)}).`)
  }
  const parsed = shape.safeParse(parseJson(text))
  if (!parsed.success)
    throw new StartError(`${path} is beschadigd: zet een reservekopie terug of verwijder het bestand.`)
  return parsed.data
}

/** Writes in one move: a process killed half-way leaves the old file. Only the owner may read it. */
export const writeJsonFile = (path: string, value: unknown): void => {
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
