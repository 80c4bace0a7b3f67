'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { ApiError } from '@/lib/queries/api'
import { Announcer } from '@/components/ui/announcer'

/** An answer of the portal itself is final; only silence on the way is worth asking again. */
const mostRetries = 2

/** What the interactive parts of a page share: their readings of the API, and the voice that says what changed. */
export const Providers = ({ children }: { children: ReactNode }) => {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { retry: (failures, error) => !(error instanceof ApiError) && failures < mostRetries },
        },
      }),
  )
  return (
    <QueryClientProvider client={queryClient}>
      <Announcer>{children}</Announcer>
    </QueryClientProvider>
  )
}
