import js from '@eslint/js'
import next from 'eslint-config-next/core-web-vitals'
import unicorn from 'eslint-plugin-unicorn'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const ban = (selector, message) => ({ selector, message })
const env = ban(
  'MemberExpression[object.name="process"][property.name="env"]',
  'Read `getEnv()` from lib/platform/env.ts: it is validated at start.',
)
const http = ban(
  'CallExpression[callee.name="fetch"], CallExpression[callee.property.name="fetch"]',
  'Call vendors through lib/connectors/http.ts: it sets the timeout, reads Retry-After and raises ConnectorError.',
)
const clock = ban(
  'NewExpression[callee.name="Date"][arguments.length=0], MemberExpression[object.name="Date"][property.name="now"], MemberExpression[object.name="Math"][property.name="random"], MemberExpression[object.property.name="Now"]',
  'Pass the time in: this code must give the same answer twice.',
)
const sleep = ban(
  'CallExpression[callee.property.name="waitForTimeout"], NewExpression[callee.name="Promise"] CallExpression[callee.name="setTimeout"][arguments.0.type="Identifier"]',
  'Wait for what must happen, not for time to pass.',
)
const leftOut = ban(
  'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo|fixme|fails|skipIf|runIf)$/]',
  'Every test runs, every time.',
)
const mock = ban(
  'MemberExpression[object.name="vi"][property.name=/^(mock|doMock|stubGlobal)$/]',
  'Test against the real thing: PostgreSQL and the sandboxes are there.',
)
const swallow = ban('CatchClause > BlockStatement[body.length=0]', 'An error is handled or passed on.')

/** Flat config replaces a rule's options instead of merging them, so each folder lists all of its bans. */
const syntax = (...bans) => ({ 'no-restricted-syntax': ['error', ...bans, swallow] })

const screens = ['{app,components}/**/*.{ts,tsx}', '*.ts']
const tests = [
  '**/*.test.{ts,tsx}',
  '**/testing{,-*}.ts',
  '**/testing/**',
  'lib/connectors/contract-suite/**',
  'e2e/**',
]

export default defineConfig(
  {
    ignores: [
      '.next/**',
      '.data/**',
      'prisma/generated/**',
      'next-env.d.ts',
      'test-results/**',
      'playwright-report/**',
      'coverage/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...next.map((config) => (config.ignores && !config.rules ? config : { ...config, files: screens })),
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['**/*.{ts,tsx,mts,mjs,cjs}'],
    plugins: { unicorn },
    rules: {
      'max-params': ['error', 3],
      'max-lines': ['error', 400],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'hack', 'xxx'] }],
      'unicorn/filename-case': ['error', { case: 'kebabCase' }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      ...syntax(env, http),
    },
  },
  { files: ['lib/{domain,sync}/**'], rules: syntax(env, http, clock) },
  { files: ['lib/connectors/http.ts', 'lib/queries/**', 'app/api/inngest/**'], rules: syntax(env) },
  { files: tests, rules: syntax(env, sleep, leftOut, mock) },
  // A sandbox and the seed are programs of their own: what they need beside the portal's settings, their starter tells.
  { files: ['lib/platform/env.ts', 'lib/connectors/*/sandbox/main.ts', 'prisma/seed.ts'], rules: syntax(http) },
  {
    files: [
      '*.config.{ts,mjs,mts}',
      'e2e/{playwright.config,global-setup,stack-info,unattended-portal}.ts',
      'e2e/bench/pages.ts',
      'e2e/bench/main.ts',
      'lib/platform/start/**',
    ],
    ignores: ['**/*.test.ts'],
    rules: syntax(),
  },
  // What speaks to the person at the keyboard.
  {
    files: [
      'lib/platform/start/**',
      'lib/connectors/*/sandbox/main.ts',
      'prisma/*.ts',
      'e2e/bench/**',
      'e2e/global-setup.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  // Playwright reads from the pattern which fixtures are asked for, so one that asks for none is an empty pattern.
  { files: ['e2e/**'], rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] } },
  {
    // Next.js and the tools below find their file by its default export.
    files: [
      'app/**/{page,layout,template,default,error,global-error,loading,not-found,icon,sitemap,robots,manifest,opengraph-image}.{ts,tsx}',
      '*.config.{ts,mjs,mts}',
      'e2e/**/playwright.config.ts',
      '**/global-setup.ts',
      'lib/i18n/request.ts',
    ],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly' } },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
  },
)
