import type { QueryClient } from '@tanstack/react-query'
import { idleMs, watchingMs } from './polling'

/** With the portal saying when something changed, asking by oneself is only a safety net. */
const safetyMs = 60_000

let isHearing = false

/** How long until a list is asked for again that can change under the reader's eyes. */
export const askAgainMs = ({ isBusy }: { isBusy: boolean }): number => {
  if (isHearing) return safetyMs
  return isBusy ? watchingMs : idleMs
}

/** Marks a query that follows what the portal says. */
export const live = { meta: { isLive: true } } as const

/** Asked while it is at work, it does the work once more afterwards: what came in between is not missed, and nothing piles up. */
const oneAtATime = (work: () => Promise<void>): (() => void) => {
  const state = { isBusy: false, isOwed: false }
  const run = () => {
    state.isOwed = state.isBusy
    if (state.isBusy) return
    state.isBusy = true
    void work().finally(() => {
      state.isBusy = false
      if (state.isOwed) run()
    })
  }
  return run
}

/**
 * Follows what the portal says about changes, while the page is seen: a browser keeps few connections to one place, and a
 * page in the background would hold one. When nothing can be heard, lists are asked for by the clock.
 * @returns how to stop.
 */
export const followChanges = (queryClient: QueryClient): (() => void) => {
  let source: EventSource | null = null
  const refresh = oneAtATime(() => queryClient.invalidateQueries({ predicate: ({ meta }) => meta?.isLive === true }))
  const close = () => {
    source?.close()
    source = null
    isHearing = false
  }
  const open = () => {
    if (source !== null || document.visibilityState === 'hidden') return
    source = new EventSource('/api/changes')
    source.addEventListener('open', () => {
      isHearing = true
      // What changed before the portal could be heard.
      refresh()
    })
    source.addEventListener('change', refresh)
    source.addEventListener('error', () => {
      // Restarts the clock of what was going to be asked a minute from now.
      if (isHearing) refresh()
      isHearing = false
      // The browser tries again by itself unless it was turned away.
      if (source?.readyState === EventSource.CLOSED) close()
    })
  }
  const onVisibility = () => {
    if (document.visibilityState === 'hidden') close()
    else open()
  }
  document.addEventListener('visibilitychange', onVisibility)
  open()
  return () => {
    document.removeEventListener('visibilitychange', onVisibility)
    close()
  }
}
