import { useId } from 'react'
import { ChartPatterns, lookProps, type ChartLook } from './chart-looks'

type ChartLegendProps = {
  series: readonly { key: string; name: string; look: ChartLook }[]
  /** What the dashes stand for; null when there are none. */
  dashes: string | null
}

/** Which shape stands for what. */
export const ChartLegend = ({ series, dashes }: ChartLegendProps) => {
  const id = useId()
  if (series.length < 2 && dashes === null) return null
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small text-muted">
      {series.map(({ key, name, look }) => (
        <li key={key} className="flex items-center gap-1.5">
          <svg aria-hidden="true" focusable="false" width="14" height="14">
            <ChartPatterns id={`${id}${key}`} />
            <rect x="0.5" y="0.5" width="13" height="13" rx="2" {...lookProps(look, `${id}${key}`)} />
          </svg>
          {name}
        </li>
      ))}
      {dashes !== null && (
        <li className="flex items-center gap-1.5">
          <svg aria-hidden="true" focusable="false" width="14" height="14">
            <line x1="0" x2="14" y1="7" y2="7" className="stroke-ink" strokeWidth="2" />
          </svg>
          {dashes}
        </li>
      )}
    </ul>
  )
}
