import { setTimeout as delay } from 'node:timers/promises'
import { ChildEndedError, spawnChild, type Child, type ChildSpec } from './child'
import { StartError } from './start-error'

export type Supervisor = {
  /** Runs a process that stays, until it is ready. @throws StartError with its name and last words when it does not get there. */
  run: (spec: ChildSpec) => Promise<void>
  /** Runs a process to its end; answers with the last lines it printed. @throws StartError when it fails. */
  task: (spec: ChildSpec) => Promise<string[]>
  /** Resolves with the reason when a process ends that should have stayed. Never when `stop` ended it. */
  died: Promise<StartError>
  /** Has this done when everything has ended. */
  atEnd: (work: () => Promise<void>) => void
  /** Ends all in the reverse order of their start and waits; once begun, every caller waits for the same end. */
  stop: () => Promise<void>
  /** For who cannot wait: kills what is left. */
  kill: () => void
}

/** How long a process may take to become ready before it counts as stuck. */
const readyWithinMs = 90_000

export const createSupervisor = (): Supervisor => {
  const running: Child[] = []
  const lastWork: (() => Promise<void>)[] = []
  let stopping: Promise<void> | null = null
  let reportDeath: (reason: StartError) => void = () => undefined
  const died = new Promise<StartError>((resolve) => {
    reportDeath = resolve
  })
  const diedEarlier = died.then((reason) => {
    throw reason
  })
  diedEarlier.catch(() => undefined)

  const begin = (spec: ChildSpec): Child => {
    if (stopping) throw new StartError('Het starten is afgebroken.')
    const child = spawnChild(spec)
    running.push(child)
    return child
  }

  const forget = (child: Child) => {
    running.splice(running.indexOf(child), 1)
  }

  const run = async (spec: ChildSpec) => {
    const child = begin(spec)
    void child.exited.then(() => {
      if (!stopping) reportDeath(whyItEnded(child))
    })
    await Promise.race([
      child.ready.catch((error: unknown) => {
        throw error instanceof ChildEndedError ? whyItEnded(child) : error
      }),
      diedEarlier,
      delay(readyWithinMs, undefined, { ref: false }).then(() => {
        throw new StartError(`${spec.name} is na ${readyWithinMs / 1000} seconden nog niet klaar.`, ...tail(child))
      }),
    ])
  }

  const task = async (spec: ChildSpec) => {
    const child = begin(spec)
    const { code } = await Promise.race([child.exited, diedEarlier])
    forget(child)
    if (code !== 0) throw new StartError(`${spec.name} is mislukt.`, ...tail(child))
    return child.lastLines()
  }

  const stopAll = async () => {
    for (const child of running.toReversed()) await child.stop()
    for (const work of lastWork) await work()
  }

  return {
    run,
    task,
    died,
    atEnd: (work) => {
      lastWork.push(work)
    },
    stop: () => (stopping ??= stopAll()),
    kill: () => {
      for (const child of running) child.kill()
    },
  }
}

const whyItEnded = (child: Child) => new StartError(`${child.name} is onverwacht gestopt.`, ...tail(child))

const tail = (child: Child) => child.lastLines().map((line) => `  ${line}`)
