'use client'

import { useEffect, useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { classNames } from '@/components/ui/class-names'
import { ChartBars, ChartDash, ChartLabel, ChartPlace, heightAt, plotHeight, type ChartSeries } from './chart-bars'
import { ChartLegend } from './chart-legend'
import { ChartPatterns } from './chart-looks'
import { labelStride, scaleOf, type ChartScale } from './chart-scale'

export type ChartPoint = {
  key: string
  /** Beneath the bar. */ label: string
  /** What is told of it, in words. */ told: string
}

export type BarChartProps = {
  /** What the chart is about. */
  label: string
  /** How it is worked. */
  hint: string
  points: readonly ChartPoint[]
  series: readonly ChartSeries[]
  isStacked?: boolean
  /** What stood opposite each point, as a dash. */
  compared?: { name: string; values: readonly (number | null)[] } | null
  /** An amount on the axis, in words. */
  format: (value: number) => string
  /** What amounts are round in. */
  unit?: number
}

const drawnHeight = plotHeight + 24
const leapSize = 7

/** Where a key leads from this point; null for one that leads nowhere. */
const stepOf = (key: string, at: number, count: number): number | null => {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return at - 1
    case 'ArrowRight':
    case 'ArrowUp':
      return at + 1
    case 'PageDown':
      return at - leapSize
    case 'PageUp':
      return at + leapSize
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

/**
 * Bars that a hand, a keyboard and a screen reader can go along: it is a slider over its points, and tells the one it
 * stands on in words, on the screen as well. A table with the same figures belongs beneath it.
 */
export const BarChart = (props: BarChartProps) => {
  const { label, hint, points, series, isStacked = false, compared = null, format, unit = 1 } = props
  const id = useId()
  const count = points.length
  const [chosen, setChosen] = useState<number | null>(null)
  const current = Math.min(chosen ?? count - 1, count - 1)
  const scale = scaleOf([...heightsOf(series, isStacked), ...(compared?.values ?? []).map((value) => value ?? 0)], unit)
  const goTo = (index: number) => {
    setChosen(Math.max(0, Math.min(count - 1, index)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepOf(event.key, current, count)
    if (next === null) return
    event.preventDefault()
    goTo(next)
  }
  const onPointer = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    goTo(Math.floor(((clientX - left) / width) * count))
  }
  return (
    <div className="space-y-2.5">
      <ChartLegend series={series} dashes={compared?.name ?? null} />
      <div className="flex">
        <ChartAxis scale={scale} format={format} />
        <div className="min-w-0 flex-1 overflow-x-auto">
          <div
            role="slider"
            tabIndex={0}
            aria-label={label}
            aria-describedby={`${id}-hint`}
            aria-orientation="horizontal"
            aria-valuemin={1}
            aria-valuemax={count}
            aria-valuenow={current + 1}
            aria-valuetext={points[current]?.told}
            className={classNames('-outline-offset-2', count > 62 && 'min-w-xl', count > 200 && 'min-w-6xl')}
            onKeyDown={onKeyDown}
            onPointerDown={onPointer}
            onPointerMove={onPointer}
          >
            <svg aria-hidden="true" focusable="false" width="100%" height={drawnHeight} className="block text-small">
              <ChartPatterns id={id} />
              <CurrentPlace index={current} count={count} isChosen={chosen !== null} />
              <ChartLines scale={scale} />
              {points.map(({ key }, index) => (
                <ChartBars key={key} {...{ id, index, count, series, isStacked, scale }} />
              ))}
              {(compared?.values ?? []).map((value, index) =>
                value === null ? null : (
                  <ChartDash key={points[index]?.key} index={index} count={count} scale={scale} value={value} />
                ),
              )}
              <g className="fill-muted">
                {points.map(({ key, label: name }, index) => (
                  <PointLabel key={key} index={index} count={count} name={name} />
                ))}
              </g>
            </svg>
          </div>
        </div>
      </div>
      <p id={`${id}-hint`} className="sr-only">
        {hint}
      </p>
      {/* What the slider says by itself to those who listen to it. */}
      <p aria-hidden="true" className="min-h-10 rounded-control bg-sunken px-3 py-2 text-small tabular-nums">
        {points[current]?.told}
      </p>
    </div>
  )
}

/** How high the chart must reach: stacked bars as high as all of a point together. */
const heightsOf = (series: readonly ChartSeries[], isStacked: boolean): number[] => {
  if (!isStacked) return series.flatMap(({ values }) => values.map((value) => value ?? 0))
  const [first] = series
  return (first?.values ?? []).map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0))
}

const ChartAxis = ({ scale, format }: { scale: ChartScale; format: (value: number) => string }) => (
  <svg aria-hidden="true" focusable="false" height={drawnHeight} className="block w-18 shrink-0 text-small">
    {scale.ticks.map((tick) => (
      <text
        key={tick}
        x="100%"
        dx="-8"
        y={heightAt(scale, tick) + 4}
        textAnchor="end"
        className="fill-muted tabular-nums"
      >
        {format(tick)}
      </text>
    ))}
  </svg>
)

const ChartLines = ({ scale }: { scale: ChartScale }) =>
  scale.ticks.map((tick) => (
    <line
      key={tick}
      x1="0"
      x2="100%"
      y1={heightAt(scale, tick)}
      y2={heightAt(scale, tick)}
      className={tick === 0 ? 'stroke-edge' : 'stroke-line'}
    />
  ))

/** So many labels fit side by side on a desk, and half of those on a phone. */
const mostLabels = 8

const PointLabel = ({ index, count, name }: { index: number; count: number; name: string }) => {
  const stride = labelStride(count, mostLabels)
  if (index % stride !== 0) return null
  const isLeftOutOnPhone = count > mostLabels / 2 && index % (2 * stride) !== 0
  return (
    <ChartLabel index={index} count={count} className={isLeftOutOnPhone ? 'max-sm:hidden' : undefined}>
      {name}
    </ChartLabel>
  )
}

type CurrentPlaceProps = { index: number; count: number; isChosen: boolean }

/** Keeps the point that is told about in view, where the chart is wider than its place. */
const CurrentPlace = ({ index, count, isChosen }: CurrentPlaceProps) => {
  const place = useRef<SVGGElement>(null)
  useEffect(() => {
    if (isChosen) place.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [index, isChosen])
  return <g ref={place}>{isChosen && <ChartPlace index={index} count={count} />}</g>
}
