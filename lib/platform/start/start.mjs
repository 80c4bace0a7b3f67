import { bootstrap } from './bootstrap.mjs'

if (await bootstrap()) {
  const { main } = await import('./main.ts')
  // Said outright: a start that was broken off may have left a connection open.
  process.exit(await main(process.argv.slice(2)))
}
