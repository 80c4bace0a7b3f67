import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeWhenStale } from './build'
import { hashSources } from './source-hash'
import { temporaryFolder } from './testing'

const write = (root: string, path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

describe('the hash of the sources', () => {
  const sources = ['app', 'lib', 'next.config.ts', 'gone']
  const tree = () => {
    const root = temporaryFolder()
    write(root, 'app/page.tsx', 'page')
    write(root, 'lib/domain/money.ts', 'money')
    write(root, 'next.config.ts', 'config')
    return root
  }

  it.each(['app/page.tsx', 'lib/domain/money.ts', 'next.config.ts', 'app/new/page.tsx'])('changes with %s', (path) => {
    const root = tree()
    const before = hashSources(root, sources)
    write(root, path, 'other')
    expect(hashSources(root, sources)).not.toBe(before)
  })

  it.each([
    'lib/domain/money.test.ts',
    'lib/platform/start/main.ts',
    'lib/connectors/minox/sandbox/books.ts',
    'lib/README.md',
    'elsewhere/x.ts',
  ])('does not change with %s, which no build reads', (path) => {
    const root = tree()
    const before = hashSources(root, sources)
    write(root, path, 'other')
    expect(hashSources(root, sources)).toBe(before)
  })

  it('changes when a file is removed or renamed', () => {
    const root = tree()
    const before = hashSources(root, sources)
    rmSync(join(root, 'lib/domain/money.ts'))
    const without = hashSources(root, sources)
    write(root, 'lib/domain/cash.ts', 'money')
    expect(new Set([before, without, hashSources(root, sources)]).size).toBe(3)
  })
})

describe('something made from sources', () => {
  const product = { sources: ['app'], stamp: 'out/stamp', made: 'out/result' }
  const setUp = () => {
    const root = temporaryFolder()
    write(root, 'app/page.tsx', 'page')
    let times = 0
    const make = () => {
      times += 1
      write(root, 'out/result', 'made')
      return Promise.resolve()
    }
    return { root, make, times: () => times }
  }

  it('is made once for the same sources', async () => {
    const { root, make, times } = setUp()
    await makeWhenStale(root, product, make)
    await makeWhenStale(root, product, make)
    expect(times()).toBe(1)
  })

  it('is made again when a source changed or the result is gone', async () => {
    const { root, make, times } = setUp()
    await makeWhenStale(root, product, make)
    write(root, 'app/page.tsx', 'other')
    await makeWhenStale(root, product, make)
    rmSync(join(root, 'out/result'))
    await makeWhenStale(root, product, make)
    expect(times()).toBe(3)
  })

  it('is made again after making it failed', async () => {
    const { root, make, times } = setUp()
    await expect(makeWhenStale(root, product, () => Promise.reject(new Error('cut off')))).rejects.toThrow('cut off')
    await makeWhenStale(root, product, make)
    expect(times()).toBe(1)
  })
})
