import { bootstrap } from './bootstrap.mjs'

const args = process.argv.slice(2).filter((arg) => arg !== '--no-install')
const mayInstall = args.length === process.argv.length - 2

if (await bootstrap({ mayInstall })) {
  const { runChecks } = await import('./run-checks.ts')
  process.exit(await runChecks({ mayInstall, only: args }))
}
