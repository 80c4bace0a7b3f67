import { addDays, type Day } from '@/lib/domain/day'
import { Temporal } from 'temporal-polyfill'
import type { AdministrationRow, FiscalYearRow } from './records'

export type PeriodRange = { fiscalYear: number; period: number; startDate: Day; endDate: Day }

/** Months, quarters, the whole year, or blocks of 28 days of which the last one runs to the end of the year (inferred). */
export const periodRange = (year: FiscalYearRow, period: number): PeriodRange | null => {
  if (!Number.isInteger(period) || period < 1 || period > year.periods) return null
  const startOf = (index: number): Day =>
    year.periods === 13
      ? addDays(year.startDate, index * 28)
      : Temporal.PlainDate.from(year.startDate)
          .add({ months: (12 / year.periods) * index })
          .toString()
  const endDate = period === year.periods ? year.endDate : addDays(startOf(period), -1)
  return { fiscalYear: year.fiscalYear, period, startDate: startOf(period - 1), endDate }
}

export const periodsOf = (year: FiscalYearRow): PeriodRange[] =>
  Array.from({ length: year.periods }, (_, index) => periodRange(year, index + 1)).flatMap((range) =>
    range ? [range] : [],
  )

/** The period that holds a day, or null outside all fiscal years. */
export const periodOfDay = (administration: AdministrationRow, day: Day): PeriodRange | null => {
  const year = administration.fiscalYears.find(({ startDate, endDate }) => startDate <= day && day <= endDate)
  return year ? (periodsOf(year).find(({ endDate }) => day <= endDate) ?? null) : null
}

const keyOf = (fiscalYear: number, period: number) => `${fiscalYear}/${period}`

export const isPeriodClosed = (administration: AdministrationRow, fiscalYear: number, period: number): boolean =>
  administration.closedPeriods.includes(keyOf(fiscalYear, period))

export const setPeriodClosed = (
  administration: AdministrationRow,
  { fiscalYear, period }: { fiscalYear: number; period: number },
  isClosed: boolean,
): void => {
  const key = keyOf(fiscalYear, period)
  administration.closedPeriods = administration.closedPeriods.filter((closed) => closed !== key)
  if (isClosed) administration.closedPeriods.push(key)
}
