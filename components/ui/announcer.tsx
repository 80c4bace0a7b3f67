'use client'

import { createContext, useCallback, useContext, useState, type ReactNode } from 'react'

type Announce = (sentence: string) => void

const AnnounceContext = createContext<Announce | null>(null)

/** The page's one polite live region: what happened is said when the reader pauses, and nothing is interrupted. */
export const Announcer = ({ children }: { children: ReactNode }) => {
  const [said, setSaid] = useState({ sentence: '', turn: 0 })
  const announce = useCallback<Announce>((sentence) => {
    setSaid(({ turn }) => ({ sentence, turn: turn + 1 }))
  }, [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" className="sr-only">
        {/* The same sentence twice is two events: a new element makes it be said again. */}
        <p key={said.turn}>{said.sentence}</p>
      </div>
    </AnnounceContext>
  )
}

/** Says a sentence to those who cannot see that something changed. */
export const useAnnounce = (): Announce => {
  const announce = useContext(AnnounceContext)
  if (announce === null) throw new Error('useAnnounce needs an Announcer around it')
  return announce
}
