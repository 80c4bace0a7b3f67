import { useEffect, useRef } from 'react'
import type { CombiDto } from '@/lib/dto/combis'
import { useRunSentence } from '@/components/runs/use-run-sentence'
import { useAnnounce } from '@/components/ui/announcer'

/** Says what came of a run, at the moment at which it ends while somebody watches. */
export const useRunEnd = ({ activeRun, lastRun }: Pick<CombiDto, 'activeRun' | 'lastRun'>): void => {
  const announce = useAnnounce()
  const sentenceOf = useRunSentence()
  const watched = useRef<string | null>(null)
  const ended = activeRun === null ? lastRun : null
  const sentence = ended === null ? null : sentenceOf(ended)
  const activeId = activeRun?.id ?? null
  const endedId = ended?.id ?? null
  useEffect(() => {
    if (activeId !== null) watched.current = activeId
    else if (endedId !== null && endedId === watched.current && sentence !== null) {
      watched.current = null
      announce(sentence)
    }
  }, [activeId, endedId, sentence, announce])
}
