import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createRecorder } from './recorder'

export type Child = {
  /** What it said so far. */
  said: readonly string[]
  /** Resolves with the line, once it has been said. */
  line: (starts: string) => Promise<string>
  say: (line: string) => void
  signal: (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => void
  /** Resolves with the exit code, null when a signal ended it. */
  exited: Promise<number | null>
}

const program = fileURLToPath(new URL('./crash-worker.ts', import.meta.url))

export const startChild = (args: readonly string[]): Child => {
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', program, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createRecorder<string>()
  createInterface({ input: child.stdout }).on('line', lines.add)
  return {
    said: lines.all,
    line: async (starts) => {
      const all = await lines.until(1, (line) => line.startsWith(starts))
      return all.find((line) => line.startsWith(starts)) ?? ''
    },
    say: (line) => {
      child.stdin.write(`${line}\n`)
    },
    signal: (signal) => {
      child.kill(signal)
    },
    exited: once(child, 'exit').then(([code]: (number | null)[]) => code ?? null),
  }
}
