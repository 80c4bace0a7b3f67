import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDataFolder } from './data-folder'
import { temporaryFolder } from './testing'

it('a missing folder is made, and nothing is left in it but the folder of the logs', () => {
  const folder = join(temporaryFolder(), 'a/b')
  openDataFolder(folder)
  expect(readdirSync(folder)).toEqual(['logs'])
})

it('a folder that cannot be written is named in one line', () => {
  const folder = join(temporaryFolder(), 'file')
  writeFileSync(folder, '')
  expect(() => {
    openDataFolder(folder)
  }).toThrow(new RegExp(`^De map ${folder} is niet beschrijfbaar \\(E[A-Z]+\\)\\.$`))
  expect(existsSync(join(folder, 'logs'))).toBe(false)
})
