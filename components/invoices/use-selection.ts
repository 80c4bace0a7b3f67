import { useState } from 'react'

/** Which of the rows on the screen are chosen. What is no longer selectable is no longer chosen, without being asked. */
export const useSelection = (selectableIds: readonly string[]) => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const ids = selectableIds.filter((id) => chosen.has(id))
  return {
    ids,
    has: (id: string) => ids.includes(id),
    toggle: (id: string) => {
      setChosen(new Set(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]))
    },
    toggleAll: () => {
      setChosen(new Set(ids.length === selectableIds.length ? [] : selectableIds))
    },
    clear: () => {
      setChosen(new Set())
    },
  }
}
