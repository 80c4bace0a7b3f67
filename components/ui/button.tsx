import type { ComponentProps } from 'react'
import { classNames } from './class-names'

export type ButtonLook = 'primary' | 'quiet' | 'plain'

const looks: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent',
  quiet: 'bg-surface text-ink border-edge hover:bg-sunken',
  plain: 'bg-transparent text-accent border-transparent hover:bg-accent-soft',
}

/** The looks of a button, for links that look like one as well. */
export const buttonClass = (look: ButtonLook = 'quiet'): string =>
  classNames(
    'inline-flex min-h-10 items-center justify-center gap-2 rounded-control border px-3.5 text-body font-medium whitespace-nowrap transition-colors',
    'disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
    looks[look],
  )

type ButtonProps = ComponentProps<'button'> & { look?: ButtonLook }

export const Button = ({ look = 'quiet', className, type = 'button', ...props }: ButtonProps) => (
  <button type={type} className={classNames(buttonClass(look), className)} {...props} />
)
