import type { FlowContext } from './context'

/** How long what was read may be shown again: somebody may be changing his chart in another window meanwhile. */
const goodForMs = 5 * 60_000

/** What this process read under this key a moment ago, or else reads now; who asks meanwhile waits for the same answer. */
export const remembered = <T>(
  { vocabularies: memory, now }: Pick<FlowContext, 'vocabularies' | 'now'>,
  key: string,
  read: () => Promise<T>,
): Promise<T> => {
  const nowMs = now().getTime()
  for (const [known, { readAtMs }] of memory) if (nowMs - readAtMs >= goodForMs) memory.delete(known)
  const found = memory.get(key)
  if (found !== undefined) return found.value as Promise<T>
  const value = read().catch((error: unknown) => {
    memory.delete(key)
    throw error
  })
  memory.set(key, { readAtMs: nowMs, value })
  return value
}

/** Has what begins with this key be read anew. */
export const forgetRemembered = ({ vocabularies: memory }: Pick<FlowContext, 'vocabularies'>, prefix: string): void => {
  for (const key of memory.keys()) if (key.startsWith(prefix)) memory.delete(key)
}
