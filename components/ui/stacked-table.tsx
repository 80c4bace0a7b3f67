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
      'border-b border-line px-3 py-2.5 font-medium whitespace-nowrap text-muted first:ps-5 last:pe-5',
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

type StackedRowProps = { children: ReactNode; below?: ReactNode; columnCount?: number; isFaded?: boolean }

/** One row; `below` is a second line over all columns, for what does not fit in one. */
export const StackedRow = ({ children, below, columnCount, isFaded = false }: StackedRowProps) => (
  <tbody
    role="rowgroup"
    className={classNames(
      'border-b border-line last:border-b-0 max-lg:px-4 max-lg:py-3 lg:hover:bg-sunken/60',
      isFaded && 'opacity-60',
    )}
  >
    <tr role="row">{children}</tr>
    {below !== undefined && below !== null && (
      <tr role="row">
        <td role="cell" colSpan={columnCount} className="pb-3 max-lg:pt-1 lg:px-5">
          {below}
        </td>
      </tr>
    )}
  </tbody>
)

type CellProps = { children: ReactNode; label?: string; align?: 'start' | 'end'; className?: string }

/** A cell; `label` repeats its column's name where the columns' heads are not seen. */
export const Cell = ({ children, label, align = 'start', className }: CellProps) => (
  <td
    role="cell"
    data-label={label}
    className={classNames(
      'py-1 lg:px-3 lg:py-2.5 lg:align-top lg:first:ps-5 lg:last:pe-5',
      align === 'end' && 'tabular-nums lg:text-end',
      className,
    )}
  >
    {children}
  </td>
)
