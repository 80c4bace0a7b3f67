import { createHash } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join, relative } from 'node:path'
import { errorCode, StartError } from './start-error'

export type Claim = {
  /** Whether the start-up before this one left without a word: what it had started may still be on its way out. */
  wasKilled: boolean
  release: () => Promise<void>
}

/**
 * Claims the data folder for this process. The claim is a socket that answers as long as the process lives: the
 * system itself takes it down, whereas a file with a process id would outlive a crash, and ids are handed out again.
 * @throws StartError when another start-up holds it.
 */
export const claimDataFolder = async (folder: string): Promise<Claim> => {
  const address = socketAddress(folder)
  if (await isAnswered(address)) throw new StartError(`Het portaal draait al vanuit deze map (${folder}).`)
  const wasKilled = process.platform !== 'win32' && existsSync(address)
  if (wasKilled) rmSync(address, { force: true })
  const server = createServer((socket) => socket.end())
  await listen(server, address, folder)
  // What only says that we are here must not keep us here.
  server.unref()
  return {
    wasKilled,
    release: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      }),
  }
}

/** Relative to the working folder where that is shorter: a socket's address may have about a hundred bytes. */
const socketAddress = (folder: string): string => {
  if (process.platform === 'win32')
    return `\\\\.\\pipe\\combi-portaal-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  const absolute = join(folder, 'start.sock')
  const fromHere = relative(process.cwd(), absolute)
  return fromHere.length < absolute.length ? fromHere : absolute
}

const listen = (server: Server, address: string, folder: string) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        errorCode(error) === 'EADDRINUSE'
          ? new StartError(`Het portaal draait al vanuit deze map (${folder}).`)
          : new StartError(`In ${folder} kan geen socket worden gemaakt (${errorCode(error) ?? error.message}).`),
      )
    })
    server.listen(address, resolve)
  })

const isAnswered = (address: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => {
      resolve(false)
    })
  })
