import type { ReactNode } from 'react'

/** What tells one series from another: a colour and a pattern, so that either will do. */
export const chartLooks = ['solid', 'stripes', 'cross', 'dots'] as const
export type ChartLook = (typeof chartLooks)[number]

const colours: Record<ChartLook, string> = {
  solid: 'text-accent',
  stripes: 'text-warn',
  cross: 'text-bad',
  dots: 'text-muted',
}

const patterns: Record<Exclude<ChartLook, 'solid'>, ReactNode> = {
  stripes: <path d="M-2 8 8 -2M0 14 14 0" stroke="currentColor" strokeWidth="2.5" />,
  cross: <path d="M0 0 8 8M8 0 0 8" stroke="currentColor" strokeWidth="1.75" />,
  dots: <circle cx="4" cy="4" r="2" fill="currentColor" />,
}

/** The patterns of a drawing; `id` keeps those of two drawings apart. */
export const ChartPatterns = ({ id }: { id: string }) => (
  <defs>
    {(Object.keys(patterns) as (keyof typeof patterns)[]).map((look) => (
      <pattern
        key={look}
        id={`${id}-${look}`}
        width="8"
        height="8"
        patternUnits="userSpaceOnUse"
        className={colours[look]}
      >
        <rect width="8" height="8" fill="currentColor" fillOpacity="0.22" />
        {patterns[look]}
      </pattern>
    ))}
  </defs>
)

/** How a shape of a series is filled and outlined. */
export const lookProps = (look: ChartLook, id: string) => ({
  className: colours[look],
  fill: look === 'solid' ? 'currentColor' : `url(#${id}-${look})`,
  stroke: 'currentColor',
  strokeWidth: look === 'solid' ? 0 : 1,
})
