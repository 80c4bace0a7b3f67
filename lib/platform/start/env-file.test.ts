import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { variableNames } from '../env-schema'
import { readVariables } from './env-file'
import { temporaryFolder } from './testing'

const fileWith = (text: string) => {
  const path = join(temporaryFolder(), '.env')
  writeFileSync(path, text)
  return path
}

it('a variable of the environment wins over the file', () => {
  const path = fileWith('PORT=4000\nAPP_URL=http://127.0.0.1:4000\n')
  expect(readVariables(path, { PORT: '5000' })).toEqual({ PORT: '5000', APP_URL: 'http://127.0.0.1:4000' })
})

it('an empty variable counts as unset, in the file and in the environment', () => {
  const path = fileWith('PORT=4000\nSMTP_URL=\n')
  expect(readVariables(path, { PORT: '', MAIL_FROM: '' })).toEqual({ PORT: '4000' })
})

it('reads quotes and comments as a shell would', () => {
  const path = fileWith('# mail\nMAIL_FROM="Portaal <post@example.nl>" # van wie\n')
  expect(readVariables(path, {})).toEqual({ MAIL_FROM: 'Portaal <post@example.nl>' })
})

it('does without a file', () => {
  expect(readVariables(join(temporaryFolder(), '.env'), { PORT: '1' })).toEqual({ PORT: '1' })
})

describe('.env.example', () => {
  const path = resolve(import.meta.dirname, '../../../.env.example')

  it('names every variable of the portal and no other', () => {
    const named = [...readFileSync(path, 'utf8').matchAll(/^(\w+)=/gm)].map(([, name]) => name)
    // Set by whoever starts the portal, never by hand.
    expect(named.sort()).toEqual(variableNames.filter((name) => name !== 'NODE_ENV').sort())
  })

  it('leaves all of them as they are', () => {
    expect(readVariables(path, {})).toEqual({})
  })
})
