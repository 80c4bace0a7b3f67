import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Icon, type IconName } from './icon'

const tones = {
  warn: { box: 'border-warn/40 bg-warn-soft', ink: 'text-warn', icon: 'triangle' },
  bad: { box: 'border-bad/40 bg-bad-soft', ink: 'text-bad', icon: 'cross' },
  info: { box: 'border-accent/30 bg-accent-soft', ink: 'text-accent-strong', icon: 'dot' },
  good: { box: 'border-good/40 bg-good-soft', ink: 'text-good', icon: 'check' },
} as const satisfies Record<string, { box: string; ink: string; icon: IconName }>

type NoticeProps = { tone: keyof typeof tones; children: ReactNode; actions?: ReactNode }

/** Something that the reader should not miss, where it matters. */
export const Notice = ({ tone, children, actions }: NoticeProps) => {
  const { box, ink, icon } = tones[tone]
  return (
    <div className={classNames('flex flex-wrap items-start gap-x-3 gap-y-2 rounded-control border px-3.5 py-2.5', box)}>
      <Icon name={icon} className={classNames('mt-1', ink)} />
      <div className="min-w-0 flex-1 basis-40">{children}</div>
      {actions}
    </div>
  )
}
