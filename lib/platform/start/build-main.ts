import { join } from 'node:path'
import { databaseClient, makeWhenStale, productionBuild } from './build'
import { openDataFolder } from './data-folder'
import { buildPortal, generateClient } from './processes'
import { StartError } from './start-error'
import { createSupervisor } from './supervisor'

// The build by itself, for the checks: the same product as that of `npm start`, made only when its sources changed.

const root = process.cwd()
const dataFolder = join(root, '.data')
const supervisor = createSupervisor()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void supervisor.stop())

const echo = (line: string) => {
  console.log(line)
}
const common = { env: process.env, mode: 'production', echo } as const
try {
  openDataFolder(dataFolder)
  await makeWhenStale(root, databaseClient, async () => {
    await supervisor.task({ ...generateClient, ...common, logFile: join(dataFolder, 'logs/prisma.log') })
  })
  if (!process.argv.includes('--client-only'))
    await makeWhenStale(root, productionBuild, async () => {
      await supervisor.task({ ...buildPortal, ...common, logFile: join(dataFolder, 'logs/build.log') })
    })
} catch (error) {
  console.error(error instanceof StartError ? error.message : error)
  process.exitCode = 1
}
