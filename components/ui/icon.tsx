import type { ReactNode } from 'react'
import { classNames } from './class-names'

const shapes = {
  check: <path d="m3.5 8.5 3 3 6-7" />,
  ring: <circle cx="8" cy="8" r="5.25" strokeDasharray="22 11" />,
  triangle: (
    <>
      <path d="M8 2.5 14.2 13.2H1.8Z" />
      <path d="M8 6.4v3.2M8 11.4v.1" />
    </>
  ),
  cross: <path d="m4 4 8 8m0-8-8 8" />,
  pause: <path d="M5.5 3.5v9m5-9v9" />,
  unplugged: (
    <path d="m2.5 13.5 2.6-2.6m0 0a2.6 2.6 0 0 0 3.7 0l.7-.8-3.7-3.6-.7.7a2.6 2.6 0 0 0 0 3.7ZM13.5 2.5l-2.3 2.3" />
  ),
  circle: <circle cx="8" cy="8" r="5.25" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 4.75V8l2.2 1.5" />
    </>
  ),
  slash: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="m4 12 8-8" />
    </>
  ),
  arrow: <path d="M2.5 8h11m-4-4 4 4-4 4" />,
  down: <path d="m4 6 4 4 4-4" />,
  left: <path d="m10 3.5-4.5 4.5 4.5 4.5" />,
  right: <path d="m6 3.5 4.5 4.5L6 12.5" />,
  dot: <circle cx="8" cy="8" r="2.5" fill="currentColor" stroke="none" />,
  half: (
    <>
      <circle cx="8" cy="8" r="5.25" />
      <path d="M8 2.75a5.25 5.25 0 0 1 0 10.5Z" fill="currentColor" stroke="none" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.5" r="2.75" />
      <path d="M2.75 13.5c.6-2.6 2.6-3.75 5.25-3.75s4.65 1.15 5.25 3.75" />
    </>
  ),
  sync: (
    <>
      <path d="M13 6.5A5.25 5.25 0 0 0 3.6 5M3 9.5A5.25 5.25 0 0 0 12.4 11" />
      <path d="M3.4 2.4V5h2.6M12.6 13.6V11H10" />
    </>
  ),
  out: <path d="M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7m0-4.5L7.5 8.5" />,
  list: <path d="M5.5 4h8m-8 4h8m-8 4h8M2.5 4h.1m-.1 4h.1m-.1 4h.1" />,
  pencil: <path d="m3 13 .6-2.9 7-7a1.6 1.6 0 0 1 2.3 2.3l-7 7L3 13ZM9.4 4.3l2.3 2.3" />,
  bars: <path d="M2.5 13.5h11M4.5 11V8m3.5 3V3.5m3.5 7.5V6" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  sortedDown: <path d="M8 3v10m-3.5-3.5L8 13l3.5-3.5" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof shapes

type IconProps = { name: IconName; className?: string }

/** A small drawing that repeats what words beside it say, and is therefore hidden from those who listen. */
export const Icon = ({ name, className }: IconProps) => (
  <svg
    viewBox="0 0 16 16"
    aria-hidden="true"
    focusable="false"
    className={classNames('size-4 shrink-0', className)}
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    {shapes[name]}
  </svg>
)
