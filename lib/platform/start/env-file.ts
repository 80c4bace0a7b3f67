import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

export type Variables = Readonly<Record<string, string | undefined>>

/** The environment with what `.env` adds to it: a variable that is set already wins, an empty one counts as unset. */
export const readVariables = (path: string, environment: Variables): Variables => {
  const file: Variables = existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {}
  return { ...withoutEmpty(file), ...withoutEmpty(environment) }
}

/** What a program needs of the machine, and no setting of the portal: for runs that must not touch an operator's own data. */
export const machineVariables = (environment: Variables): Variables =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) =>
      /^(PATH|HOME|LANG|LC_\w+|TMPDIR|TEMP|TZ|SystemRoot|USERPROFILE)$/i.test(name),
    ),
  )

const withoutEmpty = (variables: Variables): Variables =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
