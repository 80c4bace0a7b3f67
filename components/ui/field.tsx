import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'

export const inputClass =
  'min-h-10 w-full rounded-control border border-edge bg-surface px-3 text-ink placeholder:text-muted aria-invalid:border-bad'

type FieldProps = { id: string; label: string; hint?: string; children: ReactNode }

/** A control with its name above it, and beneath it what helps to fill it in. */
export const Field = ({ id, label, hint, children }: FieldProps) => (
  <div>
    <label htmlFor={id} className="mb-1.5 block font-medium">
      {label}
    </label>
    {children}
    {hint !== undefined && (
      <p id={`${id}-hint`} className="mt-1.5 text-small text-muted">
        {hint}
      </p>
    )}
  </div>
)

export const Input = ({ className, ...props }: ComponentProps<'input'>) => (
  <input className={classNames(inputClass, className)} {...props} />
)

type ChoiceProps = ComponentProps<'input'> & { label: string; hint?: string }

/** One of several answers, big enough to hit anywhere on its line. */
export const RadioChoice = ({ label, hint, ...props }: ChoiceProps) => (
  <label className="flex min-h-11 cursor-pointer items-start gap-3 rounded-control border border-line p-3 has-checked:border-accent has-checked:bg-accent-soft">
    <input type="radio" className="mt-1 size-4 shrink-0 accent-accent" {...props} />
    <span>
      <span className="font-medium">{label}</span>
      {hint !== undefined && <span className="block text-small text-muted">{hint}</span>}
    </span>
  </label>
)
