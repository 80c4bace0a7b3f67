'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { peopleMutation, type PeopleDeed } from '@/lib/queries/workspace'
import { useAnnounce } from '@/components/ui/announcer'

/** Does something about the people of a workspace, and says that it was done. */
export const usePeopleDeed = (workspaceId: string) => {
  const announce = useAnnounce()
  const [done, setDone] = useState<string | null>(null)
  const { mutate, isPending, error, reset } = useMutation(peopleMutation(useQueryClient(), workspaceId))
  const act = (deed: PeopleDeed, sentence: string, onDone?: () => void) => {
    if (isPending) return
    setDone(null)
    mutate(deed, {
      onSuccess: () => {
        setDone(sentence)
        announce(sentence)
        onDone?.()
      },
    })
  }
  const forget = () => {
    setDone(null)
    reset()
  }
  return { act, isPending, error, done, forget }
}
