import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names'
import { Icon } from './icon'

export const inputClass =
  'min-h-10 w-full rounded-control border border-edge bg-surface px-3 text-ink placeholder:text-muted aria-invalid:border-bad'

type FieldProps = {
  id: string
  label: string
  hint?: string
  /** What is wrong with what was filled in. */
  problem?: string | null
  children: ReactNode
}

/** A control with its name above it, and beneath it what helps to fill it in, or what is wrong with it. */
export const Field = ({ id, label, hint, problem = null, children }: FieldProps) => (
  <div>
    <label htmlFor={id} className="mb-1.5 block font-medium">
      {label}
    </label>
    {children}
    {problem !== null && (
      <p id={`${id}-problem`} className="mt-1.5 flex items-start gap-1.5 text-small font-medium text-bad">
        <Icon name="triangle" className="mt-0.5" />
        <span className="min-w-0">{problem}</span>
      </p>
    )}
    {hint !== undefined && (
      <p id={`${id}-hint`} className="mt-1.5 text-small text-muted">
        {hint}
      </p>
    )}
  </div>
)

/** Ties a control to its `Field`: its id, and what is read out with it. */
export const controlProps = ({ id, hint, problem = null }: Pick<FieldProps, 'id' | 'hint' | 'problem'>) => ({
  id,
  'aria-invalid': problem === null ? undefined : true,
  'aria-describedby':
    [problem !== null && `${id}-problem`, hint !== undefined && `${id}-hint`].filter(Boolean).join(' ') || undefined,
})

export const Input = ({ className, ...props }: ComponentProps<'input'>) => (
  <input className={classNames(inputClass, className)} {...props} />
)

type ChoiceProps = ComponentProps<'input'> & { label: string; hint?: string; /** Beside the label. */ mark?: string }

/** One of several answers, big enough to hit anywhere on its line. */
export const RadioChoice = ({ label, hint, mark, ...props }: ChoiceProps) => (
  <label className="flex min-h-11 cursor-pointer items-start gap-3 rounded-control border border-line p-3 has-checked:border-accent has-checked:bg-accent-soft">
    <input type="radio" className="mt-1 size-4 shrink-0 accent-accent" {...props} />
    <span className="min-w-0">
      <span className="font-medium">{label}</span>
      {mark !== undefined && (
        <span className="ms-2 inline-block rounded-control bg-good-soft px-1.5 text-small font-medium text-good">
          {mark}
        </span>
      )}
      {hint !== undefined && <span className="block text-small text-muted">{hint}</span>}
    </span>
  </label>
)
