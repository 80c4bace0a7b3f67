import type { ChildSpec } from './child'

/** How each process of the portal is run: the part of its specification that is the same everywhere. */
type Program = Pick<ChildSpec, 'name' | 'args' | 'ready'>

const typescript = ['--import', 'tsx']
/** The doors to the database and the environment refuse to open outside a server; this says that we are one. */
const onServer = ['--conditions=react-server']
const next = 'node_modules/next/dist/bin/next'
const listening = { line: /^listening\b/ }

export const postgres: Program = {
  name: 'PostgreSQL',
  args: [...typescript, 'lib/platform/start/postgres-main.ts'],
  ready: listening,
}

export const simplicateSandbox: Program = {
  name: 'Simplicate (proefomgeving)',
  args: [...typescript, 'lib/connectors/simplicate/sandbox/main.ts'],
  ready: listening,
}

export const minoxSandbox: Program = {
  name: 'Minox (proefomgeving)',
  args: [...typescript, 'lib/connectors/minox/sandbox/main.ts'],
  ready: listening,
}

export const seed: Program = {
  name: 'Het vullen van de database',
  args: [...onServer, ...typescript, 'prisma/seed.ts'],
}

export const measurements: Program = {
  name: 'De meting',
  args: [...onServer, ...typescript, 'e2e/bench/main.ts'],
}

export const pageMeasurements: Program = {
  name: "De meting van de pagina's",
  args: [...typescript, 'e2e/bench/pages.ts'],
}

export const generateClient: Program = {
  name: 'prisma generate',
  args: ['node_modules/prisma/build/index.js', 'generate', '--no-hints'],
}

export const buildPortal: Program = { name: 'Het bouwen van het portaal', args: [next, 'build'] }

export const worker = ({ isDevelopment }: { isDevelopment: boolean }): Program => ({
  name: 'Het achtergrondproces',
  args: isDevelopment
    ? ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', ...onServer, 'inngest/worker.ts']
    : [...onServer, ...typescript, 'inngest/worker.ts'],
  ready: listening,
})

/** Longer than proxies and browsers keep an idle connection: who hangs up first must not be we, while a request comes. */
const keepAliveMs = 75_000

export const portal = ({ port, isDevelopment }: { port: number; isDevelopment: boolean }): Program => ({
  name: 'Het portaal',
  args: [
    ...[next, ...(isDevelopment ? ['dev'] : ['start', '--keepAliveTimeout', String(keepAliveMs)])],
    ...['-H', '127.0.0.1', '-p', String(port)],
  ],
  ready: { url: `http://127.0.0.1:${port}/api/health` },
})
