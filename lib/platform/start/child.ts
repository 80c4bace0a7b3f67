import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Variables } from './env-file'

export type ChildSpec = {
  /** How a person knows it. */
  name: string
  /** What Node runs, its own flags first. */
  args: readonly string[]
  env: Variables
  mode: 'production' | 'development' | 'test'
  /** Everything it prints is added to this file. */
  logFile: string
  /** When it is up: the line it prints, or the address that answers 200. Without, it is a task that ends by itself. */
  ready?: { line: RegExp } | { url: string }
  /** Also shown here, line by line. */
  echo?: (line: string) => void
}

export type Exit = { code: number | null; signal: NodeJS.Signals | null }

export type Child = {
  name: string
  /** Rejects when it ends before it is ready. */
  ready: Promise<void>
  exited: Promise<Exit>
  /** Its last lines, for the person who has to find out why it ended. */
  lastLines: () => string[]
  /** Asks it to end and waits; one that does not listen is killed, with everything it started. */
  stop: () => Promise<void>
  kill: () => void
}

const orphanGuard = new URL('orphan-guard.mjs', import.meta.url).href
const hasGroups = process.platform !== 'win32'
/** A busy synchronisation ends its step first, and the database writes its last page. */
const stopWithinMs = 20_000
const pollEveryMs = 100
const keptLines = 30

/** Starts a process of the portal, apart from our own group: Ctrl-C reaches us, and we end them in order. */
export const spawnChild = (spec: ChildSpec): Child => {
  const child = spawn(process.execPath, ['--import', orphanGuard, ...spec.args], {
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    env: { ...spec.env, NODE_ENV: spec.mode, STARTED_BY: String(process.pid) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: hasGroups,
  })
  const log = createWriteStream(spec.logFile, { flags: 'a' })
  const lines: string[] = []
  const seen = new Set<(line: string) => void>()
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) throw new Error(`${spec.name} was started without its output`)
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`)
      lines.push(line)
      if (lines.length > keptLines) lines.shift()
      spec.echo?.(line)
      for (const look of seen) look(line)
    })
  }

  const exited = new Promise<Exit>((resolve) => {
    child.once('error', (error) => {
      lines.push(String(error))
      resolve({ code: 1, signal: null })
    })
    // Not `exit`: the last lines come after it.
    child.once('close', (code, signal) => {
      log.end(() => {
        resolve({ code, signal })
      })
    })
  })

  const signalGroup = (signal: NodeJS.Signals) => {
    if (child.pid === undefined) return
    try {
      if (hasGroups) process.kill(-child.pid, signal)
      else child.kill(signal)
    } catch (error) {
      // ESRCH: nothing of it is left, which is what was asked.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }

  const kill = () => {
    signalGroup('SIGKILL')
  }

  const line = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      const look = (text: string) => {
        if (!pattern.test(text)) return
        seen.delete(look)
        resolve()
      }
      seen.add(look)
    })

  const becomesReady = async () => {
    if (!spec.ready) return
    const over = new AbortController()
    const ended = exited.then((exit) => {
      throw new ChildEndedError(spec.name, exit)
    })
    const up = 'line' in spec.ready ? line(spec.ready.line) : answers(spec.ready.url, over.signal)
    try {
      await Promise.race([ended, up])
    } finally {
      over.abort()
    }
  }

  const ready = becomesReady()
  // Whoever waits for it sees the failure; without anybody waiting it must not end this process.
  ready.catch(() => undefined)

  return {
    name: spec.name,
    ready,
    exited,
    lastLines: () => lines,
    stop: async () => {
      child.kill('SIGTERM')
      const isGone = await Promise.race([exited.then(() => true), delay(stopWithinMs, false, { ref: false })])
      // Also when it is gone: what it started itself and left behind.
      kill()
      if (!isGone) await exited
    },
    kill,
  }
}

export class ChildEndedError extends Error {
  override readonly name = 'ChildEndedError'

  constructor(
    readonly child: string,
    readonly exit: Exit,
  ) {
    super(`${child} ended (${exit.signal ?? `code ${exit.code ?? '?'}`})`)
  }
}

const answers = async (url: string, over: AbortSignal): Promise<void> => {
  while (!over.aborted) {
    const isUp = await fetch(url, { signal: AbortSignal.any([over, AbortSignal.timeout(5_000)]) }).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await delay(pollEveryMs)
  }
}
