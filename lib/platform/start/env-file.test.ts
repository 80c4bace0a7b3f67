import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { machineVariables, readVariables } from './env-file'
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

it('.env.example, copied as it is, changes nothing: the keys made at the first start stay in use', () => {
  expect(readVariables(resolve(import.meta.dirname, '../../../.env.example'), {})).toEqual({})
})

it('a run on data of its own sees the machine and none of the settings', () => {
  const environment = { PATH: '/bin', HOME: '/home/x', DATABASE_URL: 'postgresql://real', MINOX_CLIENT_SECRET: 'x' }
  expect(machineVariables(environment)).toEqual({ PATH: '/bin', HOME: '/home/x' })
})
