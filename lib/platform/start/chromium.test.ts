import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findChromium } from './chromium'
import { temporaryFolder } from './testing'

const program = (path: string) => {
  writeFileSync(path, '#!/bin/sh\n')
  chmodSync(path, 0o755)
  return path
}

const setUp = () => {
  const folder = temporaryFolder()
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  return { bin, own: join(folder, 'playwrights-own'), named: join(folder, 'named') }
}

it('the one that CHROMIUM_PATH names comes first, then the one of the machine, then that of Playwright', () => {
  const { bin, own, named } = setUp()
  expect(findChromium({ PATH: bin }, own)).toBeNull()
  program(own)
  expect(findChromium({ PATH: bin }, own)).toBe(own)
  const machines = program(join(bin, 'chromium'))
  expect(findChromium({ PATH: `/nowhere:${bin}` }, own)).toBe(machines)
  program(named)
  expect(findChromium({ PATH: bin, CHROMIUM_PATH: named }, own)).toBe(named)
})

it('a CHROMIUM_PATH that names nothing is not passed over in silence', () => {
  const { bin, own, named } = setUp()
  program(own)
  expect(() => findChromium({ PATH: bin, CHROMIUM_PATH: named }, own)).toThrow(named)
})
