/** What functions under test did, in order, with a way to wait for it that is no sleep. */
export type Recorder<T> = {
  readonly all: readonly T[]
  add: (item: T) => void
  /** Resolves with everything recorded, once there are `count` items that match. */
  until: (count: number, matches?: (item: T) => boolean) => Promise<readonly T[]>
}

export const createRecorder = <T>(): Recorder<T> => {
  const all: T[] = []
  const waiting = new Set<() => void>()
  return {
    all,
    add: (item) => {
      all.push(item)
      for (const check of waiting) check()
    },
    until: (count, matches = () => true) =>
      new Promise((resolve) => {
        const check = () => {
          if (all.filter(matches).length < count) return
          waiting.delete(check)
          resolve([...all])
        }
        waiting.add(check)
        check()
      }),
  }
}

export type Gate = { readonly opened: Promise<void>; open: () => void }

/** A promise that the test resolves: functions wait at it for as long as the test looks on. */
export const createGate = (): Gate => {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return {
    opened,
    open: () => {
      open()
    },
  }
}
