import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { ESLint } from 'eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')

/** Each piece of code, where it stands, and the words of the refusal. */
const bad: readonly [path: string, code: string, says: string][] = [
  ['lib/flows/env.ts', 'export const url = process.env.APP_URL', 'Read `getEnv()`'],
  ['lib/connectors/minox/client.ts', "export const a = () => fetch('https://x.nl')", 'Call vendors through'],
  ['app/api/combis/route.ts', "export const a = () => globalThis.fetch('https://x.nl')", 'Call vendors through'],
  ['lib/connectors/minox/sandbox/main.ts', "export const a = () => fetch('https://x.nl')", 'Call vendors through'],
  ['lib/domain/day.ts', 'export const today = () => new Date()', 'Pass the time in'],
  ['lib/sync/plan.ts', 'export const now = () => Date.now()', 'Pass the time in'],
  ['lib/sync/jitter.ts', 'export const jitter = () => Math.random()', 'Pass the time in'],
  ['lib/db/swallow.ts', 'export const a = () => { try { return 1 } catch {} return 2 }', 'handled or passed on'],
  ['lib/platform/env.ts', 'export const a = () => { try { return 1 } catch {} return 2 }', 'handled or passed on'],
  ['lib/db/default.ts', 'export default 1', "Exporting 'default' is restricted"],
  ['lib/db/CamelCase.ts', 'export const a = 1', 'not in kebab case'],
  ['lib/db/params.ts', 'export const a = (b: 1, c: 1, d: 1, e: 1) => [b, c, d, e]', 'too many parameters'],
  ['lib/db/any.ts', 'export const a = (b: any) => { void b }', 'Unexpected any'],
  ['lib/db/sure.ts', 'export const a = (b: string | null) => b!.length', 'non-null assertion'],
  ['lib/db/floating.ts', 'export const a = (b: Promise<void>) => { b }', 'Promises must be awaited'],
  [
    'lib/db/switch.ts',
    "export const a = (b: 'x' | 'y') => { switch (b) { case 'x': return 1 } return 2 }",
    'Switch is not exhaustive',
  ],
  ['lib/db/type-import.ts', "import { Day } from '../domain/day'\nexport type D = Day", 'only used as types'],
  ['lib/db/ignore.ts', '// @ts-ignore\nexport const a: string = 1', 'ts-ignore'],
  ['lib/db/todo.ts', 'export const a = 1 // TODO later', 'Unexpected'],
  ['lib/db/print.ts', "export const a = () => { console.log('x') }", 'Unexpected console statement'],
  ['lib/db/long.ts', 'export const a = 1\n' + '// a line\n'.repeat(400), 'too many lines'],
  ['lib/sync/skip.test.ts', "import { it } from 'vitest'\nit.skip('x', () => { void 0 })", 'Every test runs'],
  ['lib/sync/only.test.ts', "import { it } from 'vitest'\nit.only('x', () => { void 0 })", 'Every test runs'],
  ['lib/sync/mock.test.ts', "import { vi } from 'vitest'\nvi.mock('./plan')", 'Test against the real thing'],
  [
    'e2e/sleep.spec.ts',
    'export const a = (page: { waitForTimeout(ms: number): void }) => { page.waitForTimeout(1) }',
    'Wait for what must happen',
  ],
  [
    'lib/db/sleep.test.ts',
    'export const a = () => new Promise<void>((resolve) => { setTimeout(resolve, 9) })',
    'Wait for what must happen',
  ],
  ['components/ui/image.tsx', 'export const Logo = () => <img src="/logo.svg" />', 'alt'],
  [
    'components/ui/hook.tsx',
    "import { useState } from 'react'\nexport const A = (props: { on: boolean }) => { if (props.on) { useState(1) } return null }",
    'called conditionally',
  ],
]

const good: readonly [path: string, code: string][] = [
  ['lib/platform/env.ts', 'export const url = process.env.APP_URL'],
  ['lib/connectors/simplicate/sandbox/main.ts', 'export const port = process.env.PORT'],
  ['next.config.ts', 'const config = { env: process.env.NODE_ENV }\nexport default config'],
  ['lib/platform/start/ready.ts', "export const a = () => fetch('http://127.0.0.1')"],
  ['lib/connectors/http.ts', "export const a = () => fetch('https://x.nl')"],
  ['lib/queries/combis.ts', "export const a = () => fetch('/api/combis')"],
  ['lib/flows/clock.ts', 'export const now = () => new Date()'],
  ['lib/domain/parse.ts', 'export const parse = (text: string) => new Date(text)'],
  ['app/page.tsx', 'export default function Page() { return <p>Hallo</p> }'],
]

// The same path stands in both lists: each list gets a tree of its own.
describe('the lint rules', () => {
  const tree = mkdtempSync(join(tmpdir(), 'lint-'))
  const place = (list: 'bad' | 'good', path: string) => join(tree, list, path)
  let results = new Map<string, string[]>()

  beforeAll(async () => {
    const entries = [
      ...bad.map(([path, code]) => [place('bad', path), code] as const),
      ...good.map(([path, code]) => [place('good', path), code] as const),
    ]
    for (const [path, code] of entries) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `${code}\n`)
    }
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
    const compilerOptions = {
      strict: true,
      jsx: 'react-jsx',
      module: 'esnext',
      moduleResolution: 'bundler',
      target: 'ES2023',
      lib: ['dom', 'ES2023'],
      types: ['node'],
    }
    const lint = async (list: 'bad' | 'good') => {
      writeFileSync(join(tree, list, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
      const eslint = new ESLint({ cwd: join(tree, list), overrideConfigFile: join(root, 'eslint.config.mjs') })
      return (await eslint.lintFiles(['.'])).map(
        ({ filePath, messages }) =>
          [relative(tree, filePath), messages.map(({ message }) => message)] as [string, string[]],
      )
    }
    results = new Map([...(await lint('bad')), ...(await lint('good'))])
  }, 60_000)

  afterAll(() => {
    rmSync(tree, { recursive: true })
  })

  it.each(bad)('refuse in %s: %s', (path, _code, says) => {
    expect(results.get(join('bad', path))?.join('\n')).toContain(says)
  })

  it.each(good)('allow in %s: %s', (path) => {
    expect(results.get(join('good', path))).toEqual([])
  })
})
