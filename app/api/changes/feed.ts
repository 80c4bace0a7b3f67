import { openChangeFeed } from '@/lib/db/changes'
import { getEnv } from '@/lib/platform/env'
import { getLog } from '@/lib/platform/log'

/** Somebody who wants to hear of changes; `onLost` when nothing more will be heard, and he had better come back. */
export type Listener = { onChange: () => void; onLost: () => void }

/** Who waits for a change, by workspace; one connection to the database hears for all of them. */
type Hub = { listeners: Map<string, Set<Listener>>; opening: Promise<void> | null }

// Kept on the global object: in development each reload makes this module anew, and each would listen.
const shared = globalThis as typeof globalThis & { portalChanges?: Hub }
const hub: Hub = shared.portalChanges ?? { listeners: new Map(), opening: null }

const tell = (workspaceId: string): void => {
  for (const { onChange } of hub.listeners.get(workspaceId) ?? []) onChange()
}

const dismissAll = (): void => {
  const everybody = new Set([...hub.listeners.values()].flatMap((listeners) => [...listeners]))
  hub.listeners.clear()
  for (const { onLost } of everybody) onLost()
}

// A portal that is stopping waits for its open answers, and these would stay open for minutes.
if (!shared.portalChanges) for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, dismissAll)
shared.portalChanges = hub

/** Opens the connection that hears for everybody, once; after it was lost the next who comes opens it again. */
const openOnce = (): Promise<void> => {
  hub.opening ??= openChangeFeed(getEnv().databaseUrl ?? '', tell).then(
    ({ lost }) => {
      void lost.then(() => {
        hub.opening = null
        getLog().warn('changes are no longer heard')
        dismissAll()
      })
    },
    (error: unknown) => {
      hub.opening = null
      throw error
    },
  )
  return hub.opening
}

/**
 * Tells the listener when something changed in one of these workspaces, until it is told to stop.
 * @throws when the database cannot be listened to.
 */
export const listenToChanges = async (workspaceIds: readonly string[], listener: Listener): Promise<() => void> => {
  await openOnce()
  for (const workspaceId of workspaceIds) {
    const listeners = hub.listeners.get(workspaceId) ?? new Set()
    hub.listeners.set(workspaceId, listeners.add(listener))
  }
  return () => {
    for (const workspaceId of workspaceIds) {
      const listeners = hub.listeners.get(workspaceId)
      listeners?.delete(listener)
      if (listeners?.size === 0) hub.listeners.delete(workspaceId)
    }
  }
}
