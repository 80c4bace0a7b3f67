import type { SecretStore } from '../contract'

export type MemorySecrets<Secret> = SecretStore<Secret> & {
  /** What the host keeps now. */
  stored(): Secret
  /** How often a connector handed back a secret that differs from the one it got. */
  renewals(): number
  /** Every secret that was ever stored, for looking whether one of them leaked. */
  everStored(): Secret[]
}

/** A host's store of one secret: one caller renews at a time, and the result is stored before anybody uses it. */
export const memorySecrets = <Secret>(initial: Secret): MemorySecrets<Secret> => {
  const history = [initial]
  let current = initial
  let queue: Promise<unknown> = Promise.resolve()
  return {
    read: () => Promise.resolve(current),
    renew(work) {
      const turn = queue.then(async () => {
        const next = await work(current)
        if (next !== current) history.push(next)
        current = next
        return next
      })
      queue = turn.catch(() => undefined)
      return turn
    },
    stored: () => current,
    renewals: () => history.length - 1,
    everStored: () => [...history],
  }
}
