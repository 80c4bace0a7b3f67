import { startPostgres } from './postgres-server'
import { StartError } from './start-error'

// A process of its own, so that the database ends in order even when the start-up itself is killed.

const setting = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}

try {
  const server = await startPostgres({
    folder: setting('POSTGRES_FOLDER'),
    port: Number(setting('POSTGRES_PORT')),
    password: setting('POSTGRES_PASSWORD'),
  })
  console.log('listening')
  await server.exited
} catch (error) {
  console.error(error instanceof StartError ? error.message : error)
}
// Reached only when it could not start or went down by itself: an ordered end comes as a signal.
process.exit(1)
