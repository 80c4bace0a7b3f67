import type { Inngest, InngestFunction } from 'inngest'

/** An engine that the suite is aimed at. */
export type ConformanceTarget = {
  name: string
  /** Longest that one test may take: a real server waits out its back-offs by the clock. */
  timeoutMs: number
  open: OpenApp
}

/** Serves the functions that `build` makes and has them registered. Each app has its own id and its own server. */
export type OpenApp = (build: BuildFunctions) => Promise<ConformanceApp>

export type BuildFunctions = (app: AppNames) => readonly InngestFunction.Like[]

export type AppNames = {
  client: Inngest
  /** The event's name in this app only: several apps may share a server. */
  event: (name: string) => string
}

export type ConformanceApp = AppNames & {
  /** Milliseconds on a clock that `passTime` moves. */
  now: () => number
  /** Lets so much time go by for the engine: at once where its stored moments can be moved, else by the clock itself. */
  passTime: (ms: number) => Promise<void>
  close: () => Promise<void>
}
