'use client'

import { useEffect, useRef } from 'react'
import { leastSearchLength, mostSearchLength } from '@/lib/dto/log-choices'
import { controlProps, Field, Input } from '@/components/ui/field'

type SearchFieldProps = { label: string; hint: string; value: string }

/** Whether what is typed goes to this element. */
const takesText = (element: EventTarget | null): boolean =>
  element instanceof HTMLElement &&
  (element.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(element.tagName))

/** Part of a number or a name; the key `/` leads to it from anywhere on the page. */
export const SearchField = ({ label, hint, value }: SearchFieldProps) => {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  return (
    <Field id="log-q" label={label} hint={hint}>
      <Input
        ref={field}
        {...controlProps({ id: 'log-q', hint })}
        name="q"
        type="search"
        defaultValue={value}
        minLength={leastSearchLength}
        maxLength={mostSearchLength}
        autoComplete="off"
        aria-keyshortcuts="/"
      />
    </Field>
  )
}
