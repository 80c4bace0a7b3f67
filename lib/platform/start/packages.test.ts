import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isInstalled } from './packages.mjs'
import { temporaryFolder } from './testing'

type Packages = Record<string, { version?: string; optional?: boolean; devOptional?: boolean }>

const folderWith = (wanted: Packages, present?: Packages) => {
  const root = temporaryFolder()
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': { version: '1.0.0' }, ...wanted } }))
  if (present) {
    mkdirSync(join(root, 'node_modules'))
    writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: present }))
  }
  return root
}

const zod = { 'node_modules/zod': { version: '4.6.7' } }

it('a fresh clone is not installed', () => {
  expect(isInstalled(folderWith(zod))).toBe(false)
})

it('the versions of the lock file are', () => {
  expect(isInstalled(folderWith(zod, zod))).toBe(true)
})

it('another version is not', () => {
  expect(isInstalled(folderWith(zod, { 'node_modules/zod': { version: '4.6.6' } }))).toBe(false)
})

it('a package that the lock file has got since is missed', () => {
  expect(isInstalled(folderWith({ ...zod, 'node_modules/hono': { version: '4.0.0' } }, zod))).toBe(false)
})

it('a package for another kind of machine is not missed', () => {
  const fsevents = { 'node_modules/fsevents': { version: '2.3.3', optional: true } }
  expect(isInstalled(folderWith({ ...zod, ...fsevents }, zod))).toBe(true)
})
