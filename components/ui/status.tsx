import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Icon, type IconName } from './icon'

export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'calm'

const tones: Record<Tone, string> = {
  good: 'bg-good-soft text-good',
  busy: 'bg-accent-soft text-accent-strong',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  calm: 'bg-sunken text-muted',
}

type StatusProps = { tone: Tone; icon: IconName; children: ReactNode; isTurning?: boolean }

/** A state as a word and a shape: its colour only repeats them. */
export const Status = ({ tone, icon, children, isTurning = false }: StatusProps) => (
  <span
    className={classNames(
      'inline-flex items-center gap-1.5 rounded-control px-2 py-0.5 text-small font-medium whitespace-nowrap',
      tones[tone],
    )}
  >
    <Icon name={icon} className={classNames('size-3.5', isTurning && 'animate-turn')} />
    {children}
  </span>
)
