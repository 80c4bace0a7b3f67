import { bootstrap } from './bootstrap.mjs'

if (await bootstrap()) {
  const { runBench } = await import('./run-bench.ts')
  process.exit(await runBench(process.argv.slice(2)))
}
