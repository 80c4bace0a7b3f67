/** A place in a sorted list: the sort key and id of the row next to which to go on, and on which side of it. */
export type Cursor = { side: 'after' | 'before'; key: string; id: string }

const pattern = /^(after|before)~([\w:.-]{1,40})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The cursor as text for an address. */
export const formatCursor = ({ side, key, id }: Cursor): string =>
  Buffer.from(`${side}~${key}~${id}`).toString('base64url')

/** The cursor that the text stands for, or null when it is none of ours. */
export const parseCursor = (text: string): Cursor | null => {
  const match = pattern.exec(Buffer.from(text, 'base64url').toString('latin1'))
  const [, side, key, id] = match ?? []
  if ((side !== 'after' && side !== 'before') || key === undefined || id === undefined) return null
  // A key that is no date would reach the database as an error instead of as a question about the address.
  return Number.isNaN(Date.parse(key)) ? null : { side, key, id }
}

export type KeysetPage<Row> = { items: Row[]; nextCursor: string | null; previousCursor: string | null }

/**
 * The page that these rows make. Ask for one row more than `size`: it tells whether there is more on that side.
 * With a cursor `before`, the rows come nearest first and are turned round here.
 */
export const toKeysetPage = <Row>(
  rows: readonly Row[],
  { cursor, size }: { cursor: Cursor | null; size: number },
  placeOf: (row: Row) => Omit<Cursor, 'side'>,
): KeysetPage<Row> => {
  const hasMore = rows.length > size
  const page = rows.slice(0, size)
  const isBackwards = cursor?.side === 'before'
  const items = isBackwards ? page.toReversed() : page
  const first = items[0]
  const last = items.at(-1)
  const hasNext = isBackwards || hasMore
  const hasPrevious = isBackwards ? hasMore : cursor !== null
  return {
    items,
    nextCursor: hasNext && last !== undefined ? formatCursor({ side: 'after', ...placeOf(last) }) : null,
    previousCursor: hasPrevious && first !== undefined ? formatCursor({ side: 'before', ...placeOf(first) }) : null,
  }
}
