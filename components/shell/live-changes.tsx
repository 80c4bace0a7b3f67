'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { followChanges } from '@/lib/queries/live'

/** Keeps what the pages show up to date while they are looked at. */
export const LiveChanges = () => {
  const queryClient = useQueryClient()
  useEffect(() => followChanges(queryClient), [queryClient])
  return null
}
