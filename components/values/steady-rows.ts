type Row = { id: string }

export type SteadyRow<T> = {
  row: T
  /** No longer part of this list; it stays in its place until the reader asks for the new list. */
  hasLeft: boolean
}

export type SteadyRows<T> = { rows: SteadyRow<T>[]; newCount: number; leftCount: number }

/**
 * The shown rows in their places, each with its latest content. Rows that came are counted instead of added. A row that
 * is gone has left, unless new rows pushed it over the end of the page.
 */
export const holdRows = <T extends Row>(shown: readonly T[], latest: readonly T[]): SteadyRows<T> => {
  const byId = new Map(latest.map((row) => [row.id, row]))
  const known = new Set(shown.map(({ id }) => id))
  const newCount = latest.filter(({ id }) => !known.has(id)).length
  const lastPresent = shown.findLastIndex(({ id }) => byId.has(id))
  const firstPushed = Math.max(lastPresent + 1, shown.length - newCount)
  const rows = shown.map((row, index) => ({
    row: byId.get(row.id) ?? row,
    hasLeft: !byId.has(row.id) && index < firstPushed,
  }))
  return { rows, newCount, leftCount: rows.filter(({ hasLeft }) => hasLeft).length }
}
