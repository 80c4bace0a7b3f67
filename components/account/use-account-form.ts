'use client'

import { useRef, useState } from 'react'

/** Puts the focus in what has just appeared. */
export const focusFirstField = (form: HTMLElement | null): void => {
  form?.querySelector<HTMLElement>('input:not([hidden]), button')?.focus()
}

/** Puts the focus on what has just appeared, so that it is read out. */
export const focusIt = (element: HTMLElement | null): void => {
  element?.focus()
}

/**
 * A form that opens in its section and closes when it is done. The focus goes into it; then to the sentence about what was
 * done, or back to the button that opened it when nothing was.
 */
export const useAccountForm = () => {
  const [isOpen, setIsOpen] = useState(false)
  const [done, setDone] = useState<string | null>(null)
  const isLeft = useRef(false)
  /** Ref of the button that opens the form. */
  const onOpener = (button: HTMLElement | null) => {
    if (button !== null && isLeft.current) button.focus()
    isLeft.current = false
  }
  const close = (sentence: string | null = null) => {
    isLeft.current = sentence === null
    setIsOpen(false)
    setDone(sentence)
  }
  const cancel = () => {
    close()
  }
  const open = () => {
    setDone(null)
    setIsOpen(true)
  }
  return { isOpen, done, onOpener, open, close, cancel }
}
