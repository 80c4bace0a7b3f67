import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Icon } from './icon'

type StackedTableProps = { caption: string; children: ReactNode }

/**
 * A table that becomes a list of cards on a narrow screen. Rows are bodies of their own (`StackedRow`), so that a second
 * line with an explanation stays with its row. The roles are written out because the cards' layout would undo them.
 */
export const StackedTable = ({ caption, children }: StackedTableProps) => (
  <div className="lg:overflow-x-auto">
    <table role="table" className="stacked-table text-small">
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  </div>
)

type ColumnHeadProps = { children: ReactNode; align?: 'start' | 'end'; sort?: 'ascending' | 'descending' }

export const ColumnHead = ({ children, align = 'start', sort }: ColumnHeadProps) => (
  <th
    role="columnheader"
    scope="col"
    aria-sort={sort}
    className={classNames(
      'border-b border-line px-2 py-2.5 font-medium whitespace-nowrap text-muted first:ps-5 last:pe-5',
      align === 'end' ? 'text-end' : 'text-start',
    )}
  >
    {sort === undefined ? (
      children
    ) : (
      <span className="inline-flex items-center gap-1">
        {children}
        <Icon name="sortedDown" className={classNames('size-3', sort === 'ascending' && 'rotate-180')} />
      </span>
    )}
  </th>
)

type StackedRowProps = {
  children: ReactNode
  below?: ReactNode
  columnCount?: number
  isFaded?: boolean
  /** Whether the row begins with a box, past which the second line begins too. */
  hasBox?: boolean
}

/** One row; `below` is a second line over all columns, for what does not fit in one. */
export const StackedRow = ({ children, below, columnCount, isFaded = false, hasBox = false }: StackedRowProps) => (
  <tbody
    role="rowgroup"
    data-shortcut="row"
    tabIndex={-1}
    className={classNames(
      '-outline-offset-2 border-b border-line last:border-b-0 max-lg:px-4 max-lg:py-3 lg:hover:bg-sunken/60',
      isFaded && 'opacity-60',
    )}
  >
    <tr role="row">{children}</tr>
    {below !== undefined && below !== null && (
      <tr role="row">
        <td
          role="cell"
          colSpan={columnCount}
          className={classNames('max-lg:pt-2 lg:pe-5 lg:pb-3', hasBox ? 'lg:ps-16' : 'lg:ps-5')}
        >
          {below}
        </td>
      </tr>
    )}
  </tbody>
)

type CellProps = {
  children: ReactNode
  /** Repeats the column's name on a card, where the columns' heads are not seen. */
  label?: string
  align?: 'start' | 'end'
  /** On a card: over its full width, or in its upper corner. */
  place?: 'line' | 'corner'
  className?: string
}

export const Cell = ({ children, label, align = 'start', place, className }: CellProps) => (
  <td
    role="cell"
    data-label={label}
    data-place={place}
    className={classNames(
      'lg:px-2 lg:py-2.5 lg:align-top lg:first:ps-5 lg:last:pe-5',
      align === 'end' && 'tabular-nums lg:text-end',
      className,
    )}
  >
    {children}
  </td>
)
