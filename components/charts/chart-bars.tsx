import { lookProps, type ChartLook } from './chart-looks'
import type { ChartScale } from './chart-scale'

/** A series of amounts, one for each point; null where there is nothing to tell. */
export type ChartSeries = { key: string; name: string; look: ChartLook; values: readonly (number | null)[] }

export const plotHeight = 200
const plotTop = 8

/** Widths as parts of the drawing: it is as wide as its place, and nobody has to measure that. */
const percent = (part: number): string => `${String(Math.round(part * 1e5) / 1e3)}%`

/** Where an amount stands, in pixels from above. */
export const heightAt = ({ placeOf }: ChartScale, value: number): number =>
  plotTop + (1 - placeOf(value)) * (plotHeight - plotTop)

type BarsProps = {
  /** The patterns of this drawing. */
  id: string
  index: number
  count: number
  series: readonly ChartSeries[]
  isStacked: boolean
  scale: ChartScale
}

/** Bars fill this much of their place; with many points the gap between them would be all there is. */
const fillOf = (count: number): number => (count > 60 ? 1 : 0.72)

/** The bars of one point: on top of each other, or side by side. */
export const ChartBars = ({ id, index, count, series, isStacked, scale }: BarsProps) => {
  const fill = fillOf(count)
  const width = fill / count / (isStacked ? 1 : series.length)
  const left = (index + (1 - fill) / 2) / count
  return series.map(({ key, look, values }, at) => {
    const value = values[index] ?? 0
    if (value === 0) return null
    const below = isStacked ? series.slice(0, at).reduce((sum, other) => sum + (other.values[index] ?? 0), 0) : 0
    const [from, to] = [heightAt(scale, below), heightAt(scale, below + value)]
    return (
      <rect
        key={key}
        x={percent(left + (isStacked ? 0 : at * width))}
        width={percent(width)}
        y={Math.min(from, to)}
        height={Math.max(1, Math.abs(from - to))}
        {...lookProps(look, id)}
      />
    )
  })
}

type DashProps = Pick<BarsProps, 'index' | 'count' | 'scale'> & { value: number }

/** What stood opposite this point, as a dash across its place, edged so that it is seen on a bar as well. */
export const ChartDash = ({ index, count, scale, value }: DashProps) => {
  const y = heightAt(scale, value)
  const place = { x1: percent((index + 0.06) / count), x2: percent((index + 0.94) / count), y1: y, y2: y }
  return (
    <>
      <line {...place} className="stroke-surface" strokeWidth="5" />
      <line {...place} className="stroke-ink" strokeWidth="2" />
    </>
  )
}

/** The ground of one point, to show which one is told about. */
export const ChartPlace = ({ index, count }: Pick<BarsProps, 'index' | 'count'>) => (
  <rect
    x={percent(index / count)}
    width={percent(1 / count)}
    y={0}
    height={plotHeight}
    rx={3}
    className="fill-accent-soft stroke-accent"
    strokeOpacity="0.5"
  />
)

type ChartLabelProps = Pick<BarsProps, 'index' | 'count'> & { children: string; className?: string | undefined }

/** The name of a point beneath it; those at the ends stay within the drawing. */
export const ChartLabel = ({ index, count, children, className }: ChartLabelProps) => {
  const isFirst = index === 0 && count > 3
  const isLast = index === count - 1 && count > 3
  return (
    <text
      x={isFirst ? '0%' : isLast ? '100%' : percent((index + 0.5) / count)}
      y={plotHeight + 18}
      textAnchor={isFirst ? 'start' : isLast ? 'end' : 'middle'}
      className={className}
    >
      {children}
    </text>
  )
}
