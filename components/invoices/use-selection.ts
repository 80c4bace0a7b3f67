import { useState } from 'react'

/**
 * Which invoices are chosen: rows of the page, or all that the filter lets through. What is no longer selectable is no
 * longer chosen, without being asked.
 */
export const useSelection = (selectableIds: readonly string[]) => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isEverything, setIsEverything] = useState(false)
  const ids = selectableIds.filter((id) => isEverything || chosen.has(id))
  const choose = (next: readonly string[]) => {
    setIsEverything(false)
    setChosen(new Set(next))
  }
  return {
    ids,
    isEverything,
    has: (id: string) => ids.includes(id),
    toggle: (id: string) => {
      choose(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id])
    },
    toggleAll: () => {
      choose(ids.length === selectableIds.length ? [] : selectableIds)
    },
    chooseEverything: () => {
      setIsEverything(true)
    },
    clear: () => {
      choose([])
    },
  }
}
