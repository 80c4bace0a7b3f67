import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const config = join(root, '.dependency-cruiser.cjs')
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
const folders = ['app', 'components', 'e2e', 'inngest', 'lib', 'prisma']
const run = promisify(execFile)

/** Each bad import, and the rule that has to report it. */
const bad: readonly [from: string, to: string, rule: string][] = [
  ['lib/domain/a.ts', 'lib/db/client.ts', 'lib/domain imports only what its layer allows'],
  ['lib/platform/a.ts', 'lib/domain/money.ts', 'lib/platform imports only what its layer allows'],
  ['lib/platform/start/a.ts', 'lib/db/client.ts', 'lib/platform/start imports only what its layer allows'],
  ['lib/i18n/a.ts', 'lib/db/client.ts', 'lib/i18n imports only what its layer allows'],
  ['components/ui/a.tsx', 'components/invoices/row.tsx', 'components/ui imports only what its layer allows'],
  ['components/ui/b.tsx', 'lib/dto/invoice.ts', 'components/ui imports only what its layer allows'],
  ['lib/sync/a.ts', 'lib/connectors/contract.ts', 'lib/sync imports only what its layer allows'],
  ['lib/connectors/minox/a.ts', 'lib/db/client.ts', 'lib/connectors/<vendor> imports only what its layer allows'],
  [
    'lib/connectors/minox/b.ts',
    'lib/connectors/registry.ts',
    'lib/connectors/<vendor> imports only what its layer allows',
  ],
  ['lib/connectors/minox/c.ts', 'lib/connectors/simplicate/client.ts', 'connectors do not know each other'],
  ['lib/connectors/minox/d.ts', 'lib/connectors/minox/sandbox/index.ts', 'a sandbox is imported by tests only'],
  [
    'lib/connectors/minox/sandbox/a.ts',
    'lib/connectors/minox/client.ts',
    'lib/connectors/<vendor>/sandbox imports only what its layer allows',
  ],
  ['lib/connectors/a.ts', 'lib/connectors/minox/client.ts', 'lib/connectors/*.ts imports only what its layer allows'],
  ['lib/db/a.ts', 'lib/flows/context.ts', 'lib/db imports only what its layer allows'],
  ['lib/flows/a.ts', 'inngest/client.ts', 'lib/flows imports only what its layer allows'],
  ['lib/flows/b.ts', 'lib/connectors/minox/index.ts', 'lib/flows imports only what its layer allows'],
  ['lib/flows/c.ts', 'lib/connectors/minox/sandbox/index.ts', 'a sandbox is imported by tests only'],
  ['lib/dto/a.ts', 'lib/db/client.ts', 'lib/dto imports only what its layer allows'],
  ['lib/queries/a.ts', 'lib/flows/context.ts', 'lib/queries imports only what its layer allows'],
  ['lib/auth/a.ts', 'lib/flows/context.ts', 'lib/auth imports only what its layer allows'],
  ['components/invoices/a.tsx', 'lib/db/client.ts', 'components/<resource> imports only what its layer allows'],
  ['inngest/functions/a.ts', 'lib/db/client.ts', 'inngest imports only what its layer allows'],
  ['app/page.tsx', 'lib/sync/plan.ts', 'app imports only what its layer allows'],
  ['app/api/a/route.ts', 'lib/connectors/registry.ts', 'app imports only what its layer allows'],
  ['prisma/a.ts', 'app/page.tsx', 'prisma/*.ts imports only what its layer allows'],
  ['e2e/a.spec.ts', 'lib/flows/context.ts', 'e2e imports only what its layer allows'],
  ['e2e/bench/a.ts', 'app/page.tsx', 'e2e/bench imports only what its layer allows'],
  ['lib/db/b.ts', 'lib/db/testing.ts', 'test support is imported by tests only'],
  ['lib/domain/c.ts', 'pg', 'domain and sync do no input or output'],
  ['lib/sync/c.ts', 'node:fs', 'domain and sync use no module of Node but crypto'],
  ['lib/flows/d.ts', 'react', 'react and next stay in app, components, queries, auth and i18n'],
  ['lib/flows/e.ts', 'inngest', 'inngest stays in inngest'],
  ['lib/flows/f.ts', 'pg', 'the database is spoken to in lib/db'],
  ['lib/utils/a.ts', 'lib/domain/money.ts', 'every folder is a layer'],
  ['lib/domain/d.ts', 'lib/utils/b.ts', 'nothing is imported from outside the layers'],
  ['lib/db/c.ts', 'lib/db/gone', 'an import leads somewhere'],
]

