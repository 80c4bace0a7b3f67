'use client'

import { useEffect, useRef, type ComponentProps } from 'react'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'aria-label'> & { label: string; isPartial?: boolean }

/** A box in a table, named for those who listen; `isPartial` when it stands for several of which some are chosen. */
export const Checkbox = ({ label, isPartial = false, ...props }: CheckboxProps) => {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // The state between yes and no exists on the element only, not in markup.
    if (input.current) input.current.indeterminate = isPartial
  }, [isPartial])
  return (
    <label className="grid size-8 cursor-pointer place-items-center">
      <input ref={input} type="checkbox" aria-label={label} className="size-4.5 accent-accent" {...props} />
    </label>
  )
}
