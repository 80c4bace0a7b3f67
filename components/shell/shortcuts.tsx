'use client'

import dynamic from 'next/dynamic'
import { useEffect, useRef, useState } from 'react'
import { isShortcutsOn } from './shortcuts-choice'

/** Comes when it is asked for. */
const ShortcutsHelp = dynamic(async () => (await import('./shortcuts-help')).ShortcutsHelp, { ssr: false })

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="menu"] *'))

const isDialogOpen = (): boolean => document.querySelector('[role="dialog"], [role="alertdialog"]') !== null

/** The page's rows, of whatever list or table it shows. */
const rowsOnPage = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main [data-shortcut="row"]')]

const moveToRow = (step: 1 | -1): void => {
  const rows = rowsOnPage()
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step
  const row = rows[next]
  row?.focus({ preventScroll: true })
  row?.scrollIntoView({ block: 'nearest' })
}

/** Opens the first thing that the row leads to; a link or button within it answers for itself. */
const openRow = (target: EventTarget | null): void => {
  const row = rowsOnPage().find((one) => one === target)
  row?.querySelector<HTMLElement>('a[href]')?.click()
}

/** `/` searches, `j` and `k` walk through the rows, Enter opens one, `?` tells. */
export const Shortcuts = () => {
  const [isHelpOpen, setHelpOpen] = useState(false)
  const before = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || isDialogOpen()) return
      if (event.key === 'Enter') {
        openRow(event.target)
        return
      }
      // The question mark stays: it is the way to switch the others on again.
      if (event.key !== '?' && !isShortcutsOn()) return
      switch (event.key) {
        case '/':
          document.querySelector<HTMLElement>('main [data-shortcut="search"]')?.focus()
          break
        case 'j':
          moveToRow(1)
          break
        case 'k':
          moveToRow(-1)
          break
        case '?':
          before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
          setHelpOpen(true)
          break
        default:
          return
      }
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [])
  if (!isHelpOpen) return null
  return (
    <ShortcutsHelp
      returnFocusTo={before}
      onClose={() => {
        setHelpOpen(false)
      }}
    />
  )
}