const good: readonly [from: string, to: string][] = [
  ['lib/sync/plan.ts', 'lib/domain/money.ts'],
  ['lib/sync/fingerprint.ts', 'node:crypto'],
  ['lib/connectors/minox/client.ts', 'lib/connectors/http.ts'],
  ['lib/connectors/registry.ts', 'lib/connectors/minox/index.ts'],
  ['lib/connectors/minox/contract.test.ts', 'lib/connectors/minox/sandbox/index.ts'],
  ['lib/flows/push.ts', 'lib/connectors/registry.ts'],
  ['lib/flows/push.db.test.ts', 'lib/db/testing.ts'],
  ['components/combis/card.tsx', 'components/ui/button.tsx'],
  ['inngest/functions/sync.ts', 'inngest'],
  ['lib/platform/start/stack.ts', 'prisma/migrate.ts'],
  ['e2e/bench/main.ts', 'lib/flows/context.ts'],
]

const specifier = (to: string) => (/\//.test(to) ? `@/${to.replace(/\.tsx?$/, '')}` : to)
const isOurs = (to: string) => /\.tsx?$/.test(to)

describe('the layer rules', () => {
  const tree = mkdtempSync(join(tmpdir(), 'layers-'))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  let violations: { rule: string; from: string; to: string }[] = []

  beforeAll(async () => {
    const imports = [...bad.map(([from, to]) => [from, to] as const), ...good]
    for (const [, to] of imports) if (isOurs(to)) write(to, 'export const it = 1\n')
    for (const [from, to] of imports) write(from, `import { it } from '${specifier(to)}'\nexport const here = it\n`)
    write('lib/domain/cycle-a.ts', `import { b } from './cycle-b'\nexport const a = b\n`)
    write('lib/domain/cycle-b.ts', `import { a } from './cycle-a'\nexport const b = a\n`)
    write('inngest/index.ts', 'export const functions = []\n')
    write('tsconfig.json', '{}')
    copyFileSync(join(root, 'tsconfig.layers.json'), join(tree, 'tsconfig.layers.json'))
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))

    const report = join(tree, 'report.json')
    const flags = ['--config', config, '--output-type', 'json', '--output-to', report]
    await run(process.execPath, [cruiser, ...flags, ...folders], { cwd: tree })
    violations = (JSON.parse(readFileSync(report, 'utf8')) as ICruiseResult).summary.violations.map((found) => ({
      rule: found.rule.name,
      from: found.from,
      to: found.to,
    }))
  })

  afterAll(() => {
    rmSync(tree, { recursive: true })
  })

  it.each(bad)('refuse %s → %s', (from, _to, rule) => {
    expect(violations.filter((found) => found.from === from).map((found) => found.rule)).toContain(rule)
  })

  it.each(good)('allow %s → %s', (from) => {
    expect(violations.filter((found) => found.from === from)).toEqual([])
  })

  it('refuse a cycle', () => {
    expect(violations).toContainEqual({
      rule: 'no cycles',
      from: 'lib/domain/cycle-a.ts',
      to: 'lib/domain/cycle-b.ts',
    })
  })

  it('have a bad import for each of them', () => {
    const { forbidden } = createRequire(import.meta.url)(config) as {
      forbidden: { name: string }[]
    }
    const seen = new Set(['no cycles', ...bad.map(([, , rule]) => rule)])
    expect(forbidden.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([
      'prisma/generated imports only what its layer allows',
    ])
  })
})
