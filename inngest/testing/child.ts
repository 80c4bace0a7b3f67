import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createRecorder } from './recorder'

export type Child = {
  /** What it said so far, and what it complained about. */
  said: readonly string[]
  complained: readonly string[]
  /** Resolves with the first line that holds the text, once it has been said. */
  line: (text: string) => Promise<string>
  say: (line: string) => void
  signal: (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' | 'SIGTERM') => void
  /** Resolves with the exit code, null when a signal ended it, after its last line. */
  exited: Promise<number | null>
}

export type ChildProgram = {
  /** Beside this folder, with its extension. */
  program: string
  args?: readonly string[]
  /** All that it has for an environment. */
  env?: Record<string, string>
}

/** A program of this folder in a process of its own. */
export const startChild = ({ program, args = [], env = {} }: ChildProgram): Child => {
  const path = fileURLToPath(new URL(`../${program}`, import.meta.url))
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', path, ...args], {
    env: { NODE_ENV: 'test', ...env },
    stdio: 'pipe',
  })
  const said = createRecorder<string>()
  const complained = createRecorder<string>()
  createInterface({ input: child.stdout }).on('line', said.add)
  createInterface({ input: child.stderr }).on('line', complained.add)
  // A child that is gone reads nothing any more; whoever waits for it sees that.
  child.stdin.on('error', complained.add)
  const holds = (text: string) => (line: string) => line.includes(text)
  const exited = once(child, 'close').then(([code]: (number | null)[]) => code ?? null)
  const endsWithout = async (text: string): Promise<never> => {
    const code = await exited
    throw new Error([`${program} ended (${String(code)}) without "${text}"`, ...complained.all].join('\n'))
  }
  return {
    said: said.all,
    complained: complained.all,
    line: async (text) => (await Promise.race([said.until(1, holds(text)), endsWithout(text)])).find(holds(text)) ?? '',
    say: (line) => {
      child.stdin.write(`${line}\n`)
    },
    signal: (signal) => {
      child.kill(signal)
    },
    exited,
  }
}
