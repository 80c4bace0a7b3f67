import { useState } from 'react'
import { holdRows, type SteadyRows } from './steady-rows'

type SteadyList<T> = SteadyRows<T> & { showLatest: () => void }

/**
 * Rows that keep their place while the list behind them changes: what they say follows, but none comes or goes under the
 * reader's finger until `showLatest` is called. Another `key` is another list.
 */
export const useSteadyRows = <T extends { id: string }>(latest: readonly T[], key: number | string): SteadyList<T> => {
  const [shown, setShown] = useState<{ key: number | string; rows: readonly T[] } | null>(null)
  const isCurrent = shown?.key === key
  if (!isCurrent) setShown({ key, rows: latest })
  return {
    ...holdRows(isCurrent ? shown.rows : latest, latest),
    showLatest: () => {
      setShown(null)
    },
  }
}
