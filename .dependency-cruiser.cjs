const { readFileSync } = require('node:fs')
const { join } = require('node:path')

/**
 * Who may import whom, read from the table in lib/README.md, so that the page cannot say anything else than the check.
 * `<vendor>` and `*` stand for one name, `{a,b}` for either, a name without `.ts` for a folder and all that is in it.
 */
const readLayers = () => {
  const rows = readFileSync(join(__dirname, 'lib/README.md'), 'utf8').matchAll(/^\| (`[^|]+`) +\| ([^|]+?) +\|$/gm)
  const names = (cell) => {
    if (cell === 'nothing of ours') return []
    const found = cell.split(/, (?=`)/).map((name) => /^`([\w/<>*{},.-]+)`$/.exec(name)?.[1])
    if (found.includes(undefined))
      throw new Error(`lib/README.md: this cell of the layer table is no list of paths: ${cell}`)
    return found
  }
  return [...rows].map(([, layer, allowed]) => ({ layer: names(layer)[0], allowed: names(allowed) }))
}

const toPattern = (name) =>
  '^' +
  name
    .replace(/\./g, '\\.')
    .replace(/<\w+>|\*/g, '[^/]+')
    .replace(/\{([^}]+)\}/g, (_, list) => `(${list.replaceAll(',', '|')})`) +
  (name.endsWith('.ts') ? '$' : '/')

const sampleOf = (name) => {
  const path = name
    .replace(/[<>]/g, '')
    .replace('*', 'x')
    .replace(/\{([^,]+),[^}]+\}/g, '$1')
  return path.endsWith('.ts') ? path : `${path}/x.ts`
}

const layers = readLayers()
if (layers.length < 10) throw new Error('lib/README.md: the layer table is gone or has another shape.')

const ours = '^(app|components|e2e|inngest|lib|prisma)/'
const tests = [
  '\\.test\\.tsx?$',
  '(^|/)testing[a-z-]*(/|\\.tsx?$)',
  '^lib/connectors/contract-suite/',
  '^e2e/global-setup\\.ts$',
  '^vitest\\.config\\.ts$',
]

const layerRule = ({ layer, allowed }) => {
  const pattern = toPattern(layer)
  const narrower = layers
    .filter((other) => other.layer !== layer && new RegExp(pattern).test(sampleOf(other.layer)))
    .map((other) => toPattern(other.layer))
    .filter((other) => !new RegExp(other).test(sampleOf(layer)))
  return {
    name: `${layer} imports only what its layer allows`,
    severity: 'error',
    from: { path: pattern, pathNot: [...tests, ...narrower] },
    to: { path: ours, pathNot: [pattern, ...allowed.map(toPattern)] },
  }
}

const rule = (name, from, to) => ({ name, severity: 'error', from, to })
const outsideLayers = layers.map(({ layer }) => toPattern(layer))

module.exports = {
  forbidden: [
    ...layers.map(layerRule),
    rule(
      'connectors do not know each other',
      { path: '^lib/connectors/([^/]+)/', pathNot: tests },
      { path: '^lib/connectors/([^/]+)/', pathNot: ['^lib/connectors/$1/'] },
    ),
    rule(
      'a sandbox is imported by tests only',
      { pathNot: [...tests, '/sandbox/', '^e2e/'] },
      { path: '^lib/connectors/[^/]+/sandbox/' },
    ),
    rule('test support is imported by tests only', { pathNot: [...tests, '^e2e/', '/sandbox/'] }, { path: tests }),
    rule(
      'domain and sync do no input or output',
      { path: '^lib/(domain|sync)/', pathNot: tests },
      {
        path: 'node_modules/',
        pathNot: 'node_modules/(@types/)?(big\\.js|stdnum|temporal-polyfill|temporal-spec|uuid|zod)/',
      },
    ),
    rule(
      'domain and sync use no module of Node but crypto',
      { path: '^lib/(domain|sync)/', pathNot: tests },
      { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    ),
    rule(
      'react and next stay in app, components, queries, auth and i18n',
      { path: '^(lib/(domain|sync|connectors|db|flows|dto|platform)|inngest)/' },
      { path: 'node_modules/(react|react-dom|next|next-auth|next-intl)/' },
    ),
    rule(
      'inngest stays in inngest',
      { path: ours, pathNot: ['^inngest/', '^app/api/inngest/'] },
      { path: 'node_modules/inngest/' },
    ),
    rule(
      'the database is spoken to in lib/db',
      {
        path: ours,
        pathNot: [...tests, '^lib/db/', '^prisma/', '^inngest/embedded/', '^lib/platform/start/', '^e2e/'],
      },
      { path: 'node_modules/(@prisma|pg|pg-boss)/' },
    ),
    rule('every folder is a layer', { path: ours, pathNot: [...tests, ...outsideLayers] }, {}),
    rule(
      'nothing is imported from outside the layers',
      {},
      { path: ours, pathNot: [...tests, ...outsideLayers, '^prisma/generated/'] },
    ),
    rule('an import leads somewhere', {}, { couldNotResolve: true }),
    rule('no cycles', {}, { circular: true }),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated/'] },
    tsConfig: { fileName: 'tsconfig.layers.json' },
    tsPreCompilationDeps: true,
    exclude: { path: ['^\\.next/', '^\\.data/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
